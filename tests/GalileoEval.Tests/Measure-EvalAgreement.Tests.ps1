BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.MeasureEvalAgreementCommand'
    $columns = @{ Unit = 'Item'; Rater = 'Rater' }

    # One row of digits for each rater, with a dot for a gap.
    function New-Rating {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
        param([string[]] $Row, [string[]] $Name = @('A', 'B', 'C', 'D'))

        for ($rater = 0; $rater -lt $Row.Count; $rater++) {
            for ($item = 0; $item -lt $Row[$rater].Length; $item++) {
                $value = $Row[$rater][$item]
                [pscustomobject]@{ Item = $item; Rater = $Name[$rater]; Score = if ($value -ne '.') { [int]"$value" } }
            }
        }
    }

    # Krippendorff 2011: 4 observers, 12 units.
    $published = New-Rating '123321412...', '1233224125.3', '.3332342251.', '12332441251.'
}

Describe 'Measure-EvalAgreement' {
    It 'is Krippendorff''s alpha of level Interval for numbers' {
        $result = $published | Measure-EvalAgreement Score @columns
        $result | Should -BeOfType GalileoEval.Analysis.EvalAgreement
        $result.Metric | Should -BeExactly 'Score'
        $result.Statistic | Should -Be 'Alpha'
        $result.Level | Should -Be 'Interval'
        $result.Value | Should -BeGreaterThan 0.8491070
        $result.Value | Should -BeLessThan 0.8491072
        $result.Low | Should -BeLessThan $result.Value
        $result.High | Should -BeGreaterThan $result.Value
        $result.Interval | Should -Be 'PercentileBootstrap'
        $result.Units, $result.Raters, $result.Ratings, $result.Missing | Should -Be 12, 4, 41, 7
        $result.Reason | Should -BeNullOrEmpty
    }

    It 'is <Expected> at level <Level>' -ForEach @(
        @{ Level = 'Nominal'; Expected = 0.743421 }
        @{ Level = 'Ordinal'; Expected = 0.815388 }
        @{ Level = 'Ratio'; Expected = 0.797403 }
    ) {
        [math]::Round(($published | Measure-EvalAgreement Score @columns -Level $Level).Value, 6) | Should -Be $Expected
    }

    It 'is the same for the same ratings: <Name>' -ForEach @(
        @{ Name = 'in another order'; Change = { $args[0] | Sort-Object { $_.Item % 5 }, Rater -Descending } }
        @{ Name = 'without rows for gaps'; Change = { $args[0] | Where-Object { $null -ne $_.Score } } }
        @{ Name = 'from CSV'; Change = { $args[0] | ConvertTo-RoundTrip Csv } }
        @{ Name = 'from JSON'; Change = { $args[0] | ConvertTo-RoundTrip Json } }
        @{ Name = 'as hashtables'; Change = { $args[0] | ForEach-Object { @{ Item = $_.Item; Rater = $_.Rater; Score = $_.Score } } } }
    ) {
        $expected = $published | Measure-EvalAgreement Score @columns
        $actual = & $Change $published | Measure-EvalAgreement Score @columns
        foreach ($property in 'Value', 'Low', 'High', 'Units', 'Raters', 'Ratings', 'Missing', 'Level') {
            $actual.$property | Should -Be $expected.$property -Because $property
        }
    }

    It 'is Cohen''s kappa, weighted by ranks: <Weight>' -ForEach @(
        @{ Weight = 'None'; Expected = 0.473684; Level = 'Nominal' }
        @{ Weight = 'Linear'; Expected = 0.711538; Level = 'Ordinal' }
        @{ Weight = 'Quadratic'; Expected = 0.872881; Level = 'Ordinal' }
    ) {
        $result = New-Rating '123451234523', '123552244433' | Measure-EvalAgreement Score @columns -Statistic CohenKappa -Weight $Weight
        [math]::Round($result.Value, 6) | Should -Be $Expected
        $result.Weight | Should -Be $Weight
        $result.Level | Should -Be $Level
        $result.Interval | Should -Be 'FleissCohenEveritt'
    }

    It 'is Fleiss''s kappa' {
        $result = New-Rating '1221', '1121', '1221' | Measure-EvalAgreement Score @columns -Statistic FleissKappa
        [math]::Round($result.Value, 6) | Should -Be 0.657143
    }

    It 'is the mean agreement over the pairs of raters' {
        $result = New-Rating '1234', '1233', '..33' | Measure-EvalAgreement Score @columns -Statistic PercentAgreement
        $result.Value | Should -Be 0.75
    }

    It 'measures each pair with -Pairwise as if there were no other' {
        $results = $published | Measure-EvalAgreement Score @columns -Statistic CohenKappa -Pairwise
        $results | Should -HaveCount 6
        $results.RaterA | Should -Be 'A', 'A', 'A', 'B', 'B', 'C'
        $results.RaterB | Should -Be 'B', 'C', 'D', 'C', 'D', 'D'
        $alone = $published | Where-Object Rater -In 'A', 'C' | Measure-EvalAgreement Score @columns -Statistic CohenKappa
        $results[1].Value, $results[1].Units, $results[1].Ratings, $results[1].Missing |
            Should -Be $alone.Value, $alone.Units, $alone.Ratings, $alone.Missing
    }

    It 'accepts text and Booleans as Nominal' {
        $rows = New-Rating '1122', '1121'
        $rows | ForEach-Object { $_.Score = @('', 'good', 'bad')[$_.Score] }
        ($rows | Measure-EvalAgreement Score @columns).Level | Should -Be 'Nominal'
        $rows | ForEach-Object { $_.Score = $_.Score -eq 'good' }
        ($rows | Measure-EvalAgreement Score @columns).Level | Should -Be 'Nominal'
    }

    It 'measures metrics and groups by themselves, in order' {
        $rows = foreach ($model in 'a', 'b') {
            New-Rating '1223', '1323' | ForEach-Object { [pscustomobject]@{ Item = $_.Item; Rater = $_.Rater; Model = $model; Score = $_.Score; Other = 1 + $_.Score % 2 } }
        }
        $results = $rows | Measure-EvalAgreement Score, Other @columns -GroupBy Model
        $results.Metric | Should -Be 'Score', 'Other', 'Score', 'Other'
        $results.Group | Should -Be 'Model=a', 'Model=a', 'Model=b', 'Model=b'
        $results[0].Value | Should -Be $results[2].Value
        ($rows | Measure-EvalAgreement Score, Other @columns -GroupBy Model -Metric Oth*).Metric | Should -Be 'Other', 'Other'
    }

    It 'accepts the metric from a column' {
        $rows = New-Rating '1223', '1323' | Select-Object *, @{ n = 'Question'; e = { 'q' } }
        ($rows | Measure-EvalAgreement Score @columns -MetricProperty Question).Metric | Should -Be 'q'
    }

    It 'is null with a reason: <Name>' -ForEach @(
        @{ Name = 'one rater'; Row = @('1234'); With = @{}; Has = 'There is only one rater*' }
        @{ Name = 'no variation'; Row = '111', '111'; With = @{}; Has = 'There is no variation*' }
        @{ Name = 'no shared unit'; Row = '12..', '..34'; With = @{}; Has = 'No unit has ratings of two raters*' }
        @{ Name = 'Cohen with three raters'; Row = '12', '12', '21'; With = @{ Statistic = 'CohenKappa' }; Has = '*two raters, and there are 3*' }
        @{ Name = 'Fleiss with gaps'; Row = '121', '121', '12.'; With = @{ Statistic = 'FleissKappa' }; Has = '*same number of ratings*' }
    ) {
        $result = New-Rating $Row | Where-Object { $null -ne $_.Score } | Measure-EvalAgreement Score @columns @With
        $result.Value | Should -BeNullOrEmpty
        $result.Low | Should -BeNullOrEmpty
        $result.Interval | Should -BeNullOrEmpty
        $result.Reason | Should -BeLike $Has
    }

    It 'emits nothing for nothing' {
        @() | Measure-EvalAgreement Score @columns | Should -BeNullOrEmpty
        $null | Measure-EvalAgreement Score @columns | Should -BeNullOrEmpty
    }

    It 'ends with an error that names the unit and the rater that are there twice' {
        $failure = Get-TestError { $published + $published[3] | Measure-EvalAgreement Score @columns }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failure.Exception.Message | Should -BeExactly "The rater 'A' rated the unit '3' twice for the metric 'Score'."
    }

    It 'ends with an error: <Name>' -ForEach @(
        @{ Name = 'no unit and rater'; Test = { $published | Measure-EvalAgreement Score } }
        @{ Name = 'no rater'; Test = { $published | Measure-EvalAgreement Score -Unit Item } }
        @{ Name = 'no property'; Test = { $published | Measure-EvalAgreement @columns } }
        @{ Name = 'an unknown column'; Test = { $published | Measure-EvalAgreement Scor @columns } }
        @{ Name = 'an unknown rater column'; Test = { $published | Measure-EvalAgreement Score -Unit Item -Rater Rated } }
        @{ Name = 'an empty rater'; Test = { $published + [pscustomobject]@{ Item = 1; Rater = ''; Score = 1 } | Measure-EvalAgreement Score @columns } }
        @{ Name = 'an empty unit'; Test = { $published + [pscustomobject]@{ Item = ''; Rater = 'A'; Score = 1 } | Measure-EvalAgreement Score @columns } }
        @{ Name = 'a level of kappa'; Test = { $published | Measure-EvalAgreement Score @columns -Statistic FleissKappa -Level Ordinal } }
        @{ Name = 'a weight of alpha'; Test = { $published | Measure-EvalAgreement Score @columns -Weight Linear } }
    ) {
        $Test | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'rejects a confidence level of <_>' -ForEach 0, 1, -1, 'NaN' {
        { $published | Measure-EvalAgreement Score @columns -ConfidenceLevel $_ } | Should -Throw
    }

    It 'changes the interval with -Seed and -ConfidenceLevel, and not the value' {
        $first = $published | Measure-EvalAgreement Score @columns
        $second = $published | Measure-EvalAgreement Score @columns -Seed 7
        $narrow = $published | Measure-EvalAgreement Score @columns -ConfidenceLevel 0.5
        $second.Low | Should -Not -Be $first.Low
        $second.Value | Should -Be $first.Value
        $narrow.Low | Should -BeGreaterThan $first.Low
        $narrow.ConfidenceLevel | Should -Be 0.5
    }

    It 'needs no parameter for annotations of Scale, typed or from a file' {
        # As many tasks as threads: each thread has one submission, and so one rater.
        $rows = foreach ($task in 1..4) {
            foreach ($rater in 'ann', 'bob') {
                $value = if ($rater -eq 'bob' -and $task -eq 3) { 1 } else { $task }
                [pscustomobject]@{ TaskId = "task_$task"; ThreadIndex = 0; TurnIndex = 0; MessageIndex = 1; ChunkIndex = $null
                    SourceId = 'model'; Level = 'Message'; Key = 'quality'; Value = $value; ContributorId = $rater }
            }
        }
        $result = $rows | ConvertTo-RoundTrip Csv | Measure-EvalAgreement
        $result.Metric | Should -Be 'quality'
        $result.Units, $result.Raters, $result.Ratings | Should -Be 4, 2, 8
        $failure = Get-TestError { $rows | Select-Object * -ExcludeProperty ContributorId | Measure-EvalAgreement }
        $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Option submissions*'
    }

    It 'fits 80 columns, and is a row of a CSV file' {
        $result = $published | Measure-EvalAgreement Score @columns
        Get-TypeNameCell $result | Should -BeNullOrEmpty
        $line = ($result | Format-Table | Out-String -Width 80) -split '\r?\n' -match 'Score'
        $line | Should -HaveCount 1
        $line | Should -Match ('Alpha +' + [regex]::Escape((0.8491).ToString()))
    }
}
