BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.TestEvalGateCommand'
    $summary = [GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Kind = 'Numeric'; Count = 12; Mean = 0.85; Failed = 1; ConfidenceLevel = 0.95 }
    $comparison = [GalileoEval.Analysis.EvalScoreComparison]@{ Metric = 'correctness'; Group = 'model=a'; Pairs = 12; Delta = -0.1; Verdict = 'Regressed'; PValue = 0.01 }
    $agreement = [GalileoEval.Analysis.EvalAgreement]@{ Metric = 'quality'; Value = 0.7; Units = 10; Raters = 3; Reason = 'No interval.' }
    $done = [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_1'; Status = 'completed' }
    $open = [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_2'; Status = 'pending' }
    $validation = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = 'success'; Score = 87.5 }
    $mean = @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }

    function New-PolicyFile {
        param([string] $Name, [string] $Text)

        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($path, $Text)
        $path
    }
}

Describe 'Test-EvalGate' {
    It 'returns a Boolean' {
        $summary | Test-EvalGate $mean | Should -BeExactly $true
        $summary | Test-EvalGate @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.9 } | Should -BeExactly $false
    }

    It 'returns typed results with -Detailed, in the order of rules and objects' {
        $rules = (New-EvalGateRule corr* Mean -Minimum 0.9 -Name high), $mean
        $results = $summary, $comparison | Test-EvalGate $rules -Detailed
        $results | Should -BeOfType GalileoEval.Analysis.EvalGateResult
        $results.Rule | Should -Be 'high', 'correctness Mean >= 0.8'
        $results.Outcome | Should -Be 'Failed', 'Passed'
        $results[0].Message | Should -BeExactly 'Mean is 0.85, below the minimum 0.9.'
        $results[1].Actual | Should -Be 0.85
    }

    It 'compares <Source> with <Rule.Statistic>' -ForEach @(
        @{ Source = 'Summary'; Rule = @{ Metric = '*'; Statistic = 'Failed'; Maximum = 0 }; Outcome = 'Failed' }
        @{ Source = 'Comparison'; Rule = @{ Metric = '*'; Statistic = 'Verdict'; NotEqualTo = 'Regressed' }; Outcome = 'Failed' }
        @{ Source = 'Comparison'; Rule = @{ Metric = '*'; Statistic = 'Verdict'; EqualTo = 'Regressed', 'Improved'; Group = 'model=*' }; Outcome = 'Passed' }
        @{ Source = 'Agreement'; Rule = @{ Metric = 'qual*'; Statistic = 'Value'; Minimum = 0.667 }; Outcome = 'Passed' }
        @{ Source = 'Agreement'; Rule = @{ Metric = '*'; Statistic = 'Low'; Minimum = 0.5; Source = 'Agreement' }; Outcome = 'Inconclusive' }
        @{ Source = 'Work'; Rule = @{ Metric = 'agent 1*'; Statistic = 'Score'; Minimum = 80 }; Outcome = 'Passed' }
    ) {
        $results = $summary, $comparison, $agreement, $validation | Test-EvalGate $Rule -Detailed
        $results | Should -HaveCount 1
        $results.Source | Should -Be $Source
        $results.Outcome | Should -Be $Outcome
    }

    It 'compares the state of work, and names the work' {
        $results = $done, $open, $validation | Test-EvalGate (New-EvalGateRule * State -EqualTo Succeeded) -Detailed
        $results.Metric | Should -Be 'task task_1', 'task task_2', 'agent 1, ground truth 2, validation 3'
        $results.Outcome | Should -Be 'Passed', 'Failed', 'Passed'
        $results.Actual | Should -Be 'Succeeded', 'Pending', 'Succeeded'
    }

    It 'compares the same after <_>' -ForEach 'Csv', 'Json', 'Clixml' {
        $rules = @(
            $mean
            New-EvalGateRule * Verdict -EqualTo Regressed
            New-EvalGateRule * Value -Minimum 0.5
            New-EvalGateRule * State -EqualTo Succeeded
        )
        $way = $_
        # One by one: a CSV file has the columns of its first row.
        $back = foreach ($object in $summary, $comparison, $agreement, $done, $validation) { $object | ConvertTo-RoundTrip $way }
        $results = $back | Test-EvalGate $rules -Detailed
        $results.Outcome | Should -Be 'Passed', 'Passed', 'Passed', 'Passed', 'Passed'
        $results.Actual | Should -Be 0.85, 'Regressed', 0.7, 'Succeeded', 'Succeeded'
        $results.Actual[0] | Should -BeOfType double
    }

    It 'is inconclusive for a rule that matches nothing, unless it is optional' {
        $rule = New-EvalGateRule speed Mean -Minimum 1
        ($summary | Test-EvalGate $rule -Detailed).Outcome | Should -Be 'Inconclusive'
        $summary | Test-EvalGate $rule | Should -BeFalse
        $optional = New-EvalGateRule speed Mean -Minimum 1 -Optional
        ($summary | Test-EvalGate $optional -Detailed).Outcome | Should -Be 'Skipped'
        $summary | Test-EvalGate $optional | Should -BeFalse
        $summary | Test-EvalGate $optional, $mean | Should -BeTrue
    }

    It 'is not passed without rules or objects: <Name>' -ForEach @(
        @{ Name = 'no rules'; Test = { $summary | Test-EvalGate @() } }
        @{ Name = 'null as rules'; Test = { $summary | Test-EvalGate $null } }
        @{ Name = 'null as object'; Test = { $null | Test-EvalGate $mean } }
        @{ Name = 'no objects'; Test = { @() | Test-EvalGate $mean } }
        @{ Name = 'an empty list'; Test = { Test-EvalGate $mean -InputObject @() } }
    ) {
        & $Test | Should -BeExactly $false
    }

    It 'rejects an empty list of values in a rule that is written as a hashtable' {
        $rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 0; EqualTo = @() }
        { $summary | Test-EvalGate $rule -ErrorAction Stop } | Should -Throw '*EqualTo is an empty list*'
    }

    It 'unrolls a list argument' {
        Test-EvalGate $mean -InputObject $summary, $comparison -Detailed | Should -HaveCount 1
    }

    It 'ends with an error for an object that no rule is about: <_>' -ForEach 'text', 5 {
        $failure = Get-TestError { $_ | Test-EvalGate $mean }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failure.TargetObject | Should -Be $_
        { [pscustomobject]@{ Score = 1 } | Test-EvalGate $mean } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'names the rule and the field that is wrong: <Has>' -ForEach @(
        @{ Rule = @{ Statistic = 'Mean'; Minimum = 1 }; Has = 'Rule 2: Metric is missing*' }
        @{ Rule = @{ Metric = 'x'; Minimum = 1 }; Has = 'Rule 2: Statistic is missing*' }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 'high'; Name = 'n' }; Has = "Rule 2 ('n'): Minimum is not a number*" }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimun = 1 }; Has = 'Rule 2: Minimun is not a field*' }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean' }; Has = 'Rule 2 has no condition*' }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Meen'; Minimum = 1 }; Has = "Rule 2: Statistic: 'Meen' is not a statistic*" }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Low'; Minimum = 1 }; Has = "Rule 2: Statistic: *'Low' is ambiguous: Summary, Comparison, Agreement*" }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 1; Source = 'Sum' }; Has = "Rule 2: Source is 'Sum'*" }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 2; Maximum = 1 }; Has = 'Rule 2: Minimum is above Maximum*' }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Verdict'; NotEqualTo = 'Regresed' }; Has = "Rule 2: NotEqualTo has the unknown value 'Regresed'*" }
        @{ Rule = @{ Metric = 'x'; Statistic = 'Mean'; Minimum = 1; Optional = 'maybe' }; Has = 'Rule 2: Optional is not a Boolean*' }
        @{ Rule = 'x Mean'; Has = 'Rule 2 is not a rule*' }
    ) {
        $failure = Get-TestError { $summary | Test-EvalGate $mean, $Rule }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failure.Exception.Message | Should -BeLike $Has
    }
}

