BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $x = 0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9
    $rows = foreach ($value in $x) { [pscustomobject]@{ Model = @('a', 'b')[$value -gt 0.75]; Correctness = $value; Safe = $value -ne 0.4 } }

    function New-Score {
        param([string] $Metric = 'm', [string] $Status = 'success', [object] $Score, [string] $RecordType = 'llm')

        [GalileoEval.Galileo.LogRecordScore]@{ MetricsExperimentId = 'e'; Metric = $Metric; Status = $Status; Score = $Score; RecordType = $RecordType }
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Measure-EvalScore' {
    It 'reads <Name> as labels' -ForEach @(
        @{ Name = 'characters'; Values = [char]'a', [char]'b', [char]'a' }
        @{ Name = 'enumerations'; Values = [DayOfWeek]::Monday, [DayOfWeek]::Friday, [DayOfWeek]::Monday }
    ) {
        $summary = $Values | ForEach-Object { [pscustomobject]@{ Grade = $_ } } | Measure-EvalScore -Property Grade
        $summary.Kind, $summary.Count | Should -Be 'Categorical', 3
        $summary.Distribution.Label | Should -Be @($Values | Group-Object | Sort-Object Count -Descending | ForEach-Object Name)
        $summary.Distribution | ForEach-Object Count | Should -Be 2, 1
    }

    It 'returns a summary for each metric' {
        $summary = $rows | Measure-EvalScore Correctness, Safe
        $summary | Should -BeOfType GalileoEval.Analysis.EvalScoreSummary
        $summary.Metric | Should -Be 'Correctness', 'Safe'
        $summary.Kind | Should -Be 'Numeric', 'Binary'
        $summary[0].Mean | Should -BeExactly 0.7625
        [math]::Abs($summary[0].Low - 0.606494) | Should -BeLessThan 1e-6
        [math]::Abs($summary[0].High - 0.918506) | Should -BeLessThan 1e-6
        $summary[1].PassRate | Should -BeExactly 0.875
    }

    It 'splits by group' {
        $summary = $rows | Measure-EvalScore Correctness -GroupBy Model, Safe
        $summary.Group | Should -Be 'Model=b, Safe=True', 'Model=a, Safe=True', 'Model=a, Safe=False'
        ($summary | ForEach-Object Count) | Should -Be 5, 2, 1
    }

    It 'reads the metric from a column and keeps metrics by pattern' {
        $long = foreach ($row in $rows) {
            [pscustomobject]@{ Name = 'correctness'; Value = $row.Correctness }
            [pscustomobject]@{ Name = 'safety'; Value = $row.Safe }
        }
        ($long | Measure-EvalScore Value -MetricProperty Name).Metric | Should -Be 'correctness', 'safety'
        ($long | Measure-EvalScore Value -MetricProperty Name -Metric SAFE*).Metric | Should -Be 'safety'
    }

    It 'counts failed and missing scores apart' {
        $summary = @(
            New-Score -Score 0.5
            New-Score -Score 1
            New-Score -Status failed
            New-Score -Status error -Score 0
            New-Score -Status pending
            New-Score -Status not_applicable
        ) | Measure-EvalScore
        $summary.Metric, $summary.Count, $summary.Failed, $summary.Missing, $summary.Mean | Should -Be 'm', 2, 2, 2, 0.75
    }

    It 'counts a failed status of any object' {
        $summary = [pscustomobject]@{ Score = 0; Status = 'error' }, [pscustomobject]@{ Score = 1; Status = 'ok' } | Measure-EvalScore Score
        $summary.Failed, $summary.Count | Should -Be 1, 1
    }

    It 'accepts log-record scores from <_>' -ForEach $ways {
        $scores = (New-Score -Score 0.5), (New-Score -Score 1), (New-Score -Status failed), (New-Score -Status pending)
        $summary = $scores | ConvertTo-RoundTrip $_ | Measure-EvalScore
        $summary.Metric, $summary.Count, $summary.Failed, $summary.Missing, $summary.Mean | Should -Be 'm', 2, 1, 1, 0.75
    }

    It 'accepts the output of a job' {
        $summary = ConvertTo-JobOutput ((New-Score -Score 0.5), (New-Score -Score 1)) | Measure-EvalScore
        $summary.Metric, $summary.Mean | Should -Be 'm', 0.75
    }

    It 'expands a code-scorer validation, also from <_>' -ForEach $ways {
        $validation = [GalileoEval.Galileo.CodeScorerValidation]@{
            TaskId = [guid]::Empty; Status = 'completed'; IsValid = $true; Path = '/scorers/length.py'
            TestScores = [GalileoEval.EvalList[GalileoEval.Galileo.TestScore]]::new([GalileoEval.Galileo.TestScore[]]@(
                    [GalileoEval.Galileo.TestScore]@{ NodeType = 'llm'; Score = 0.5 }, [GalileoEval.Galileo.TestScore]@{ NodeType = 'trace'; Score = 1.0 }))
        }
        foreach ($summary in ($validation | Measure-EvalScore), ($validation | ConvertTo-RoundTrip $_ | Measure-EvalScore)) {
            $summary.Metric, $summary.Count, $summary.Mean | Should -Be 'length', 2, 0.75
        }
        ($validation | Measure-EvalScore -GroupBy NodeType).Group | Should -Be 'NodeType=llm', 'NodeType=trace'
    }

    It 'expands a validation of log records' {
        $script = Join-Path (Get-TestModuleFolder) 'Examples/answer_length.py'
        $run = Invoke-GalileoCodeScorerValidation $script -LogStreamId $sandbox.LogStreamId -Wait
        $summary = $run | Measure-EvalScore
        $summary | Should -HaveCount 1
        $summary.Metric | Should -Be 'answer_length' -Because 'the metric of the service is the same for every scorer'
        $summary.Count | Should -Be $run.ScoredCount
        $summary.Failed | Should -Be $run.FailedCount
    }

    It 'measures validations of Kolena and runs of agents' {
        $validations = 80, 90 | ForEach-Object { [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = $_; Status = 'success'; Score = $_ } }
        $validations += [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = 'failed' }
        $summary = $validations | Measure-EvalScore
        $summary.Metric, $summary.Mean, $summary.Failed | Should -Be 'Score', 85, 1
        $run = Get-KolenaAgentRun 1 501
        $summary = $run | Measure-EvalScore
        $summary.Metric | Should -Be 'Confidence'
        $summary.Count + $summary.Missing + $summary.Failed | Should -Be ([math]::Max(1, $run.Results.Count))
    }

    It 'measures the annotations of tasks and of rows alike' {
        $tasks = Get-ScaleTask -BatchName sandbox-ratings -Status completed
        $fromTasks = $tasks | Measure-EvalScore -Metric overall_quality, truthful
        $fromRows = $tasks | Select-ScaleAnnotation | Measure-EvalScore -Metric overall_quality, truthful
        $fromTasks.Kind | Should -Be 'Numeric', 'Binary'
        $fromRows.Mean | Should -Be $fromTasks.Mean
        ($tasks | Select-ScaleAnnotation | ConvertTo-RoundTrip Csv | Measure-EvalScore -Metric overall_quality).Mean | Should -Be $fromTasks[0].Mean
    }

    It 'reads the labels of a list whose items contain a semicolon from <_>' -ForEach $ways {
        $labelled = foreach ($labels in @('polite', 'clear; complete'), @('clear; complete'), @('[brief]')) {
            [pscustomobject]@{
                TaskId = 't'; Key = 'strengths'; Type = 'category_multiple'
                Value  = [GalileoEval.EvalList[string]]::new([string[]]$labels)
            }
        }

        $expected = $labelled | Measure-EvalScore
        $expected.Distribution.Label | Should -Be 'clear; complete', '[brief]', 'polite'
        $actual = $labelled | ConvertTo-RoundTrip $_ | Measure-EvalScore
        "$($actual.Distribution)" | Should -Be "$($expected.Distribution)"
    }

    It 'respects clusters' {
        $summary = $rows | Measure-EvalScore Correctness -ClusterBy Model
        $summary.Interval | Should -Be ClusterRobustT
    }

    It 'reads numbers in the invariant culture whatever the culture is' {
        $result = Invoke-ModuleScript @'
            [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture.Clone()
            [cultureinfo]::CurrentCulture.NumberFormat.NumberDecimalSeparator = ','
            [cultureinfo]::CurrentCulture.NumberFormat.NumberGroupSeparator = '.'
            "A`n0.5`n1.5" | ConvertFrom-Csv | Measure-EvalScore A | ForEach-Object { $_.Mean -eq 1 }
'@
        $result.StdOut.Trim() | Should -Be 'True' -Because $result.StdErr
    }

    It 'returns the same whatever the order of the input is' {
        $reverse = $rows[7..0] | Measure-EvalScore Correctness
        $forward = $rows | Measure-EvalScore Correctness
        ($reverse | ConvertTo-Csv) | Should -Be ($forward | ConvertTo-Csv)
    }

    It 'is one flat row of CSV' {
        $rows | Measure-EvalScore Correctness | Get-TypeNameCell | Should -BeNullOrEmpty
        $row = $rows | Measure-EvalScore Correctness | ConvertTo-RoundTrip Csv
        $row.PSObject.Properties.Name | Should -Be @(
            'Metric', 'Group', 'Kind', 'Count', 'Missing', 'Failed', 'Mean', 'StandardDeviation', 'Minimum', 'P10', 'Median', 'P90', 'Maximum',
            'Low', 'High', 'Interval', 'ConfidenceLevel', 'PassThreshold', 'PassCount', 'PassRate', 'PassLow', 'PassHigh', 'Distribution', 'Reason')
        $row.Distribution | Should -BeLike '0.4=1; *'
    }

    It 'returns nothing for nothing' {
        @() | Measure-EvalScore Correctness | Should -BeNullOrEmpty
        Measure-EvalScore -InputObject @() | Should -BeNullOrEmpty
        $null | Measure-EvalScore Correctness | Should -BeNullOrEmpty
    }

    It 'accepts a list as an argument' {
        (Measure-EvalScore Correctness -InputObject $rows).Count | Should -Be 8
    }

    It 'reports an object without a score, and continues' {
        $output = @([pscustomobject]@{ A = 1 }; New-Score -Score 1) | Measure-EvalScore -ErrorVariable failure -ErrorAction SilentlyContinue
        $output.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.MeasureEvalScoreCommand'
        $failure[0].TargetObject.A | Should -Be 1
    }

    It 'reports a property that no object has' {
        $failure = Get-TestError { $rows | Measure-EvalScore Correctnes }
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.MeasureEvalScoreCommand'
        $failure | Should -Match "'Correctnes'"
        Get-TestError { $rows | Measure-EvalScore Correctness -GroupBy Modell } | Should -Match "'Modell'"
    }

    It 'rejects <Name> <Value>' -ForEach @(
        @{ Name = 'ConfidenceLevel'; Value = 0 }, @{ Name = 'ConfidenceLevel'; Value = 1 }, @{ Name = 'ConfidenceLevel'; Value = [double]::NaN }
        @{ Name = 'PassThreshold'; Value = [double]::NaN }, @{ Name = 'PassThreshold'; Value = [double]::PositiveInfinity }
    ) {
        $arguments = @{ $Name = $Value }
        (Get-TestError { $rows | Measure-EvalScore Correctness @arguments }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'fits 80 columns, with a bar of the distribution' {
        $lines = @(($rows | Measure-EvalScore Correctness -GroupBy Model | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ })
        $lines | Should -HaveCount 4
        ($lines | Measure-Object Length -Maximum).Maximum | Should -Not -BeGreaterThan 80
        $bar = [GalileoEval.Formatting.AnalysisFormat]::Bar(($rows | Measure-EvalScore Safe).Distribution)
        $bar | Should -HaveCount 1
        $bar.Length | Should -Be 2
    }
}
