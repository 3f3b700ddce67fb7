BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $key = [guid]::NewGuid().ToString()
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ApiKey = ConvertTo-SecureString $key -AsPlainText -Force }
    $source = 'GalileoEval.Commands.GetGalileoExperimentMetricCommand'
    $environment = $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID
    $env:GALILEO_PROJECT = $env:GALILEO_PROJECT_ID = $null
    $experiment = Get-GalileoExperiment prompt-v2 -Project prompt-lab
    $scores = @(Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2)

    function Get-Figure {
        param([object[]] $Row, [string] $Metric, [string] $Statistic)

        ($Row | Where-Object { $_.Metric -eq $Metric -and $_.Statistic -eq $Statistic }).Value
    }
}

AfterAll {
    $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID = $environment
    Stop-TestSandbox
}

Describe 'Get-GalileoExperimentMetric' {
    It 'returns the statistics that the scores of the records have' {
        $rows = @(Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab)
        $rows | Should -BeOfType GalileoEval.Galileo.Experiments.GalileoExperimentMetric
        $rows.ExperimentName | Sort-Object -Unique | Should -Be 'prompt-v2'
        $rows.ExperimentId | Sort-Object -Unique | Should -Be $experiment.ExperimentId
        $rows.ProjectId | Sort-Object -Unique | Should -Be $experiment.ProjectId
        $completeness = ($scores | Where-Object Metric -EQ completeness).Score | Measure-Object -Average -Maximum -Minimum -Sum
        Get-Figure $rows completeness Mean | Should -BeLike "$([math]::Round($completeness.Average, 8))*"
        Get-Figure $rows completeness Maximum | Should -Be $completeness.Maximum
        Get-Figure $rows completeness Minimum | Should -Be $completeness.Minimum
        Get-Figure $rows completeness Count | Should -Be 40
        $right = @($scores | Where-Object { $_.Metric -eq 'correctness' -and $_.Score }).Count
        Get-Figure $rows correctness Mean | Should -Be ($right / 40)
        Get-Figure $rows duration_ns Mean | Should -BeGreaterThan 1e8
    }

    It 'returns buckets with bounds, and categories without' {
        $buckets = @(Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab -Statistic Bucket)
        $completeness = @($buckets | Where-Object Metric -EQ completeness)
        $completeness.Bucket | Should -Be '0-0.25', '0.25-0.5', '0.5-0.75', '0.75-1'
        $completeness.LowerBound | Should -Be 0, 0.25, 0.5, 0.75
        $completeness.UpperBound | Should -Be 0.25, 0.5, 0.75, 1
        ($completeness | Measure-Object Count -Sum).Sum | Should -Be 40
        ($completeness | Measure-Object Value -Sum).Sum | Should -BeGreaterThan 0.999
        $tone = @($buckets | Where-Object Metric -EQ tone)
        foreach ($group in $scores | Where-Object Metric -EQ tone | Group-Object Score) {
            ($tone | Where-Object Bucket -EQ $group.Name).Count | Should -Be $group.Count
        }
        $tone | Where-Object { $null -ne $_.LowerBound -or $null -ne $_.UpperBound } | Should -BeNullOrEmpty
        $tone[0].DataType | Should -Be 'categorical'
    }

    It 'accepts names, wildcards, IDs and objects, also after <_>' -ForEach 'nothing', 'Csv', 'Json', 'Clixml' {
        $given = if ($_ -eq 'nothing') { $experiment } else { $experiment | ConvertTo-RoundTrip $_ }
        @($given | Get-GalileoExperimentMetric).Count | Should -BeGreaterThan 10
        @($given | Get-GalileoExperimentMetric -Metric tone).ExperimentName | Sort-Object -Unique | Should -Be 'prompt-v2'
        @(Get-GalileoExperimentMetric $given -Project $given -Metric tone).Count | Should -Be @(Get-GalileoExperimentMetric 'PROMPT-V2' -Project prompt-lab -Metric tone).Count
        @(Get-GalileoExperimentMetric $given.ExperimentId -Project $given.ProjectId -Metric tone).ExperimentName | Sort-Object -Unique | Should -Be 'prompt-v2'
        @(Get-GalileoExperimentMetric 'prompt-v[12]' -Project prompt-lab -Metric tone -Statistic Count).ExperimentName | Should -Be 'prompt-v1', 'prompt-v2'
    }

    It 'reads all experiments of a project, or of piped projects' {
        $all = @(Get-GalileoExperimentMetric -Project prompt-lab -Metric correctness -Statistic Mean)
        $all.ExperimentName | Should -Contain 'prompt-v1'
        $all.ExperimentName | Should -Contain 'prompt-v2'
        @(Get-GalileoProject prompt-lab | Get-GalileoExperimentMetric -Metric correctness -Statistic Mean).ExperimentName | Should -Be $all.ExperimentName
        @('prompt-v2', 'prompt-v1' | Get-GalileoExperimentMetric -Project prompt-lab -Metric tone -Statistic Count).ExperimentName | Should -Be 'prompt-v2', 'prompt-v1'
    }

    It 'filters by metric and statistic' {
        @(Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab -Metric 'c*' -Statistic 'M*').Metric | Sort-Object -Unique |
            Should -Be 'completeness', 'correctness'
        Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab -Metric nothing | Should -BeNullOrEmpty
    }

    It 'calls a registered scorer by its name' {
        'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content (Join-Path $TestDrive 'tone.py')
        $scorer = Publish-GalileoCodeScorer (Join-Path $TestDrive 'tone.py') -Name tone
        try {
            $rows = @(Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab -Metric tone)
            $rows[0].ScorerId | Should -Be $scorer.ScorerId
            $rows.Metric | Sort-Object -Unique | Should -Be 'tone'
        }
        finally {
            $scorer | Remove-GalileoScorer -Confirm:$false
        }
    }

    It 'is accepted by a gate, by experiment' {
        $rows = Get-GalileoExperimentMetric 'prompt-v[12]' -Project prompt-lab
        $rule = @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.7 }
        $rows | Test-EvalGate $rule | Should -BeFalse
        $results = @($rows | ConvertTo-RoundTrip Csv | Test-EvalGate $rule -Detailed)
        $results.Group | Should -Be 'prompt-v1', 'prompt-v2'
        $results.Outcome | Should -Be 'Passed', 'Failed'
        $rows | Test-EvalGate ($rule + @{ Group = 'prompt-v1' }) | Should -BeTrue
        $rows | Test-EvalGate @{ Metric = 'duration_ns'; Statistic = 'P95'; Maximum = 1e12 } | Should -BeTrue
        ($rows | Test-EvalGate @{ Metric = 'tone'; Statistic = 'Mean'; Minimum = 0 } -Detailed).Outcome | Should -Be 'Inconclusive'
    }

    It 'is accepted by Measure-EvalScore, each statistic as a metric' {
        foreach ($form in 'nothing', 'Csv') {
            $rows = Get-GalileoExperimentMetric 'prompt-v[12]' -Project prompt-lab -Metric correctness -Statistic Mean, Maximum
            if ($form -eq 'Csv') { $rows = $rows | ConvertTo-RoundTrip Csv }
            $summaries = @($rows | Measure-EvalScore)
            $summaries.Metric | Should -Be 'correctness', 'correctness Maximum'
            $summaries.ForEach({ $_.Count }) | Should -Be 2, 2
        }
    }

    It 'is a trend in a report' {
        $report = Get-GalileoExperimentMetric 'prompt-v[12]' -Project prompt-lab -Metric correctness | ConvertTo-EvalReport -Format Markdown
        $report | Should -Match 'Galileo experiments: correctness \| 2 \| 0\.\d+ \| 0\.\d+'
    }

    It 'reports <Name>, and continues' -ForEach @(
        @{ Name = 'an unknown name with the nearest'; Given = 'prompt-v9'; Id = 'NotFound'; Message = "'prompt-v" }
        @{ Name = 'an unknown ID'; Given = '7c9e6679-7425-40de-944b-e07fc1f90ae7'; Id = 'NotFound'; Message = 'not found' }
    ) {
        $rows = $Given, 'prompt-v1' | Get-GalileoExperimentMetric -Project prompt-lab -Metric tone -Statistic Count -ErrorVariable problems -ErrorAction SilentlyContinue
        $rows.ExperimentName | Should -Be 'prompt-v1'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$Id,$source"
        $problems[0].TargetObject | Should -Be $Given
        "$($problems[0])" | Should -Match $Message
    }

    It 'needs a project, also from the environment' {
        { Get-GalileoExperimentMetric prompt-v1 -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
        try {
            $env:GALILEO_PROJECT = 'prompt-lab'
            (Get-GalileoExperimentMetric prompt-v1 -Metric tone -Statistic Count).Value | Should -Be 40
        }
        finally {
            $env:GALILEO_PROJECT = $null
        }
    }

    It 'returns nothing for an experiment without metrics' {
        $made = Invoke-RestMethod "$($sandbox.BaseUri)v2/projects/$($experiment.ProjectId)/experiments" -Method Post -ContentType application/json `
            -Headers @{ 'Galileo-API-Key' = $key } -Body '{"name":"empty"}'
        Get-GalileoExperimentMetric $made.id -Project prompt-lab -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'completes experiments and statistics' {
        $line = 'Get-GalileoExperimentMetric -Project prompt-lab -Experiment prompt-v'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'prompt-v1'
        $line = 'Get-GalileoExperimentMetric -Statistic P9'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'P90', 'P95', 'P99'
    }
}
