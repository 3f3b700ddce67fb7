BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.MeasureGalileoScorerHealthCommand'
    $file = Join-Path $TestDrive 'topic.py'
    'def scorer_fn(*, step_object, **kwargs): return "Yes, within 30 days."', 'def score_type(): return str' | Set-Content $file
    $scorer = Publish-GalileoCodeScorer $file -Name topic -ScoreableNodeType trace -PollInterval 0.1 -Timeout 120
    $run = Invoke-GalileoCodeScorerValidation $file -DatasetId $sandbox.DatasetId -ScoreType str -ScoreableNodeType trace -Wait -PollInterval 0.1 -Timeout 120
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Measure-GalileoScorerHealth' {
    It 'compares the scores of a run with the ground truth' {
        $health = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical
        $health | Should -BeOfType GalileoEval.Galileo.Scorers.GalileoScorerHealth
        $health.Kind | Should -Be 'macro_f1'
        $health.Value | Should -BeGreaterOrEqual 0
        $health.ScoredRowCount | Should -Be 4
        $health.GroundTruthRowCount | Should -Be 4
        $health.JoinedRowCount | Should -Be 4
        $health.SkippedRowCount | Should -Be 0
        $health.Secondary.Keys | Should -Contain 'f1_Yes, within 30 days.'
        $health.ScorerId | Should -Be $scorer.ScorerId
        $health.MetricsExperimentId | Should -Be $run.MetricsExperimentId
    }

    It 'has no value where the ground truth is no number' {
        $health = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType percentage
        $health.Value | Should -BeNullOrEmpty
        $health.Kind | Should -Be 'mse'
        $health.SkippedRowCount | Should -Be 4
    }

    It 'accepts the scorer from the pipeline, and a run that went through CSV' {
        $health = Get-GalileoScorer | Measure-GalileoScorerHealth -MetricsExperimentId $run -Project support-bot -OutputType categorical
        $health.JoinedRowCount | Should -Be 4
        ($run | ConvertTo-Csv | ConvertFrom-Csv | Measure-GalileoScorerHealth -Scorer $scorer -OutputType categorical).JoinedRowCount | Should -Be 4
    }

    It 'chooses the output type by the score type of a code scorer' {
        ($run | Measure-GalileoScorerHealth -Scorer topic).Kind | Should -Be 'macro_f1'
    }

    It 'compares with other ground truths, and leaves the dataset alone' {
        $rows = @(Get-GalileoDatasetRow $sandbox.DatasetId)
        $truth = @{ $rows[0].RowId = 'Yes, within 30 days.'; $rows[1].RowId = 'Yes, within 30 days.'; $rows[2].RowId = $null }
        $health = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -GroundTruth $truth
        $health.GroundTruthRowCount | Should -Be 3
        $health.Secondary['f1_Yes, within 30 days.'] | Should -Be 0.8
        ($run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical).GroundTruthRowCount | Should -Be 4
        @(Get-GalileoDatasetRow $sandbox.DatasetId)[0].output | Should -Be $rows[0].output
    }

    It 'does not ask whether to save a health score without a value' {
        $null = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType percentage -Save -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        "$($problems[0])" | Should -Match 'without a value cannot be saved'
    }

    It 'saves nothing without -Save, and nothing with -WhatIf' {
        $null = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -Save -WhatIf
        Get-GalileoScorerHealth topic -DatasetId $sandbox.DatasetId | Should -BeNullOrEmpty
    }

    It 'rejects <Name>' -ForEach @(
        @{ Name = 'an unknown scorer'; Id = 'NotFound'; Given = { @{ Scorer = 'topics'; MetricsExperimentId = $run.MetricsExperimentId; Project = 'support-bot' } } }
        @{ Name = 'an unknown run'; Id = 'NotFound'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = [guid]::NewGuid(); Project = 'support-bot' } } }
        @{ Name = 'a run without a project'; Id = 'InvalidArgument'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = $run.MetricsExperimentId } } }
        @{ Name = '-Save without a dataset'; Id = 'InvalidArgument'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = $run.MetricsExperimentId; Project = 'support-bot'; Save = $true } } }
        @{ Name = '-Save with other ground truths'; Id = 'InvalidArgument'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = $run.MetricsExperimentId; Project = 'support-bot'; DatasetId = $sandbox.DatasetId; Save = $true; GroundTruth = @{ a = 'b' } } } }
        @{ Name = 'a ground truth that is a list'; Id = 'InvalidArgument'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = $run.MetricsExperimentId; Project = 'support-bot'; GroundTruth = @{ a = 1, 2 } } } }
        @{ Name = 'an unknown output type'; Id = 'ValidationError'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = $run.MetricsExperimentId; Project = 'support-bot'; OutputType = 'magic' } } }
        @{ Name = 'an ID that is not valid'; Id = 'InvalidArgument'; Given = { @{ Scorer = 'topic'; MetricsExperimentId = '../x'; Project = 'support-bot' } } }
    ) {
        $arguments = & $Given
        Measure-GalileoScorerHealth @arguments -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be "$Id,$source"
        $problem[0].TargetObject | Should -Be $arguments.Scorer
    }
}
