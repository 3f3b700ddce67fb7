BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $x = 0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9
    $y = 0.7, 0.9, 0.5, 0.6, 0.9, 0.45, 0.6, 0.8
    $baseline = for ($i = 0; $i -lt 8; $i++) { [pscustomobject]@{ Item = "q$i"; Correctness = $x[$i]; Safe = $true } }
    $today = for ($i = 7; $i -ge 0; $i--) { [pscustomobject]@{ Item = "q$i"; Correctness = $y[$i]; Safe = $i -gt 0 } }
    $named = @{ Property = 'Correctness'; Key = 'Item' }

    function New-Record {
        param([string] $InputText, [object] $Score, [string] $Status = 'success', [string] $ExternalId)

        [GalileoEval.Galileo.LogRecordScore]@{
            MetricsExperimentId = [guid]::NewGuid(); RecordId = [guid]::NewGuid(); RecordType = 'llm'; Name = 'chat'; Metric = 'm'
            Status = $Status; Score = $Score; Input = $InputText; ExternalId = $(if ($ExternalId) { $ExternalId })
        }
    }
}

Describe 'Compare-EvalScore' {
    It 'pairs by key whatever the order of the input is' {
        $comparison = $today | Compare-EvalScore $baseline @named
        $comparison | Should -BeOfType GalileoEval.Analysis.EvalScoreComparison
        $comparison.Pairs, $comparison.Test, $comparison.PValue | Should -Be 8, 'Permutation', 0.09375
        [math]::Abs($comparison.Delta + 0.08125) | Should -BeLessThan 1e-12
        ($today[7..0] | Compare-EvalScore $baseline @named | ConvertTo-Csv) | Should -Be ($comparison | ConvertTo-Csv)
    }

    It 'rejects a record that nothing identifies in another run, and names it' {
        $records = (New-Record 'a question' 1), (New-Record '' 1)
        $problem = Get-TestError { $records | Compare-EvalScore (New-Record 'a question' 0.5) }
        $problem.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.CompareEvalScoreCommand'
        "$problem" | Should -Match "Nothing identifies the item '$($records[1].RecordId)' in another run"
        $problem.ErrorDetails.RecommendedAction | Should -Match '-Key'
    }

    It 'accepts both sides as arguments' {
        (Compare-EvalScore $baseline $today @named).Delta | Should -Be ($today | Compare-EvalScore $baseline @named).Delta
    }

    It 'compares several metrics and groups, adjusted together' {
        $comparison = $today | Compare-EvalScore $baseline -Property Correctness, Safe -Key Item
        $comparison.Metric | Should -Be 'Correctness', 'Safe'
        $comparison.Test | Should -Be 'Permutation', 'McNemar'
        $comparison[0].AdjustedPValue | Should -Be 0.1875
        ($today | Compare-EvalScore $baseline -Property Safe -Key Item -GroupBy Item -MinimumPairs 1)[0].Group | Should -Be 'Item=q0'
    }

    It 'runs the test <Test>' -ForEach @(
        @{ Test = 'PairedT'; P = 0.061439; Statistic = -2.224813 }, @{ Test = 'Wilcoxon'; P = 0.057780; Statistic = -1.897367 }
    ) {
        $comparison = $today | Compare-EvalScore $baseline @named -Test $Test
        [math]::Abs($comparison.PValue - $P) | Should -BeLessThan 1e-6
        [math]::Abs($comparison.Statistic - $Statistic) | Should -BeLessThan 1e-6
    }

    It 'returns the same digits for the same seed' {
        $first = $today | Compare-EvalScore $baseline @named -Seed 3
        $second = $today | Compare-EvalScore $baseline @named -Seed 3
        $first.Low, $first.High | Should -Be $second.Low, $second.High
    }

    It 'decides: <Because>' -ForEach @(
        @{ With = @{ MaximumDrop = 0.05 }; Verdict = 'Regressed'; Because = 'the drop is larger than allowed' }
        @{ With = @{ MaximumDrop = 0.1 }; Verdict = 'NotSignificant'; Because = 'the drop is allowed' }
        @{ With = @{ Margin = 0.3 }; Verdict = 'Equivalent'; Because = 'the interval is inside the margin' }
        @{ With = @{ Margin = 0.01 }; Verdict = 'Inconclusive'; Because = 'the interval is not inside the margin' }
        @{ With = @{ MinimumPairs = 9 }; Verdict = 'Inconclusive'; Because = 'there are too few pairs' }
        @{ With = @{ SignificanceLevel = 0.1 }; Verdict = 'Regressed'; Because = 'the p value is below the level' }
        @{ With = @{ SignificanceLevel = 0.1; LowerIsBetter = 'corr*' }; Verdict = 'Improved'; Because = 'lower is better' }
    ) {
        ($today | Compare-EvalScore $baseline @named @With).Verdict | Should -Be $Verdict
    }

    It 'writes the items worst first with -Detailed' {
        $change = $today | Compare-EvalScore $baseline @named -Detailed
        $change | Should -BeOfType GalileoEval.Analysis.EvalScoreChange
        $change.Key | Should -Be 'q6', 'q2', 'q0', 'q7', 'q4', 'q1', 'q3', 'q5'
        $change.Change | Select-Object -Last 1 | Should -Be 'Improved'
        $change[0] | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'keeps the items out of CSV and tables' {
        $comparison = $today | Compare-EvalScore $baseline @named
        $comparison.Changes | Should -HaveCount 8
        $row = $comparison | ConvertTo-RoundTrip Csv
        $row.PSObject.Properties.Name | Should -Be @(
            'Metric', 'Group', 'Kind', 'Pairs', 'OnlyReference', 'OnlyDifference', 'ReferenceFailed', 'ReferenceMissing', 'DifferenceFailed',
            'DifferenceMissing', 'ReferenceMean', 'DifferenceMean', 'Delta', 'Low', 'High', 'Interval', 'Improved', 'Regressed', 'Tied', 'Test',
            'Statistic', 'PValue', 'AdjustedPValue', 'Verdict', 'Reason')
        $comparison | Get-TypeNameCell | Should -BeNullOrEmpty
        $lines = @(($comparison | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ })
        $lines | Should -HaveCount 3
        ($lines | ForEach-Object { ($_ -replace "$([char]27)\[[\d;]*m").Length } | Measure-Object -Maximum).Maximum | Should -Not -BeGreaterThan 80
    }

    It 'accepts objects from <_> on one side' -ForEach $ways {
        $comparison = $today | ConvertTo-RoundTrip $_ | Compare-EvalScore $baseline -Property Correctness, Safe -Key Item
        $comparison.Kind | Should -Be 'Numeric', 'Binary'
        $comparison.Pairs | Should -Be 8, 8
        $comparison[0].PValue | Should -Be 0.09375
    }
}

Describe 'Pairing by type' {
    It 'pairs records of Galileo by their source' {
        $before = 1..6 | ForEach-Object { New-Record "question $_" 0.5 }
        $after = 6..1 | ForEach-Object { New-Record "question $_" (0.5 + $_ / 10) }
        $comparison = $after | Compare-EvalScore $before
        $comparison.Pairs, $comparison.Improved | Should -Be 6, 6
        $comparison.Changes[0].IsKeyFromText() | Should -BeTrue
        $after | ConvertTo-RoundTrip Csv | Compare-EvalScore $before | ForEach-Object Pairs | Should -Be 6
    }

    It 'prefers the external ID, and averages copies' {
        $before = (New-Record a 0 -ExternalId 1), (New-Record b 1 -ExternalId 1)
        $after = New-Record c 1 -ExternalId 1
        $comparison = $after | Compare-EvalScore $before
        $comparison.Pairs, $comparison.Delta | Should -Be 1, 0.5
        $comparison.Changes[0].IsKeyFromText() | Should -BeFalse
    }

    It 'counts items that failed on one side, and can give them a value' {
        $before = 1..8 | ForEach-Object { New-Record "question $_" 0.5 }
        $after = 1..8 | ForEach-Object { if ($_ -gt 6) { New-Record "question $_" -Status failed } else { New-Record "question $_" 0.5 } }
        $comparison = $after | Compare-EvalScore $before
        $comparison.Pairs, $comparison.OnlyReference, $comparison.DifferenceFailed | Should -Be 6, 2, 2
        ($after | Compare-EvalScore $before -FailedValue 0).Delta | Should -Be -0.125
    }

    It 'rejects totals of Kolena and recommends an alternative' {
        $validation = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = 'success'; Score = 80 }
        $failure = Get-TestError { $validation | Compare-EvalScore $validation }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.CompareEvalScoreCommand'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Test-EvalGate.*Export-EvalReport.*Select-KolenaPromptResult'
        ($validation | Compare-EvalScore $validation -Key GroundTruthId).Pairs | Should -Be 1
    }

    It 'needs a key for other objects' {
        $failure = Get-TestError { $today | Compare-EvalScore $baseline -Property Correctness }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Key'
    }

    It 'names a key that appears twice' {
        Get-TestError { $today | Compare-EvalScore ($baseline + $baseline[2]) @named } | Should -Match "'q2'"
        ($today | Compare-EvalScore ($baseline + $baseline[2]) @named -Duplicate Mean).Pairs | Should -Be 8
    }
}

Describe 'Bad input of Compare-EvalScore' {
    It 'finds an empty side inconclusive' {
        $comparison = @() | Compare-EvalScore $baseline @named
        $comparison.Verdict, $comparison.OnlyReference | Should -Be 'Inconclusive', 8
        (Compare-EvalScore @() $today @named).Verdict | Should -Be 'Inconclusive'
        Compare-EvalScore @() @() @named | Should -BeNullOrEmpty
    }

    It 'rejects a test that does not fit' {
        Get-TestError { $today | Compare-EvalScore $baseline @named -Test McNemar } | Should -Match 'Correctness.*McNemar'
    }

    It 'rejects <Name> <Value>' -ForEach @(
        @{ Name = 'MaximumDrop'; Value = -0.1 }, @{ Name = 'Margin'; Value = 0 }, @{ Name = 'Margin'; Value = [double]::NaN }
        @{ Name = 'SignificanceLevel'; Value = 1 }, @{ Name = 'FailedValue'; Value = [double]::PositiveInfinity }
    ) {
        $arguments = @{ $Name = $Value }
        (Get-TestError { $today | Compare-EvalScore $baseline @named @arguments }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}
