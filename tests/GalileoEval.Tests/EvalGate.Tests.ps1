# Runs the gate as in GitHub, Azure Pipelines and a shell: each in a separate PowerShell process, with the variables of that system.

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

    function Invoke-Action([string] $Workspace, [hashtable] $With, [string] $Text = (Get-Step)) {
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

    $length = [IO.File]::ReadAllText((Join-Path (Get-TestModuleFolder) 'Examples/answer_length.py'))
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
    ) {
        $workspace = New-Workspace @{ 'good.py' = $length }
        $null = New-Policy $workspace @{ metric = '*'; statistic = 'Mean'; minimun = 1 }
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

        $with.Count | Should -Be 5
        $result = Invoke-Action $workspace $with
        $result.ExitCode | Should -Be 0 -Because "$($result.StdErr)$($result.StdOut)"
        $result.Outputs.verdict | Should -Be 'Passed'
        foreach ($use in [regex]::Matches($yaml, 'uses: (actions/\S+)')) {
            $use.Groups[1].Value | Should -Match '@[0-9a-f]{40}$'
        }
    }
}
