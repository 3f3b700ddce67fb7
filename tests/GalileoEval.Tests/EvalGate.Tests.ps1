# Runs the gate as in GitHub, Azure Pipelines and a shell: each in a separate PowerShell process, with the variables of
# that system.

BeforeDiscovery {
    # An installation must not change this machine's own modules: only on these systems does HOME redirect everything
    # that it writes.
    $canInstall = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force
    Import-TestModule
    $root = Get-RepositoryRoot
    $script = Join-Path $root 'src/GalileoEval/Examples/Runbooks/Invoke-EvalGate.ps1'
    $actionPath = Join-Path $root '.github/actions/eval-gate'
    $action = [IO.File]::ReadAllText((Join-Path $actionPath 'action.yml')).Replace("`r", '')
    $blocks = [regex]::Match($action, '(?ms)^inputs:\n(?<inputs>.*?)^outputs:\n(?<outputs>.*?)^runs:\n(?<runs>.*)')
    $inputNames = [regex]::Matches($blocks.Groups['inputs'].Value, '(?m)^  ([a-z-]+):$').ForEach({ $_.Groups[1].Value })
    $outputNames = [regex]::Matches($blocks.Groups['outputs'].Value, '(?m)^  ([a-z-]+):$').ForEach({ $_.Groups[1].Value })
    $defaults = @{}
    [regex]::Matches($blocks.Groups['inputs'].Value, "(?m)^  ([a-z-]+):\n(?:    (?!default).*\n)*    default: '?(.*?)'?$").ForEach({ $defaults[$_.Groups[1].Value] = $_.Groups[2].Value })
    $variables = [ordered]@{}
    [regex]::Matches($blocks.Groups['runs'].Value, '(?m)^        (\w+): \$\{\{ inputs\.([a-z-]+) \}\}$').ForEach({ $variables[$_.Groups[1].Value] = $_.Groups[2].Value })
    $run = [regex]::Match($blocks.Groups['runs'].Value, "(?m)^      run: '(.*)'$").Groups[1].Value

    $sandbox = Start-EvalSandbox -ApiKey (Get-TestServerKey) -TaskDuration 0
    $baseline = Join-Path $TestDrive 'baseline.json'
    Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1 | Export-EvalBaseline $baseline
    $clean = @{}
    foreach ($name in 'GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE', 'TF_BUILD', 'AGENT_TEMPDIRECTORY', 'BUILD_SOURCESDIRECTORY') {
        $clean[$name] = $null
    }

    $clean.GALILEO_API_URL = $sandbox.BaseUri
    $clean.GALILEO_API_KEY = [Net.NetworkCredential]::new('', (Get-TestServerKey)).Password
    # The folder of an installed module.
    $clean.PSModulePath = (Join-Path $root 'out'), $env:PSModulePath -join [IO.Path]::PathSeparator
    $clean.NO_COLOR = 1

    # Creates a workspace with scorers, from a hashtable by name.
    function New-Workspace([hashtable] $Scorer = @{}) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item (Join-Path $folder 'scorers') -ItemType Directory
        foreach ($name in $Scorer.Keys) {
            [IO.File]::WriteAllText((Join-Path $folder "scorers/$name"), $Scorer[$name])
        }

        $folder
    }

    function New-Policy([string] $Workspace, [object[]] $Rule) {
        ConvertTo-Json @{ version = 1; rules = $Rule } -Depth 4 | Set-Content (Join-Path $Workspace 'policy.json')
        'policy.json'
    }

    function Invoke-Gate([string] $Workspace, [string] $Text, [hashtable] $Environment) {
        $all = $clean.Clone()
        $Environment.Keys | ForEach-Object { $all[$_] = $Environment[$_] }
        $result = Invoke-PowerShellScript $Text -Environment $all -WorkingDirectory $Workspace
        $written = Get-ChildItem $Workspace -Recurse -File | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }
        "$($result.StdOut)$($result.StdErr)$written".Contains($all.GALILEO_API_KEY) | Should -BeFalse -Because 'the key is a secret'
        $file = Join-Path $Workspace 'eval-gate.json'
        $verdict = if (Test-Path $file) { Get-Content $file -Raw -Encoding UTF8 | ConvertFrom-Json }
        $result | Add-Member -NotePropertyMembers @{ Lines = @($result.StdOut -split '\r?\n' | Where-Object { $_ }); Verdict = $verdict } -PassThru
    }

    # Runs the step of the action, with the text that the runner adds before and after it.
    function Get-Step {
        "`$ErrorActionPreference = 'stop'`n$run`nif ((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit `$LASTEXITCODE }"
    }

    function Invoke-Action([string] $Workspace, [hashtable] $With, [string] $Text = (Get-Step), [hashtable] $Variable = @{}) {
        $output = Join-Path $Workspace 'output.txt'
        $summary = Join-Path $Workspace 'summary.md'
        [IO.File]::WriteAllText($summary, 'before')
        $environment = @{
            GITHUB_ACTIONS = 'true'; GITHUB_OUTPUT = $output; GITHUB_STEP_SUMMARY = $summary
            GITHUB_WORKSPACE = $Workspace; GITHUB_ACTION_PATH = $actionPath
        }
        foreach ($name in $variables.Keys) {
            $input = $variables[$name]
            $environment[$name] = if ($With.ContainsKey($input)) { $With[$input] } else { "$($defaults[$input])" }
        }

        $Variable.Keys | ForEach-Object { $environment[$_] = $Variable[$_] }
        $result = Invoke-Gate $Workspace $Text $environment
        $outputs = @{}
        if (Test-Path $output) {
            [regex]::Matches([IO.File]::ReadAllText($output), '(?ms)^([a-z-]+)<<(\w+)\n(.*?)\n\2\n').ForEach({ $outputs[$_.Groups[1].Value] = $_.Groups[3].Value })
        }

        $result | Add-Member -NotePropertyMembers @{
            Outputs = $outputs
            Summary = [IO.File]::ReadAllText($summary)
            Annotations = @($result.Lines -match '^::')
        } -PassThru
    }

    $lengthPath = Join-Path (Get-TestModuleFolder) 'Examples/answer_length.py'
    $length = [IO.File]::ReadAllText($lengthPath)
    $lengthBaseline = Join-Path $TestDrive 'length.json'
    Invoke-GalileoCodeScorerValidation $lengthPath -Project support-bot -LogStream production -Wait -Timeout 60 | Export-EvalBaseline $lengthBaseline
}

