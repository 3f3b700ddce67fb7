# The rules of the PowerShell design guidelines and of script analysis that apply to this module.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $root = Get-RepositoryRoot
    $cmdlets = foreach ($command in Get-Command -Module GalileoEval) {
        $attribute = $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        @{ Name = $command.Name; Command = $command; Attribute = $attribute }
    }

    # What a user sees or runs: the examples that ship, the build script and the action.
    $scripts = Get-ChildItem (Join-Path $root 'src/GalileoEval/Examples'), (Join-Path $root '.github') -Recurse -Force -Filter *.ps1
    $scripts = @($scripts) + @(Get-Item (Join-Path $root 'build.ps1')) | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
    $approved = (Get-Verb).Verb

    # These create an object in memory, or change this session only.
    $harmless = 'New-EvalGateRule', 'New-GalileoLogRecordFilter', 'Start-EvalSandbox'
    $changing = 'Add', 'Complete', 'Disable', 'Enable', 'Export', 'Invoke', 'New', 'Publish', 'Remove', 'Restore', 'Resume', 'Save', 'Set',
        'Start', 'Stop', 'Suspend'
    # This one sends a request that computes, and costs.
    $changingByName = 'Measure-GalileoScorerHealth'
    $destructive = 'Remove-GalileoDataset', 'Remove-GalileoScorer', 'Remove-KolenaAgentRun', 'Stop-ScaleBatch'

    # Words that only appear to be plural, a count, a text of several sentences, and names that other modules made standard.
    $singular = 'Status', 'RequireSuccess', 'MinimumPairs', 'EvaluationInstructions', 'AllVersions', 'ProxyUseDefaultCredentials'

    function Get-OwnParameter {
        param([System.Management.Automation.CommandInfo] $Command)

        $Command.Parameters.Values | Where-Object Name -NotIn $common
    }
}

