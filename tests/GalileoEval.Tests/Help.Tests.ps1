BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $cmdlets = (Get-Command -Module GalileoEval).Name
    $examples = foreach ($name in $cmdlets) {
        @{ Name = $name; Code = @((Get-Help $name -Full).examples.example.code) -join "`n" }
    }

    $about = Get-Content (Join-Path (Get-TestModuleFolder) 'en-US/about_GalileoEval.help.txt') -Raw
    $aboutBlocks = [regex]::Matches($about, '(?m)^ {8}Start-EvalSandbox\r?\n(?:^ {8}.*\r?\n)+').ForEach({ @{ Code = $_.Value } })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters
}

Describe 'The help of <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
        $command = Get-Command $name
    }

    It 'has a synopsis that is not generated' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "$name*" -Because 'this is what PowerShell makes up'
    }

    It 'has a description' {
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'has an example with a title and code' {
        $help.examples.example | Should -Not -BeNullOrEmpty
        foreach ($example in $help.examples.example) {
            $example.title | Should -Match '\w{3}'
            $example.code | Should -Not -BeNullOrEmpty
        }
    }

    It 'describes every parameter' {
        $own = $command.Parameters.Values.Where({ $_.Name -notin $common -and -not $_.Attributes.Where({ $_ -is [Parameter] -and $_.DontShow }) }).Name | Sort-Object
        $told = @($help.parameters.parameter) | Where-Object { $_ }
        $told.name | Sort-Object | Should -Be $own
        foreach ($parameter in $told) {
            ($parameter.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $parameter.name
        }
    }

    It 'has one syntax per parameter set' {
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
    }

    It 'lists inputs and outputs' {
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
    }

    It 'has related links to cmdlets that exist' {
        foreach ($link in @($help.relatedLinks.navigationLink).Where({ $_ -and -not $_.uri })) {
            Get-Command $link.linkText -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $link.linkText
        }
    }
}

Describe 'The examples of <Name>' -ForEach $examples {
    BeforeAll {
        # The preconditions of the examples: a sandbox, a user at the keyboard, and the files in the examples.
        $folder = (New-Item (Join-Path $TestDrive $Name) -ItemType Directory).FullName
        Copy-Item (Join-Path (Get-TestModuleFolder) 'Examples/answer_length.py') (Join-Path $folder 'scorer.py')
        Set-Content (Join-Path $folder 'validations.csv') "AgentId,GroundTruthId,ValidationId`n1,10,1`n1,10,2"
        Set-Content (Join-Path $folder 'tasks.csv') "TaskId`ntask_sandbox_01`ntask_sandbox_02"
        # Nothing is sent to another machine, whatever address an example has.
        $offline = @{ HTTPS_PROXY = 'http://127.0.0.1:9'; NO_PROXY = 'localhost,127.0.0.1' }
        $prelude = @'
$sandbox = Start-EvalSandbox -ApiKey (ConvertTo-SecureString 'example-key' -AsPlainText -Force)
$env:GALILEO_API_KEY = $env:KOLENA_API_KEY = $env:SCALE_API_KEY = 'example-key'
$env:GALILEO_API_URL = $env:KOLENA_API_URL = $sandbox.BaseUri
$key = $liveKey = $testKey = ConvertTo-SecureString 'example-key' -AsPlainText -Force
function Read-Host { $key }
function Get-Credential { [pscredential]::new('user@example.org', $key) }
function Get-Secret { $key }
Connect-EvalService Scale -Name test -ApiKey $key
Connect-EvalService Scale -Name ([GalileoEval.EvalService]::Scale) -ApiKey $key -BaseUri $sandbox.BaseUri
$emitted = [Collections.ArrayList]::new()
$PSDefaultParameterValues['{0}:OutVariable'] = '+emitted'

'@.Replace('{0}', $Name)
        # The type names of everything that the cmdlet emitted, one line for each object.
        $coda = "`n`$emitted | ForEach-Object { `$_.PSObject.TypeNames -join ' ' } | Set-Content emitted.txt"
        $result = Invoke-ModuleScript ($prelude + $Code + $coda) -WorkingDirectory $folder -Environment $offline
    }

    It 'run as written, one after the other' {
        $result.StdErr | Should -BeNullOrEmpty -Because $Code
        $result.ExitCode | Should -Be 0
    }

    It 'emit objects of the declared types, and of no others' {
        $command = Get-Command $Name
        $declared = @($command.OutputType.Name -ne 'System.Void')
        $path = Join-Path $folder emitted.txt
        $emitted = @(if (Test-Path $path) { Get-Content $path | Sort-Object -Unique })
        if ($declared -and -not $command.Parameters.ContainsKey('PassThru')) {
            $emitted | Should -Not -BeNullOrEmpty
        }

        foreach ($names in $emitted) {
            $names -split ' ' | Where-Object { $_ -in $declared } | Should -Not -BeNullOrEmpty -Because "$Name emitted $names"
        }
    }
}

Describe 'about_GalileoEval' {
    It 'is found' {
        Get-Help about_GalileoEval | Out-String | Should -Match 'SHORT DESCRIPTION'
    }

    It 'fits 80 columns' {
        $about = Get-Content (Join-Path (Get-TestModuleFolder) 'en-US/about_GalileoEval.help.txt')
        $about | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'has an example that runs as written: <Code>' -ForEach $aboutBlocks {
        $result = Invoke-ModuleScript $Code
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
    }
}