AfterAll {
    Stop-TestSandbox
}

Describe 'The action' {
    It 'has an input for every parameter of the script, and passes each in its variable' {
        $parameters = (Get-Command $script).Parameters.Values |
            Where-Object Name -NotIn ([System.Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm') | ForEach-Object Name
        $kebab = $parameters | ForEach-Object { ($_ -creplace '(?<=[a-z])(?=[A-Z])', '-').ToLowerInvariant() }
        $inputNames | Sort-Object | Should -Be ($kebab | Sort-Object)
        $variables.Values | Sort-Object | Should -Be ($inputNames | Sort-Object)
        foreach ($name in $variables.Keys) {
            $name | Should -BeExactly ('EVAL_GATE_' + $variables[$name].Replace('-', '_').ToUpperInvariant())
        }
    }

    It 'has the defaults of the script' {
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($script, [ref]$null, [ref]$null)
        $own = @{}
        foreach ($parameter in $ast.ParamBlock.Parameters | Where-Object DefaultValue) {
            $own[($parameter.Name.VariablePath.UserPath -creplace '(?<=[a-z])(?=[A-Z])', '-').ToLowerInvariant()] = "$($parameter.DefaultValue.Value)"
        }

        $own.Keys | Sort-Object | Should -Be ($defaults.Keys | Sort-Object)
        foreach ($name in $own.Keys) {
            $defaults[$name] | Should -Be $own[$name]
        }
    }

    It 'has no expression in the text of its script, and describes everything' {
        $run | Should -Not -BeNullOrEmpty
        $run | Should -Not -Match '\$\{\{'
        @([regex]::Matches($action, '(?m)^    description: \S.{10}')).Count | Should -Be ($inputNames.Count + $outputNames.Count)
    }

    It 'passes: outputs, summary, reports and the verdict file' {
        $workspace = New-Workspace @{ 'answer_length.py' = $length }
        $policy = New-Policy $workspace @{ metric = 'answer_length'; statistic = 'Mean'; minimum = 0 }, @{ metric = '*'; statistic = 'State'; equalTo = 'Succeeded' }
        $result = Invoke-Action $workspace @{
            'scorer-path' = 'scorers'; dataset = 'golden questions'; limit = '3'; 'policy-path' = $policy; 'report-path' = "out/gate.html`nout/gate.xml`n"
        }
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Annotations | Should -BeNullOrEmpty
        # The metric is the scorer.
        @($result.Lines -match '^Passed: answer_length: answer_length Mean >= 0: Mean is 0\.\d+') | Should -HaveCount 1
        $result.Lines[-1] | Should -Be 'Evaluation gate: Passed'
        $result.Outputs.Keys | Sort-Object | Should -Be ($outputNames | Sort-Object)
        $result.Outputs.verdict | Should -BeExactly 'Passed'
        $result.Outputs.'verdict-path' | Should -Be (Join-Path $workspace 'eval-gate.json')
        $result.Outputs.'report-paths' -split "`n" | Should -Be ('out/gate.html', 'out/gate.xml').ForEach({ Join-Path $workspace $_ })
        $result.Outputs.'report-paths' -split "`n" | Should -Exist
        $result.Summary | Should -Match '^before\n#+ Evaluation gate: Passed'
        $result.Verdict.verdict, $result.Verdict.exitCode, $result.Verdict.passed, $result.Verdict.failed | Should -Be 'Passed', 0, 2, 0
        $result.Verdict.results.subject | Should -Be 'answer_length', 'scorers/answer_length.py'
    }

    It '<Outcome> on <Target>: exit code, outputs, summary, annotations and verdict' -ForEach @(
        $stored = @{ Target = 'the stored scores of a log stream'; With = @{ project = 'prompt-lab'; 'log-stream' = 'evaluated' } }
        $dataset = @{ Target = 'a dataset'; With = @{ 'scorer-path' = 'scorers'; dataset = 'golden questions' } }
        $compared = @{ Target = 'scorers with a baseline'; With = @{ 'scorer-path' = 'scorers'; project = 'support-bot'; 'log-stream' = 'production'; 'baseline-path' = 'baseline.json' } }
        $stored + @{ Outcome = 'passes'; Verdict = 'Passed'; Code = 0; Rule = @{ metric = 'correctness'; statistic = 'Count'; minimum = 1 } }
        $stored + @{ Outcome = 'fails'; Verdict = 'Failed'; Code = 1; Rule = @{ metric = 'correctness'; statistic = 'Mean'; minimum = 2 } }
        $stored + @{ Outcome = 'is inconclusive'; Verdict = 'Inconclusive'; Code = 3; Rule = @{ metric = 'unknown'; statistic = 'Mean'; minimum = 2 } }
        $dataset + @{ Outcome = 'passes'; Verdict = 'Passed'; Code = 0; Rule = @{ metric = 'answer_length'; statistic = 'Count'; minimum = 4 } }
        $dataset + @{ Outcome = 'fails'; Verdict = 'Failed'; Code = 1; Rule = @{ metric = 'answer_length'; statistic = 'Mean'; minimum = 2 } }
        $dataset + @{ Outcome = 'is inconclusive'; Verdict = 'Inconclusive'; Code = 3; Rule = @{ metric = 'unknown'; statistic = 'Mean'; minimum = 2 } }
        $compared + @{ Outcome = 'passes'; Verdict = 'Passed'; Code = 0 }
        $compared + @{ Outcome = 'fails'; Verdict = 'Failed'; Code = 1; Worse = $true }
        $compared + @{ Outcome = 'is inconclusive'; Verdict = 'Inconclusive'; Code = 3; Rule = @{ metric = 'unknown'; statistic = 'Verdict'; notEqualTo = 'Regressed' } }
    ) {
        $scorer = if ($Worse) { $length -replace 'return min.*', 'return 0.0' } else { $length }
        $workspace = New-Workspace @{ 'answer_length.py' = $scorer }
        Copy-Item $lengthBaseline (Join-Path $workspace 'baseline.json')
        $inputs = $With + @{ 'report-path' = 'gate.md' }
        if ($Rule) {
            $inputs.'policy-path' = New-Policy $workspace $Rule
        }

        $result = Invoke-Action $workspace $inputs
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be $Code -Because $result.StdOut
        $result.Outputs.verdict | Should -BeExactly $Verdict
        $result.Outputs.'report-paths' | Should -Be (Join-Path $workspace 'gate.md')
        [IO.File]::ReadAllText((Join-Path $workspace 'gate.md')) | Should -Match "Evaluation gate: $Verdict"
        $result.Summary | Should -Match "^before\n#+ Evaluation gate: $Verdict"
        $level = @{ Failed = 'error'; Inconclusive = 'warning' }[$Verdict]
        $result.Annotations | Should -HaveCount ([int]($Verdict -ne 'Passed'))
        $result.Annotations | Where-Object { $_ -notmatch "^::$level title=" } | Should -BeNullOrEmpty
        $result.Verdict.verdict, $result.Verdict.exitCode | Should -Be $Verdict, $Code
        $result.Verdict.($Verdict.ToLowerInvariant()) | Should -BeGreaterThan 0
    }

    It 'fails when a metric is worse than the baseline, without a policy file' {
        $workspace = New-Workspace
        $result = Invoke-Action $workspace @{ project = 'prompt-lab'; experiment = 'prompt-v2'; 'baseline-path' = $baseline }
        $result.ExitCode | Should -Be 1
        $result.Outputs.verdict | Should -Be 'Failed'
        $result.Annotations | Should -HaveCount 1
        $result.Annotations[0] | Should -Match '^::error title=correctness%3A no metric is worse::Verdict is Regressed'
        $result.Summary | Should -Match 'Regressed'
        $result.Verdict.failed | Should -Be 1
    }

    It 'fails for an invalid scorer, with the message of the service as an annotation of the file' {
        $workspace = New-Workspace @{ 'good.py' = $length; 'bad.py' = 'def scorer_fn(*, index): return 1.0'; 'empty.py' = '' }
        $result = Invoke-Action $workspace @{ 'scorer-path' = 'scorers' }
        $result.ExitCode | Should -Be 1
        $result.Annotations | Should -HaveCount 2
        ($result.Annotations -match '^::error file=scorers/bad\.py,title=scorers/bad\.py%3A scorers are valid::.*kwargs') | Should -HaveCount 1
        ($result.Annotations -match '^::error file=scorers/empty\.py,title=scorers/empty\.py%3A scorer file::.*empty') | Should -HaveCount 1
    }

    It 'names a scorer outside of the workspace by its full path' {
        $workspace = New-Workspace
        # The name begins with that of the workspace.
        $folder = "$workspace-scorers"
        $null = New-Item $folder -ItemType Directory
        [IO.File]::WriteAllText("$folder/empty.py", '')
        $result = Invoke-Action $workspace @{ 'scorer-path' = $folder }
        $result.ExitCode | Should -Be 1
        $path = "$folder/empty.py".Replace('\', '/')
        $result.Verdict.results[0].subject | Should -Be $path
        $result.Annotations[0] | Should -Match "^::error file=$([regex]::Escape($path.Replace(':', '%3A'))),"
    }

    It 'is inconclusive for a rule without a value and for a scorer that does not end' {
        $workspace = New-Workspace @{ 'slow.py' = "import time`ntime.sleep(8)`n$length" }
        $policy = New-Policy $workspace @{ metric = 'speed'; statistic = 'Mean'; minimum = 1 }
        $result = Invoke-Action $workspace @{ 'scorer-path' = 'scorers/slow.py'; 'policy-path' = $policy; timeout = '0' }
        $result.ExitCode | Should -Be 3
        $result.Outputs.verdict | Should -Be 'Inconclusive'
        $result.Annotations | Should -HaveCount 2
        $result.Annotations -match '^::warning file=scorers/slow\.py,' | Should -HaveCount 1
        $result.Verdict.inconclusive | Should -Be 2
    }

    It 'reports only an error for <Name>' -ForEach @(
        @{ Name = 'a wrong policy'; With = @{ 'scorer-path' = 'scorers'; 'policy-path' = 'policy.json' }; Says = "policy\.json.*Rule 1: Minimun is not a field" }
        @{ Name = 'a wrong number'; With = @{ 'scorer-path' = 'scorers'; timeout = 'soon' }; Says = "EVAL_GATE_TIMEOUT is 'soon'" }
        @{ Name = 'an input that contains code'; With = @{ 'scorer-path' = '"; Set-Content hacked x; exit 7 # $(Set-Content hacked x)' }; Says = 'There is no scorer file or folder' }
        @{ Name = 'two targets'; With = @{ 'scorer-path' = 'scorers'; dataset = 'a'; experiment = 'b' }; Says = 'Specify one of' }
        @{ Name = 'no target'; With = @{}; Says = 'Specify scorer files' }
        @{ Name = 'results and scorers'; With = @{ 'scorer-path' = 'scorers'; 'input-path' = 'policy.json' }; Says = 'Specify either files with results \(-InputPath\), or scorer files' }
        @{ Name = 'results and an experiment'; With = @{ experiment = 'b'; 'input-path' = 'policy.json' }; Says = 'or Experiment\.' }
        @{ Name = 'a results file that does not exist'; With = @{ 'input-path' = 'none.csv' }; Says = "There is no results file 'none\.csv'" }
        @{ Name = 'a results file of another kind'; With = @{ 'input-path' = 'scorers/good.py' }; Says = "'scorers/good\.py' cannot be read: its extension is not" }
        @{ Name = 'a results file with other data'; With = @{ 'input-path' = 'broken.json' }; Says = "'broken\.json' cannot be read: .*JSON" }
        @{ Name = 'results without known scores'; With = @{ 'input-path' = 'policy.json' }; Says = 'the property with the score is unknown.*Specify the column with -Property' }
        @{ Name = 'results without the property'; With = @{ 'input-path' = 'policy.json'; property = 'f1' }; Says = "No object has the property 'f1'" }
        @{ Name = 'a folder without scorers'; With = @{ 'scorer-path' = '.' }; Says = 'There is no scorer \(\*\.py\) in the folder' }
        @{ Name = 'an unknown dataset'; With = @{ 'scorer-path' = 'scorers'; dataset = 'silver questions' }; Says = 'silver questions' }
    ) {
        $workspace = New-Workspace @{ 'good.py' = $length }
        $null = New-Policy $workspace @{ metric = '*'; statistic = 'Mean'; minimun = 1 }
        Set-Content (Join-Path $workspace 'broken.json') '{ "f1": '
        $result = Invoke-Action $workspace $With
        $result.ExitCode | Should -Be 2
        $result.Annotations | Should -HaveCount 1
        $result.Annotations[0] | Should -Match "^::error title=The evaluation gate could not run::.*$Says"
        $result.Outputs.verdict | Should -Be 'Error'
        $result.Verdict.verdict, $result.Verdict.exitCode | Should -Be 'Error', 2
        $result.Verdict.error | Should -Match $Says
        Join-Path $workspace 'hacked' | Should -Not -Exist
    }

    It 'writes at most ten annotations, failed ones first' {
        $workspace = New-Workspace
        $rules = @(@{ metric = 'speed'; statistic = 'Mean'; minimum = 1; name = 'unknown' }) + @(1..13 | ForEach-Object { @{ metric = 'correctness'; statistic = 'Mean'; minimum = 1 + $_; name = "rule $_" } })
        $policy = New-Policy $workspace $rules
        $result = Invoke-Action $workspace @{ project = 'prompt-lab'; experiment = 'prompt-v2'; 'policy-path' = $policy }
        $result.ExitCode | Should -Be 1
        $result.Annotations | Should -HaveCount 10
        $result.Annotations[0..8] | ForEach-Object { $_ | Should -Match '^::error title=correctness%3A rule \d+::' }
        $result.Annotations[9] | Should -Match '^::warning title=Evaluation gate::5 more results did not pass'
        $result.Verdict.results | Should -HaveCount 14
    }

    It 'ends with a nonzero code under shell: pwsh, which may change it, and keeps the verdict' {
        $workspace = New-Workspace
        $policy = New-Policy $workspace @{ metric = 'speed'; statistic = 'Mean'; minimum = 1 }
        $step = Join-Path $workspace 'step.ps1'
        [IO.File]::WriteAllText($step, (Get-Step))
        $program, $rest = @(Get-PowerShellCommand)
        # The runner's command line.
        $text = "& '$program' $(@($rest | ForEach-Object { "'$_'" }) -join ' ') -command `". '$step'`"`nexit `$LASTEXITCODE"
        $result = Invoke-Action $workspace @{ project = 'prompt-lab'; experiment = 'prompt-v2'; 'policy-path' = $policy } $text
        $result.ExitCode | Should -Not -Be 0
        $result.Outputs.verdict | Should -Be 'Inconclusive'
        $result.Verdict.verdict, $result.Verdict.exitCode | Should -Be 'Inconclusive', 3
    }
}

Describe 'Results in files' {
    BeforeAll {
        $sources = (New-Item (Join-Path $TestDrive 'results') -ItemType Directory).FullName
        $validations = Get-KolenaValidation -AgentId 1 -GroundTruthId 12
        $ratings = Get-ScaleTask -BatchName sandbox-ratings -Status completed | Select-ScaleAnnotation -Key overall_quality
        $others = 1..10 | ForEach-Object { [pscustomobject]@{ id = "q$_"; f1 = 0.5 + $_ / 100; bleu = 0.25 } }
        $worse = 1..10 | ForEach-Object { [pscustomobject]@{ id = "q$_"; f1 = 0.1 + $_ / 50; bleu = 0.25 } }
        $all = @{ validations = $validations; ratings = $ratings; others = $others; worse = $worse }
        foreach ($name in $all.Keys) {
            $path = Join-Path $sources $name
            $all[$name] | Export-Csv "$path.csv" -NoTypeInformation -Encoding UTF8
            $all[$name] | ConvertTo-Json -Depth 4 | Set-Content "$path.json" -Encoding UTF8
            $all[$name] | Export-Clixml "$path.clixml"
        }

        # One list, not its objects.
        Export-Clixml (Join-Path $sources 'ratings.clixml') -InputObject $ratings

        $others | Export-EvalBaseline (Join-Path $sources 'others.baseline') -Property f1, bleu -Key id
        # Nothing in a file needs a connection.
        $offline = @{ GALILEO_API_URL = $null; GALILEO_API_KEY = $null }

        function Invoke-InputAction([hashtable] $With, [object[]] $Rule) {
            $workspace = New-Workspace
            Copy-Item (Join-Path $sources '*') $workspace
            if ($Rule) {
                $With.'policy-path' = New-Policy $workspace $Rule
            }

            Invoke-Action $workspace $With -Variable $offline
        }
    }

    It 'are work and scores: validations of Kolena and ratings of Scale from .<_>' -ForEach csv, json, clixml {
        $result = Invoke-InputAction @{ 'input-path' = "validations.$_`nratings.$_"; 'report-path' = 'gate.md' } @(
            @{ metric = '*'; statistic = 'State'; equalTo = 'Succeeded' }
            @{ metric = 'Score'; statistic = 'Mean'; minimum = 80 }
            @{ metric = 'overall_quality'; statistic = 'Mean'; minimum = 1 }
        )
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0 -Because $result.StdOut
        $result.Outputs.verdict | Should -Be 'Passed'
        $result.Annotations | Should -BeNullOrEmpty
        $result.Verdict.passed | Should -Be ($validations.Count + 2)
        $expected = @($validations | Measure-EvalScore) + @($ratings | Measure-EvalScore)
        foreach ($summary in $expected) {
            @($result.Verdict.results | Where-Object { $_.subject -eq $summary.Metric -and $_.message -match [regex]::Escape("Mean is $([math]::Round($summary.Mean, 4))") }) |
                Should -HaveCount 1 -Because "$($summary.Metric) $($summary.Mean)"
        }
    }

    It 'are tested by default: work must have succeeded, and no score may have failed' {
        $passed = Invoke-InputAction @{ 'input-path' = 'validations.csv' }
        $passed.ExitCode | Should -Be 0 -Because $passed.StdOut
        $passed.Verdict.results.rule | Sort-Object -Unique | Should -Be 'no score failed', 'work has succeeded'

        $workspace = New-Workspace
        Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 3 | Export-Csv (Join-Path $workspace 'failed.csv') -NoTypeInformation
        $failed = Invoke-Action $workspace @{ 'input-path' = 'failed.csv' } -Variable $offline
        $failed.ExitCode | Should -Be 1 -Because $failed.StdOut
        # Work is not a file.
        $failed.Annotations -match '^::error title=.*validation.*%3A work has succeeded::' | Should -HaveCount 1
    }

    It 'are inconclusive if there are none' {
        $workspace = New-Workspace
        Set-Content (Join-Path $workspace 'none.csv') 'Metric,Score'
        Set-Content (Join-Path $workspace 'none.json') '[]'
        $result = Invoke-Action $workspace @{ 'input-path' = "none.csv`nnone.json" } -Variable $offline
        $result.ExitCode | Should -Be 3 -Because $result.StdOut
        $result.Outputs.verdict | Should -Be 'Inconclusive'
    }

    It 'are objects of any kind, with -Property and -Key: <Name>' -ForEach @(
        @{ Name = 'as good as the baseline'; File = 'others.json'; Code = 0; Verdict = 'Passed' }
        @{ Name = 'worse than the baseline'; File = 'worse.csv'; Code = 1; Verdict = 'Failed' }
    ) {
        $result = Invoke-InputAction @{ 'input-path' = $File; property = "f1`nbleu"; key = 'id'; 'baseline-path' = 'others.baseline' }
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be $Code -Because $result.StdOut
        $result.Outputs.verdict | Should -Be $Verdict
        $result.Verdict.results.subject | Sort-Object -Unique | Should -Be 'bleu', 'f1'
        @($result.Annotations -match '^::error title=f1%3A no metric is worse::') | Should -HaveCount $Code
    }
}

Describe 'Installing the module' -Skip:(-not $canInstall) {
    BeforeAll {
        $version = "$((Test-ModuleManifest (Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')).Version)"
        # A clean profile with a folder as repository, in a path with spaces and letters of several alphabets.
        $place = Join-Path $TestDrive 'Zoë – 北京'
        $feed = Join-Path $place 'feed'
        $installed = Join-Path $place '.local/share/powershell/Modules/GalileoEval'
        $null = New-Item $feed -ItemType Directory
        $environment = @{ HOME = $place; PSModulePath = $null; XDG_DATA_HOME = $null; XDG_CACHE_HOME = $null; XDG_CONFIG_HOME = $null }
        $package = Get-TestPackage
        Copy-Item $package $feed
        # The same package as a prerelease.
        $prerelease = Join-Path $feed 'GalileoEval.0.0.9-rc1.nupkg'
        Copy-Item $package $prerelease
        Edit-PackageEntry $prerelease 'GalileoEval.nuspec' '<version>[\d.]+' '<version>0.0.9-rc1'
        Edit-PackageEntry $prerelease 'GalileoEval.psd1' "ModuleVersion(\s*)= '[\d.]+'" "ModuleVersion`$1= '0.0.9'"
        Edit-PackageEntry $prerelease 'GalileoEval.psd1' 'ReleaseNotes = ' "Prerelease = 'rc1'`n            ReleaseNotes = "
        $registered = Invoke-Gate (New-Workspace) "Register-PSResourceRepository Feed -Uri '$feed'; Get-PSResourceRepository | ForEach-Object Name" $environment
        $registered.Lines | Should -Contain 'Feed' -Because $registered.StdErr

        function Invoke-Install([hashtable] $With, [string] $Text = (Get-Step)) {
            $workspace = New-Workspace
            $policy = New-Policy $workspace @{ metric = 'correctness'; statistic = 'Count'; minimum = 1 }
            $inputs = $With + @{ project = 'prompt-lab'; experiment = 'prompt-v1'; 'policy-path' = $policy }
            Invoke-Action $workspace $inputs $Text -Variable $environment
        }

        function Get-InstalledVersion {
            @(Get-ChildItem $installed -ErrorAction Ignore | ForEach-Object Name | Sort-Object)
        }
    }

    It 'does not happen without a version: the error says what to do' {
        $result = Invoke-Install @{ 'module-repository' = 'Feed' }
        $result.ExitCode | Should -Be 2
        $result.Outputs.verdict | Should -Be 'Error'
        $result.Annotations | Should -HaveCount 1
        $result.Annotations[0] | Should -Match 'GalileoEval is not installed\. Specify -ModuleVersion.*Install-PSResource GalileoEval$'
        Get-InstalledVersion | Should -BeNullOrEmpty
    }

    It 'fails for <Name>: the error says what is wrong and what to do' -ForEach @(
        @{ Name = 'an unknown version'; With = @{ 'module-version' = '9.9.9'; 'module-repository' = 'Feed' }; Says = "GalileoEval 9\.9\.9 cannot be installed from 'Feed': .*repository 'Feed'\. Check the version .*Find-PSResource" }
        @{ Name = 'an unknown repository'; With = @{ 'module-version' = '9.9.9'; 'module-repository' = 'Nowhere' }; Says = "GalileoEval 9\.9\.9 cannot be installed from 'Nowhere': .*Check .* the repository \(Get-PSResourceRepository\)" }
        @{ Name = 'a version that is none'; With = @{ 'module-version' = 'latest'; 'module-repository' = 'Feed' }; Says = "GalileoEval latest cannot be installed from 'Feed': " }
    ) {
        $result = Invoke-Install $With
        $result.ExitCode | Should -Be 2 -Because $result.StdOut
        $result.Annotations | Should -HaveCount 1
        $result.Annotations[0] | Should -Match "^::error title=The evaluation gate could not run::$Says"
        $result.Verdict.verdict | Should -Be 'Error'
        $result.Verdict.error | Should -Match $Says
        Get-InstalledVersion | Should -BeNullOrEmpty
    }

    It 'does not happen with -WhatIf' {
        $result = Invoke-Install @{} "& '$script' -ModuleVersion $version -ModuleRepository Feed -WhatIf; exit `$LASTEXITCODE"
        $result.ExitCode | Should -Be 2
        $result.Annotations | Should -Match "GalileoEval $([regex]::Escape($version)) is not installed"
        Get-InstalledVersion | Should -BeNullOrEmpty
    }

    It 'happens if the version is missing, and the gate runs' {
        $result = Invoke-Install @{ 'module-version' = $version; 'module-repository' = 'Feed' }
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0 -Because $result.StdOut
        $result.Outputs.verdict | Should -Be 'Passed'
        $result.Annotations | Should -BeNullOrEmpty
        Get-InstalledVersion | Should -Be $version
    }

    It 'does not happen if the version is there, and without a version any will do' {
        # The repository does not exist: an attempt to install would fail.
        foreach ($with in @{ 'module-version' = $version; 'module-repository' = 'Nowhere' }, @{}) {
            $result = Invoke-Install $with
            $result.ExitCode | Should -Be 0 -Because $result.StdOut
            $result.Outputs.verdict | Should -Be 'Passed'
        }
    }

    It 'installs a prerelease beside it, and uses that' {
        $text = (Get-Step) -replace '(?m)^if', "`$module = Get-Module GalileoEval`n'module ' + `$module.Version`nif"
        $result = Invoke-Install @{ 'module-version' = '0.0.9-rc1'; 'module-repository' = 'Feed' } $text
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0 -Because $result.StdOut
        $result.Lines | Should -Contain 'module 0.0.9'
        Get-InstalledVersion | Should -Be '0.0.9', $version
    }

    It 'rejects a session that has loaded another version' {
        $result = Invoke-Install @{ 'module-version' = '0.0.9-rc1' } "Import-Module GalileoEval -RequiredVersion $version`n$(Get-Step)"
        $result.ExitCode | Should -Be 2
        $result.Annotations | Should -Match "GalileoEval $([regex]::Escape($version)) is loaded, not 0\.0\.9-rc1\. Run the gate in a new PowerShell process"
    }

    It 'serves Azure Pipelines and shells too' {
        Remove-Item $installed -Recurse
        $workspace = New-Workspace
        $result = Invoke-Gate $workspace "& '$script' -Project prompt-lab -Experiment prompt-v1; exit `$LASTEXITCODE" ($environment + @{
                TF_BUILD = 'True'; AGENT_TEMPDIRECTORY = $workspace; EVAL_GATE_MODULE_VERSION = $version; EVAL_GATE_MODULE_REPOSITORY = 'Feed'
            })
        $result.ExitCode | Should -Be 0 -Because "$($result.StdOut)$($result.StdErr)"
        Get-InstalledVersion | Should -Be $version
        Remove-Item $installed -Recurse
        $result = Invoke-Gate $workspace "& '$script' -Project prompt-lab -Experiment prompt-v1 -ModuleVersion 9.9.9 -ModuleRepository Feed; exit `$LASTEXITCODE" $environment
        $result.ExitCode | Should -Be 2
        # PowerShell wraps the message.
        $result.StdErr -replace '[\s|]+', ' ' | Should -Match 'GalileoEval 9\.9\.9 cannot be installed .* Check the version'
    }
}

Describe 'Text of the service' {
    BeforeAll {
        $attack = '::set-output name=verdict::Passed ##vso[task.setvariable variable=evalGateVerdict]Passed ##[error]x ###[group]y %0A::error::z ]; a=b'
        $raises = "def scorer_fn(*, step_object, **kwargs):`n    raise ValueError('one\n$attack\r\n$attack')"
        $name = if ($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') { 'a,b;c].py' } else { 'a,b;c]::d ##[e].py' }
        $workspace = New-Workspace @{ $name = $raises }
    }

    It 'is not interpreted as a command in GitHub' {
        $result = Invoke-Action $workspace @{ 'scorer-path' = 'scorers'; dataset = 'golden questions' }
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        $result.Outputs.verdict | Should -Be 'Failed'
        $result.StdOut | Should -Match 'set-output' -Because 'the text is displayed'
        $result.StdOut | Should -Not -Match '##'
        foreach ($annotation in $result.Annotations) {
            $annotation | Should -Match '^::error (file=[^:,]+,)?title=[^:,]+::'
            $annotation -replace '%25' | Should -Not -Match '%0A'
        }

        $result.Lines | Where-Object { $_ -notmatch '^(::error |Passed: |Failed: |Evaluation gate: )' } | Should -BeNullOrEmpty
        [IO.File]::ReadAllText((Join-Path $workspace 'output.txt')) | Should -Not -Match 'set-output'
    }

    It 'is not interpreted as a command in Azure Pipelines' {
        $result = Invoke-Gate $workspace "& '$script' scorers -Dataset 'golden questions'; exit `$LASTEXITCODE" @{
            TF_BUILD = 'True'; AGENT_TEMPDIRECTORY = $workspace; BUILD_SOURCESDIRECTORY = $workspace
        }
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        foreach ($line in $result.Lines) {
            $line | Should -Match '^(##vso\[task\.(logissue type=error;|uploadsummary|setvariable variable=evalGate)|Passed: |Failed: |Evaluation gate: )'
            $line.Substring(2) | Should -Not -Match '##'
        }

        $commands = $result.Lines -match '^##'
        $commands | Should -Not -BeNullOrEmpty
        foreach ($command in $commands) {
            $command | Should -Not -Match '%(?!AZP25|3B|5D)'
            # The properties end at the intended bracket.
            $command | Should -Match '^##vso\[task\.[^\]]*\]'
        }
    }
}

Describe 'Other systems' {
    It 'writes the variables, issues and summary of Azure Pipelines' {
        $workspace = New-Workspace
        $result = Invoke-Gate $workspace "& '$script'; exit `$LASTEXITCODE" @{
            TF_BUILD = 'True'; AGENT_TEMPDIRECTORY = $workspace
            EVAL_GATE_PROJECT = 'prompt-lab'; EVAL_GATE_EXPERIMENT = 'prompt-v2'; EVAL_GATE_BASELINE_PATH = $baseline
            EVAL_GATE_REPORT_PATH = "a.md`nb.json"
        }
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        $result.Lines | Should -Contain '##vso[task.setvariable variable=evalGateVerdict;isOutput=true]Failed'
        $result.Lines | Should -Contain "##vso[task.setvariable variable=evalGateReportPaths;isOutput=true]$(Join-Path $workspace 'a.md');$(Join-Path $workspace 'b.json')"
        @($result.Lines -match '^##vso\[task\.logissue type=error;\]correctness: no metric is worse: Verdict is Regressed') | Should -HaveCount 1
        $uploaded = @($result.Lines -match '^##vso\[task\.uploadsummary\]') -replace '^[^\]]*\]'
        $uploaded | Should -HaveCount 1
        [IO.File]::ReadAllText($uploaded[0]) | Should -Match 'Evaluation gate: Failed'
    }

    It 'writes objects and no commands in a shell' {
        $workspace = New-Workspace
        $result = Invoke-Gate $workspace @"
            `$results = & '$script' -Project prompt-lab -Experiment prompt-v2 -BaselinePath '$baseline'
            'code ' + `$LASTEXITCODE
            `$results | ForEach-Object { '{0} {1}' -f `$_.Outcome, `$_.Metric }
"@ @{}
        $result.StdErr | Should -BeNullOrEmpty
        $result.Lines | Should -Contain 'code 1'
        $result.Lines | Should -Contain 'Failed correctness'
        $result.StdOut | Should -Not -Match '::|##'
        $result.Verdict.verdict | Should -Be 'Failed'
    }

    It 'exits with 2 in a shell for an error, with -WhatIf too, and when the verdict cannot be written' {
        $workspace = New-Workspace @{ 'good.py' = $length }
        $result = Invoke-Gate $workspace @"
            `$ErrorActionPreference = 'Continue'
            & '$script' none
            'code ' + `$LASTEXITCODE
            & '$script' none -WhatIf -VerdictPath other.json
            'code ' + `$LASTEXITCODE
            & '$script' scorers -TestInput question -TestOutput answer -VerdictPath scorers
            'code ' + `$LASTEXITCODE
"@ @{}
        @($result.Lines -match '^code') | Should -Be 'code 2', 'code 2', 'code 2'
        $result.StdErr | Should -Match "no\W+scorer\W+file\W+or\W+folder"
        $result.StdErr | Should -Match 'verdict\W+cannot\W+be\W+written'
        $result.Verdict.verdict | Should -Be 'Error'
        Join-Path $workspace 'other.json' | Should -Not -Exist
    }

    It 'writes nothing with -WhatIf' {
        $workspace = New-Workspace @{ 'good.py' = $length }
        $result = Invoke-Gate $workspace "& '$script' scorers -ReportPath out/a.md -WhatIf; exit `$LASTEXITCODE" @{}
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.StdOut | Should -Match 'What if: .*good\.py'
        $result.Verdict | Should -BeNullOrEmpty
        Join-Path $workspace out | Should -Not -Exist
    }
}

Describe 'docs/automation.md' {
    BeforeAll {
        $text = [IO.File]::ReadAllText((Join-Path $root 'docs/automation.md')).Replace("`r", '')
        function Get-Block([string] $Language) {
            [regex]::Matches($text, "(?ms)^``````$Language\n(.*?)^``````").ForEach({ $_.Groups[1].Value })
        }

        $workspace = New-Workspace @{ 'answer_length.py' = $length }
        [IO.File]::WriteAllText((Join-Path $workspace 'policy.json'), (Get-Block json))
    }

    It 'describes every field of a rule, and the codes of every verdict' {
        $fields = [regex]::Matches([regex]::Match($text, '(?ms)^\| field .*?\n\n').Value, '`(\w+)`(?=[^|]* \|[^|]*\|$)|(?<=^\| )`(\w+)`', 'Multiline').Value.Trim('`')
        $fields | Where-Object { $_ -cmatch '^[a-z]' -and $_ -ne 'true' } | Sort-Object -Unique |
            Should -Be ((Get-Command New-EvalGateRule).Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters } | Sort-Object)
        $source = [IO.File]::ReadAllText($script)
        foreach ($row in [regex]::Matches($text, '(?m)^\| `(\w+)` \| (\d) \|')) {
            $source | Should -Match "$($row.Groups[1].Value) = $($row.Groups[2].Value)\b"
        }
    }

    It 'has examples for PowerShell that run as written, one after the other' {
        $prelude = @"
            function Get-AutomationVariable { param(`$Name) `$env:GALILEO_API_KEY }
            function Get-Secret { param(`$Name, `$Vault) ConvertTo-SecureString `$env:GALILEO_API_KEY -AsPlainText -Force }
            `$ErrorActionPreference = 'Stop'
            Import-Module GalileoEval
            `$key = ConvertTo-SecureString `$env:GALILEO_API_KEY -AsPlainText -Force
            'Kolena', 'Scale' | ForEach-Object { Connect-EvalService `$_ -ApiKey `$key -BaseUri $($sandbox.BaseUri) }

"@
        $number = 0
        $calls = foreach ($block in Get-Block powershell) {
            $number++
            [IO.File]::WriteAllText((Join-Path $workspace "block$number.ps1"), $block)
            ". ./block$number.ps1; 'block $number, code ' + `$LASTEXITCODE"
        }

        $result = Invoke-Gate $workspace ($prelude + ($calls -join "`n")) @{}
        $result.StdErr | Should -BeNullOrEmpty
        $result.Lines | Should -Contain 'Passed'
        1..$number | ForEach-Object { $result.Lines | Should -Contain "block $_, code 0" }
        'out/gate.html', 'out/gate.xml', 'baseline.json', 'nightly.json', 'nightly.html' | ForEach-Object { Join-Path $workspace $_ | Should -Exist }
    }

    It 'has a step for Azure Pipelines that runs as written' {
        $yaml = @(Get-Block yaml) -match 'vmImage'
        $step = [regex]::Match($yaml, '(?m)^  - pwsh: \|\n((?:      .*\n)+)').Groups[1].Value
        $environment = @{ TF_BUILD = 'True'; AGENT_TEMPDIRECTORY = $workspace; BUILD_SOURCESDIRECTORY = $workspace }
        foreach ($setting in [regex]::Matches($yaml, '(?m)^      (EVAL_GATE_\w+): (.*)$')) {
            $variables.Keys | Should -Contain $setting.Groups[1].Value
            $environment[$setting.Groups[1].Value] = $setting.Groups[2].Value
        }

        $result = Invoke-Gate $workspace $step $environment
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.Lines | Should -Contain '##vso[task.setvariable variable=evalGateVerdict;isOutput=true]Passed'
        $yaml | Should -Match '\$\(gate\.evalGateVerdict\)'
    }

    It 'has a step for GitHub that runs as written, and pins third-party actions' {
        $yaml = @(Get-Block yaml) -match 'runs-on'
        $with = @{}
        $block = [regex]::Match($yaml, '(?ms)eval-gate@.*?^        with:\n((?:          [^\n]*\n)+)').Groups[1].Value
        foreach ($setting in [regex]::Matches($block, '(?m)^          ([a-z-]+): (?:\|\n((?:            .*\n)+)|(.*)$)')) {
            $inputNames | Should -Contain $setting.Groups[1].Value
            $with[$setting.Groups[1].Value] = $setting.Groups[2].Value -replace '(?m)^ +' -replace '^$', $setting.Groups[3].Value
        }

        $with.Count | Should -Be 6
        # The action and the module have one version.
        $yaml | Should -Match "eval-gate@v$([regex]::Escape($with.'module-version'))\s"
        $with.'module-version' | Should -Be "$((Get-Module GalileoEval).Version)"
        $result = Invoke-Action $workspace $with
        $result.ExitCode | Should -Be 0 -Because "$($result.StdErr)$($result.StdOut)"
        $result.Outputs.verdict | Should -Be 'Passed'
        foreach ($use in [regex]::Matches($yaml, 'uses: (actions/\S+)')) {
            $use.Groups[1].Value | Should -Match '@[0-9a-f]{40}$'
        }
    }
}
