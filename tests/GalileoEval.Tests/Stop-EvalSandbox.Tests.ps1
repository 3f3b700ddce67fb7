Describe 'Stop-EvalSandbox' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule
        Stop-EvalSandbox
    }

    AfterEach {
        Stop-TestSandbox
        Get-EvalConnection | Disconnect-EvalService
    }

    It 'closes the port and the connections, and writes nothing' {
        $sandbox = Start-EvalSandbox
        Stop-EvalSandbox | Should -BeNullOrEmpty
        $sandbox.IsRunning | Should -BeFalse
        Test-Port $sandbox.Port | Should -BeFalse
        Get-EvalConnection | Should -BeNullOrEmpty
        # Its properties can still be read.
        $sandbox.BaseUri | Should -Not -BeNullOrEmpty
    }

    It 'stops every sandbox without a parameter, and writes nothing if there is none' {
        $null = Start-EvalSandbox
        $null = Start-EvalSandbox
        Stop-EvalSandbox
        Get-EvalSandbox | Should -BeNullOrEmpty
        Stop-EvalSandbox -ErrorAction Stop
    }

    It 'stops by name' {
        $first = Start-EvalSandbox
        $second = Start-EvalSandbox
        Stop-EvalSandbox $first.Name.ToUpper()
        Get-EvalSandbox | Should -Be $second
        Test-EvalConnection Galileo, Kolena, Scale | Should -Be $true, $true, $true
    }

    It 'stops sandboxes from the pipeline' {
        $first = Start-EvalSandbox
        $second = Start-EvalSandbox
        $third = Start-EvalSandbox
        $first, $third | Stop-EvalSandbox
        Get-EvalSandbox | Should -Be $second
        $third | Stop-EvalSandbox -ErrorAction Stop
        Get-EvalSandbox | Stop-EvalSandbox
        Get-EvalSandbox | Should -BeNullOrEmpty
    }

    It 'writes an error for a name that does not exist, and stops the others' {
        $sandbox = Start-EvalSandbox -NoConnect
        $written = @(Stop-EvalSandbox nobody, $sandbox.Name 2>&1)
        $written | Should -HaveCount 1
        $written[0].FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.StopEvalSandboxCommand'
        $written[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $written[0].TargetObject | Should -Be 'nobody'
        $sandbox.IsRunning | Should -BeFalse
        Stop-EvalSandbox 'nobody*' -ErrorAction Stop
    }

    It 'stops nothing with -WhatIf' {
        $sandbox = Start-EvalSandbox
        Stop-EvalSandbox -WhatIf
        $sandbox | Stop-EvalSandbox -WhatIf
        $sandbox.IsRunning | Should -BeTrue
        Test-EvalConnection Scale | Should -BeTrue
    }

    It 'makes the connections of before current again' {
        $own = Connect-EvalService Scale -Name own -ApiKey (New-TestSecret 'own-key') -PassThru
        $sandbox = Start-EvalSandbox
        $own.IsCurrent | Should -BeFalse
        $sandbox | Stop-EvalSandbox
        $own.IsCurrent | Should -BeTrue
        Get-EvalConnection | Should -Be $own
    }

    It 'leaves a connection that was made later current' {
        $sandbox = Start-EvalSandbox
        $own = Connect-EvalService Scale -Name own -ApiKey (New-TestSecret 'own-key') -PassThru
        $sandbox | Stop-EvalSandbox
        Get-EvalConnection | Should -Be $own
    }

    It 'leaves the sandbox before the current one in use' {
        $first = Start-EvalSandbox -TaskDuration 0
        $second = Start-EvalSandbox
        (Get-EvalConnection -Current).Name | Sort-Object -Unique | Should -Be $second.Name
        $second | Stop-EvalSandbox
        (Get-EvalConnection -Current).Name | Should -Be $first.Name, $first.Name, $first.Name
        (Get-KolenaValidation 1 10 1).Status | Should -Be 'success'
        $first.RequestCount | Should -Be 1
    }

    It 'leaves objects of its connections that can no longer be used' {
        $sandbox = Start-EvalSandbox
        $connection = Get-EvalConnection -Service Kolena
        $sandbox | Stop-EvalSandbox
        (Get-TestError { Get-KolenaValidation 1 10 1 -Connection $connection }).FullyQualifiedErrorId |
            Should -Be 'NoConnection,GalileoEval.Commands.GetKolenaValidationCommand'
    }

    It 'keeps a connection of the user, which can no longer connect' {
        $key = New-TestSecret 'a-key-for-the-sandbox'
        $sandbox = Start-EvalSandbox -NoConnect -ApiKey $key
        foreach ($service in 'Galileo', 'Kolena', 'Scale') {
            Connect-EvalService $service -BaseUri $sandbox.BaseUri -ApiKey $key -MaximumRetryCount 0
        }

        $sandbox | Stop-EvalSandbox
        $scorer = Join-Path $TestDrive 'scorer.py'
        'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content $scorer
        foreach ($case in @(
                @{ Target = 1; Script = { Get-KolenaValidation 1 10 1 } }
                @{ Target = 'task_sandbox_01'; Script = { Get-ScaleTask task_sandbox_01 } }
                @{ Target = [string][guid]::Empty; Script = { Get-GalileoCodeScorerValidation ([guid]::Empty) } }
                @{ Target = $scorer; Script = { Invoke-GalileoCodeScorerValidation $scorer } })) {
            $failure = @(& $case.Script 2>&1)
            $failure | Should -HaveCount 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,GalileoEval.Commands.*'
            $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure[0].TargetObject | Should -Be $case.Target
            "$($failure[0])" | Should -Match "could not reach http://localhost:$($sandbox.Port)"
        }
    }
}