Describe 'A policy file' {
    It 'is read the same as <Name>' -ForEach @(
        @{ Name = 'policy.psd1'; Text = "# why`n@{`n    Version = 1`n    Description = 'd'`n    Rules = @(`n        @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }`n        @{ Metric = '*'; Statistic = 'Verdict'; NotEqualTo = 'Regressed', 'Inconclusive'; Optional = `$true }`n    )`n}" }
        @{ Name = 'policy.json'; Text = "{ // why`n `"version`": 1, `"rules`": [ { `"metric`": `"correctness`", `"statistic`": `"mean`", `"minimum`": 0.8 },`n { `"metric`": `"*`", `"statistic`": `"Verdict`", `"notEqualTo`": [`"Regressed`", `"Inconclusive`"], `"optional`": true } ] }" }
        @{ Name = 'list.json'; Text = '[ { "Metric": "correctness", "Statistic": "Mean", "Minimum": 0.8 }, { "Metric": "*", "Statistic": "Verdict", "NotEqualTo": ["Regressed", "Inconclusive"], "Optional": true } ]' }
    ) {
        foreach ($end in "`n", "`r`n") {
            $path = New-PolicyFile $Name $Text.Replace("`n", $end)
            $results = $summary | Test-EvalGate -Path $path -Detailed
            $results.Outcome | Should -Be 'Passed', 'Skipped'
            $results.Rule | Should -Be 'correctness Mean >= 0.8', '* Verdict <> Regressed or Inconclusive'
        }
    }

    It 'with one rule needs no list' {
        $path = New-PolicyFile one.psd1 "@{ Rules = @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 } }"
        $summary | Test-EvalGate -Path $path | Should -BeTrue
    }

    It 'without rules does not pass' {
        $summary | Test-EvalGate -Path (New-PolicyFile none.psd1 '@{ Rules = @() }') | Should -BeFalse
        $summary | Test-EvalGate -Path (New-PolicyFile none.json '{ "Rules": [] }') | Should -BeFalse
    }

    It 'is found from the current location' {
        $null = New-PolicyFile 'a [1].psd1' "@{ Rules = @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 } }"
        Push-Location $TestDrive
        try { $summary | Test-EvalGate -Path './a [1].psd1' | Should -BeTrue }
        finally { Pop-Location }
    }

    It 'with an error names the file, the rule and the field: <Has>' -ForEach @(
        @{ File = 'e.psd1'; Text = "@{ Rules = @(@{ Metric = 'x'; Statistic = 'Mean'; Minimum = 1 }, @{ Name = 'second'; Metric = 'x'; Statistic = 'Mean'; Minimum = 'high' }) }"; Has = "*e.psd1'*Rule 2 ('second'): Minimum is not a number*" }
        @{ File = 'e.json'; Text = '{ "Rules": [ { "Metric": "x", "Statistic": "Mean", "Minimum": true } ] }'; Has = "*e.json'*Rule 1: Minimum is not a number*" }
        @{ File = 'e.json'; Text = '{ "Rules": [ { "Metric": "x", "Statistic": "Mean", "Minimum": 1e999 } ] }'; Has = "*e.json'*Rule 1: Minimum is not a*number*" }
        @{ File = 'e.json'; Text = '{ "Rules": [ { "Metric": "x", "Statistic": "Mean", "Min": 1 } ] }'; Has = "*e.json'*Rule 1: Min is not a field*" }
        @{ File = 'e.json'; Text = '{ "Rule": [] }'; Has = "*e.json'*'Rule' is not a field of a policy*" }
        @{ File = 'e.json'; Text = '{ "Version": 2, "Rules": [] }'; Has = "*e.json'*Version is '2'*" }
        @{ File = 'e.json'; Text = '{ "Version": 1 }'; Has = "*e.json'*Rules is missing*" }
        @{ File = 'e.json'; Text = '{ "Rules": [], "rules": [] }'; Has = "*e.json'*rules occurs twice*" }
        @{ File = 'e.json'; Text = '{ "Rules": ['; Has = "*e.json'*is not JSON*" }
        @{ File = 'e.json'; Text = '5'; Has = "*e.json'*neither a hashtable nor a JSON object*" }
        @{ File = 'e.psd1'; Text = '@{ Rules = @('; Has = "*e.psd1'*is not PowerShell data: line 1*" }
        @{ File = 'e.psd1'; Text = ''; Has = "*e.psd1'*one hashtable*" }
        @{ File = 'e.psd1'; Text = 'Get-Date; @{ Rules = @() }'; Has = "*e.psd1'*one hashtable*" }
        @{ File = 'e.yaml'; Text = 'Rules: []'; Has = "*e.yaml'*neither .psd1 nor .json*" }
    ) {
        $path = New-PolicyFile $File $Text
        $failure = Get-TestError { $summary | Test-EvalGate -Path $path }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidFile,$source"
        $failure.Exception.Message | Should -BeLike $Has
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'never runs anything: <_>' -ForEach '$(Set-Content {0} x)', '(Set-Content {0} x)', '$env:PATH', '[IO.File]::WriteAllText("{0}", "x")' {
        $mark = Join-Path $TestDrive 'mark'
        $path = New-PolicyFile run.psd1 "@{ Rules = @(); Description = $($_ -f $mark) }"
        { $summary | Test-EvalGate -Path $path } | Should -Throw -ErrorId "InvalidFile,$source"
        $mark | Should -Not -Exist
    }

    It 'that is not there, or not in the file system, is an error' {
        { $summary | Test-EvalGate -Path (Join-Path $TestDrive nothing.psd1) } | Should -Throw -ErrorId "InvalidFile,$source"
        { $summary | Test-EvalGate -Path env:PATH } | Should -Throw -ErrorId "InvalidFile,$source"
    }
}

Describe 'The results of a gate' {
    It 'are rows of a CSV file' {
        Get-TypeNameCell ($summary | Test-EvalGate $mean -Detailed) | Should -BeNullOrEmpty
    }

    It 'fit 80 columns' {
        $lines = ($summary, $comparison | Test-EvalGate $mean, (New-EvalGateRule * Verdict -NotEqualTo Regressed) -Detailed | Format-Table | Out-String -Width 80) -split '\r?\n'
        $lines -match 'correctness' | Should -HaveCount 2
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100 -Because 'colors take no columns'
        "$lines" | Should -Match 'Mean is 0.85'
    }
}
