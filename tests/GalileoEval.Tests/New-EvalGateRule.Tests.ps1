BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.NewEvalGateRuleCommand'
    $summary = [GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Count = 12; Mean = 0.85 }
}

Describe 'New-EvalGateRule' {
    It 'makes a rule, with its source and its name' {
        $rule = New-EvalGateRule corr* mean -Minimum 0.8 -Maximum 1 -Group 'model=*' -Optional
        $rule | Should -BeOfType GalileoEval.Analysis.EvalGateRule
        $rule.Metric | Should -BeExactly 'corr*'
        $rule.Statistic | Should -BeExactly 'Mean'
        $rule.Source | Should -Be 'Summary'
        $rule.Minimum | Should -Be 0.8
        $rule.Optional | Should -BeTrue
        $rule.Name | Should -BeExactly 'corr* (model=*) Mean >= 0.8, <= 1'
        (New-EvalGateRule x Verdict -NotEqualTo Regressed, Inconclusive -Name n).Name | Should -BeExactly 'n'
    }

    It 'finds the source of <Statistic>: <Source>' -ForEach @(
        @{ Statistic = 'PassRate'; Source = 'Summary' }
        @{ Statistic = 'AdjustedPValue'; Source = 'Comparison' }
        @{ Statistic = 'Value'; Source = 'Agreement' }
        @{ Statistic = 'State'; Source = 'Work' }
        @{ Statistic = 'Score'; Source = 'Work' }
    ) {
        $condition = if ($Statistic -eq 'State') { @{ EqualTo = 'Succeeded' } } else { @{ Minimum = 0 } }
        (New-EvalGateRule x $Statistic @condition).Source | Should -Be $Source
    }

    It 'accepts a statistic of several sources with -Source' {
        (New-EvalGateRule x High -Maximum 1 -Source Agreement).Source | Should -Be 'Agreement'
        $failure = Get-TestError { New-EvalGateRule x High -Maximum 1 }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Source Summary*'
    }

    It 'rejects <_>' -ForEach 'x Meen -Minimum 1', 'x Mean', 'x Mean -Minimum 2 -Maximum 1', 'x Mean -Minimum NaN', 'x Verdict -EqualTo Regressed -Source Summary',
        'x Verdict -EqualTo Best', 'x Distribution -EqualTo 1', 'x Metric -EqualTo 1' {
        $failure = Get-TestError { Invoke-Expression "New-EvalGateRule $_" }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }

    It 'makes a rule that works after <_>' -ForEach 'Json', 'Clixml' {
        $back = New-EvalGateRule corr* Mean -Minimum 0.8 | ConvertTo-RoundTrip $_
        $summary | Test-EvalGate $back | Should -BeTrue
        $back = New-EvalGateRule corr* Count -EqualTo 11, 12 | ConvertTo-RoundTrip $_
        $summary | Test-EvalGate $back | Should -BeTrue
    }

    It 'completes statistics, of a source where it is typed, and the values of enumerations' {
        $line = 'New-EvalGateRule x P'
        $all = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        $all | Should -Contain 'PassRate'
        $all | Should -Contain 'PValue'
        $line = 'New-EvalGateRule x -Source Comparison -Statistic P'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Pairs', 'PValue'
        $line = 'New-EvalGateRule x Verdict -NotEqualTo Re'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Regressed'
        $line = 'New-EvalGateRule x -Source Work State -EqualTo Su'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Succeeded'
        $line = 'New-EvalGateRule x -EqualTo Re'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Not -Contain 'Regressed'
    }

    It 'prints its lists of values as they are' {
        Get-TypeNameCell (New-EvalGateRule x Verdict -NotEqualTo Regressed, Inconclusive) | Should -BeNullOrEmpty
    }
}
