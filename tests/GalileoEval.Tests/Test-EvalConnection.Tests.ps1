Describe 'Test-EvalConnection' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        $key = New-TestSecret 'the-key-of-this-sandbox'
        $sandbox = Start-TestSandbox @{ ApiKey = $key }
        $bad = @{ BaseUri = $sandbox.BaseUri; ApiKey = New-TestSecret 'some-other-key'; PassThru = $true }
    }

    AfterEach {
        Get-EvalConnection | Where-Object Source -NE Sandbox | Disconnect-EvalService
    }

    AfterAll {
        Stop-TestSandbox
    }

    It 'writes true for <_>' -ForEach 'Galileo', 'Kolena', 'Scale' {
        $before = $sandbox.RequestCount
        $result = Test-EvalConnection $_
        $result | Should -BeOfType bool
        $result | Should -BeTrue
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'writes false for <_> with a wrong key, without an error, and the reason with -Verbose' -ForEach 'Galileo', 'Kolena', 'Scale' {
        $null = Connect-EvalService $_ @bad
        $all = @(Test-EvalConnection $_ -Verbose *>&1)
        $result, $rest = $all.Where({ $_ -is [bool] }, 'Split')
        $result | Should -Be $false
        $rest | ForEach-Object { $_ | Should -BeOfType Management.Automation.VerboseRecord }
        $rest -join "`n" | Should -Match '401'
        $rest -join "`n" | Should -Match 'Connect-EvalService'
    }

    It 'writes one result for each service, in the order of the arguments' {
        $null = Connect-EvalService Kolena @bad
        Test-EvalConnection Scale, Kolena, Galileo | Should -Be $true, $false, $true
    }

    It 'writes one result for each connection of the pipeline' {
        $wrong = Connect-EvalService Scale -Name wrong @bad
        $wrong, (Get-EvalConnection sandbox* -Service Scale), $wrong | Test-EvalConnection | Should -Be $false, $true, $false
    }

    It 'accepts connections in a list of any type' {
        $all = Get-EvalConnection
        Test-EvalConnection -Connection ([Collections.ArrayList]@($all)) | Should -Be $true, $true, $true
        Test-EvalConnection -Connection ([Collections.Generic.List[object]]@($all)) | Should -Be $true, $true, $true
        Test-EvalConnection -Connection (Write-Output $all -NoEnumerate) | Should -Be $true, $true, $true
    }

    It 'accepts a name, for all connections of that name' {
        Test-EvalConnection -Connection $sandbox.Name | Should -Be $true, $true, $true
    }

    It 'rejects a name that does not exist' {
        "$(Get-TestError { Test-EvalConnection -Connection nobody })" | Should -Match "named 'nobody'"
    }

    It 'writes false for a connection that was disconnected' {
        $gone = Connect-EvalService Scale -Name gone -BaseUri $sandbox.BaseUri -ApiKey $key -PassThru
        $gone | Test-EvalConnection | Should -BeTrue
        $gone | Disconnect-EvalService
        $gone | Test-EvalConnection | Should -BeFalse
    }

    It 'writes false when no server listens' {
        $null = Connect-EvalService Scale -Name nowhere -BaseUri http://localhost:1 -ApiKey $key -MaximumRetryCount 0
        $all = @(Test-EvalConnection Scale -Verbose *>&1)
        $all.Where({ $_ -is [bool] }) | Should -Be $false
        $all -join "`n" | Should -Match 'could not reach http://localhost:1'
    }

    It 'writes false without a connection, and names the variables' {
        $result = Invoke-ModuleScript 'Test-EvalConnection Galileo, Kolena, Scale -Verbose *>&1 | ForEach-Object { "$_" }' -Environment @{
            GALILEO_API_KEY = $null; GALILEO_USERNAME = $null; KOLENA_API_KEY = $null; RESTRUCTURED_API_KEY = $null; SCALE_API_KEY = $null
        }
        $result.StdErr | Should -BeNullOrEmpty
        ($result.StdOut -split '\r?\n' -match '^(True|False)$') | Should -Be 'False', 'False', 'False'
        foreach ($name in 'GALILEO_API_KEY', 'KOLENA_API_KEY', 'SCALE_API_KEY') {
            $result.StdOut | Should -Match $name
        }
    }
}
