BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.GetGalileoScorerHealthCommand'
    $file = Join-Path $TestDrive 'topic.py'
    'def scorer_fn(*, step_object, **kwargs): return "Yes, within 30 days."', 'def score_type(): return str' | Set-Content $file
    $scorer = Publish-GalileoCodeScorer $file -Name topic -ScoreableNodeType trace -PollInterval 0.1 -Timeout 120
    $run = Invoke-GalileoCodeScorerValidation $file -DatasetId $sandbox.DatasetId -ScoreType str -ScoreableNodeType trace -Wait -PollInterval 0.1 -Timeout 120
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoScorerHealth' {
    It 'is empty before a health score was saved' {
        Get-GalileoScorerHealth topic -DatasetId $sandbox.DatasetId | Should -BeNullOrEmpty
    }

    It 'lists the saved health scores, the oldest version first' {
        $health = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -Save
        $null = Restore-GalileoScorerVersion topic -Version 1
        $null = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -Save
        $points = @(Get-GalileoScorer topic | Get-GalileoScorerHealth -DatasetId $sandbox.DatasetId)
        $points.Version | Should -Be 1, 2
        $points[0] | Should -BeOfType GalileoEval.Galileo.Scorers.GalileoScorerHealthPoint
        $points.Value | Should -Be $health.Value, $health.Value
        $points[0].Kind | Should -Be 'macro_f1'
        $points[0].ComputedAt.Kind | Should -Be 'Utc'
        $points[0].DatasetId | Should -Be $sandbox.DatasetId
        Get-GalileoScorerHealth topic -DatasetId ([guid]::NewGuid()) | Should -BeNullOrEmpty
    }

    It 'is a trend in a report, also after CSV' {
        $points = Get-GalileoScorerHealth topic -DatasetId $sandbox.DatasetId
        foreach ($given in $points, ($points | ConvertTo-Csv | ConvertFrom-Csv)) {
            $report = $given | ConvertTo-EvalReport -Format Json | ConvertFrom-Json
            $report.trends | Should -HaveCount 1
            $report.trends[0].points.name | Should -Be 'version 1', 'version 2'
            $report.trends[0].points[1].value | Should -Be $points[1].Value
        }
    }

    It 'names the nearest of an unknown name' {
        Get-GalileoScorerHealth topics -DatasetId $sandbox.DatasetId -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        "$($problem[0])" | Should -Match "'topic'"
    }

    It 'rejects a dataset ID that is not valid' {
        Get-GalileoScorerHealth topic -DatasetId '../x' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }
}