Describe 'The conventions of <Name>' -ForEach $cmdlets {
    It 'has an approved verb and a singular noun with the prefix of its service' {
        $verb, $noun = $Name -split '-'
        $verb | Should -BeIn $approved
        $noun | Should -MatchExactly '^(Eval|Galileo|Kolena|Scale)[A-Z][A-Za-z]+$'
        $noun | Should -Not -Match '[^s]s$'
    }

    It 'has parameters in Pascal case, singular, and none that hides a common parameter' {
        foreach ($parameter in Get-OwnParameter $Command) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z0-9]+$'
            if ($parameter.Name -match '[^s]s$') {
                $parameter.Name | Should -BeIn $singular
            }
        }

        $aliases = @((Get-OwnParameter $Command).Aliases)
        $aliases | Where-Object { $_ -in $common } | Should -BeNullOrEmpty
    }

    It 'supports -WhatIf and -Confirm where it changes something, and only there' {
        $verb = ($Name -split '-')[0]
        $changes = ($verb -in $changing -and $Name -notin $harmless) -or $Name -in $changingByName
        $Attribute.SupportsShouldProcess | Should -Be $changes
        if ($changes) {
            ($Attribute.ConfirmImpact -eq 'High') | Should -Be ($Name -in $destructive)
        }
    }

    It 'has a default parameter set, and one name for each position' {
        if ($Command.ParameterSets.Count -gt 1) {
            $Command.DefaultParameterSet | Should -BeIn $Command.ParameterSets.Name
        }

        foreach ($set in $Command.ParameterSets) {
            $shared = $set.Parameters | Where-Object Position -GE 0 | Group-Object Position | Where-Object Count -GT 1
            $shared | Should -BeNullOrEmpty -Because $set.Name
        }
    }

    It 'accepts at most one parameter of a set from the pipeline by value' {
        foreach ($set in $Command.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 -Because $set.Name
        }
    }

    It 'has switches and no Boolean parameters' {
        # The value that a filter compares with.
        foreach ($parameter in Get-OwnParameter $Command | Where-Object { "$Name $($_.Name)" -ne 'New-GalileoLogRecordFilter Boolean' }) {
            $parameter.ParameterType | Should -Not -Be ([bool]) -Because $parameter.Name
        }
    }

    It 'never accepts a secret only as plain text' {
        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -Match '^(ApiKey|Password|AccessToken|Token|Secret)$') {
            $parameter.ParameterType | Should -Be ([securestring])
        }
    }

    It 'completes the words of each parameter that has known ones' {
        foreach ($parameter in Get-OwnParameter $Command) {
            $completer = $parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -and $_.Type.BaseType.Name -eq 'WordCompleter' }
            if ($completer) {
                $line = "$Name -$($parameter.Name) "
                $words = @((TabExpansion2 $line $line.Length).CompletionMatches.CompletionText)
                $words | Should -Not -BeNullOrEmpty -Because $line
                $typed = $line + $words[-1].Substring(0, 2)
                (TabExpansion2 $typed $typed.Length).CompletionMatches.CompletionText | Should -Contain $words[-1]
            }
        }
    }

    It 'declares what it emits' {
        $Command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'documents input from the pipeline as it binds it' {
        $help = Get-Help $Name -Full
        $bound = foreach ($parameter in Get-OwnParameter $Command) {
            $sets = $parameter.ParameterSets.Values
            if (@($sets.ValueFromPipeline) -contains $true -or @($sets.ValueFromPipelineByPropertyName) -contains $true) {
                $parameter.Name
            }
        }

        $documented = @($help.parameters.parameter) | Where-Object { $_ -and $_.pipelineInput -like 'true*' } | ForEach-Object name
        @($documented | Sort-Object) | Should -Be @($bound | Sort-Object)
        if ($bound) {
            @($help.inputTypes.inputType.type.name) -ne 'None' | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'Error ids' {
    It 'are all listed in about_GalileoEval' {
        $about = Get-Content (Join-Path (Get-TestModuleFolder) 'en-US/about_GalileoEval.help.txt') -Raw
        foreach ($condition in [Enum]::GetNames([GalileoEval.Errors.EvalErrorCondition])) {
            $about | Should -MatchExactly "\b$condition\b"
        }
    }
}

Describe 'The script <Name>' -ForEach $scripts {
    BeforeAll {
        $tokens = $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref]$tokens, [ref]$errors)

        function Find-Ast {
            param([type] $Type, [scriptblock] $Where = { $true })

            @($ast.FindAll({ param($node) $node -is $Type }, $true) | Where-Object $Where)
        }
    }

    It 'parses, with help and with declared parameters' {
        $errors | Should -BeNullOrEmpty
        $ast.GetHelpContent().Synopsis | Should -Not -BeNullOrEmpty
        $ast.ParamBlock.Attributes.TypeName.Name | Should -Contain 'CmdletBinding'
    }

    It 'documents every parameter' {
        $documented = @($ast.GetHelpContent().Parameters.Keys)
        foreach ($parameter in $ast.ParamBlock.Parameters.Name.VariablePath.UserPath) {
            $documented | Should -Contain $parameter.ToUpperInvariant()
        }
    }

    It 'uses no alias, no Invoke-Expression, and Write-Host only in a demonstration' {
        $aliases = (Get-Alias).Name
        $named = (Find-Ast ([System.Management.Automation.Language.CommandAst])).ForEach({ $_.GetCommandName() }) | Where-Object { $_ }
        $named | Where-Object { $_ -in $aliases } | Should -BeNullOrEmpty
        if ($Name -ne 'Demo.ps1') {
            $named | Should -Not -Contain 'Write-Host'
        }

        $named | Should -Not -Contain 'Invoke-Expression'
    }

    It 'names its functions with approved verbs, and hides no error in an empty catch block' {
        foreach ($function in Find-Ast ([System.Management.Automation.Language.FunctionDefinitionAst])) {
            ($function.Name -split '-')[0] | Should -BeIn $approved
        }

        Find-Ast ([System.Management.Automation.Language.CatchClauseAst]) { $_.Body.Statements.Count -eq 0 } | Should -BeNullOrEmpty
    }

    It 'compares with $null on the left side' {
        Find-Ast ([System.Management.Automation.Language.BinaryExpressionAst]) {
            $_.Operator -match '^[CI]?(eq|ne)$' -and $_.Right.Extent.Text -eq '$null'
        } | Should -BeNullOrEmpty
    }
}
