BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.GetGalileoLogRecordScoreCommand'
    $environment = $env:GALILEO_PROJECT_ID
    $env:GALILEO_PROJECT_ID = $null

    $file = Join-Path $TestDrive 'half.py'
    Set-Content $file 'def scorer_fn(*, step_object, **kwargs): return 0.5, {"why": "half"}'
    $run = Invoke-GalileoCodeScorerValidation $file -LogStreamId $sandbox.LogStreamId -Limit 4 -ScoreableNodeType trace -Wait -PollInterval 0.1 -Timeout 120
}

AfterAll {
    $env:GALILEO_PROJECT_ID = $environment
    Stop-TestSandbox
}

Describe 'Get-GalileoLogRecordScore' {
    It 'writes the rows of a validation' {
        $rows = @($run | Get-GalileoLogRecordScore)
        $rows | Should -HaveCount 4
        $rows[0] | Should -BeOfType GalileoEval.Galileo.LogRecordScore
        $rows.RecordId | Should -Be $run.Scores.RecordId
        $rows.Score | Should -Be $run.Scores.Score
        $rows.Metric | Sort-Object -Unique | Should -Be 'registered_scorer_validation'
        $rows.MetricsExperimentId | Sort-Object -Unique | Should -Be $run.MetricsExperimentId
        @($rows.Where({ $_.Status -eq 'success' }).Metadata.why | Sort-Object -Unique) | Should -Be 'half'
    }

    It 'accepts ids, and rows of a file' {
        @(Get-GalileoLogRecordScore $run.MetricsExperimentId $run.ProjectId).RecordId | Should -Be $run.Scores.RecordId
        @($run | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoLogRecordScore).RecordId | Should -Be $run.Scores.RecordId
    }

    It 'accepts the project from the environment' {
        try {
            $env:GALILEO_PROJECT_ID = $run.ProjectId
            @(Get-GalileoLogRecordScore $run.MetricsExperimentId) | Should -HaveCount 4
        }
        finally {
            $env:GALILEO_PROJECT_ID = $null
        }
    }

    It 'needs a project' {
        { Get-GalileoLogRecordScore $run.MetricsExperimentId -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'rejects <_>' -ForEach 'abc', '../../v2/current_user' {
        $null = Get-GalileoLogRecordScore $_ $run.ProjectId -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $problems[0].TargetObject | Should -Be $_
    }

    It 'continues after an experiment that does not exist' {
        $lost = [pscustomobject]@{ ProjectId = $run.ProjectId; MetricsExperimentId = '7c9e6679-7425-40de-944b-e07fc1f90ae7' }
        $rows = @($lost, $run | Get-GalileoLogRecordScore -ErrorVariable problems -ErrorAction SilentlyContinue)
        $rows | Should -HaveCount 4
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be $lost.MetricsExperimentId
    }

    It 'exports to CSV without a type name' {
        ($run | Get-GalileoLogRecordScore | ConvertTo-Csv -NoTypeInformation) | Should -Not -Match 'GalileoEval\.|System\.'
    }

    It 'reads an experiment by name, by ID and as an object' {
        $rows = @(Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2)
        $rows | Should -HaveCount 120
        $rows.Metric | Sort-Object -Unique | Should -Be 'completeness', 'correctness', 'tone'
        $rows.DatasetInput | Should -Not -Contain $null
        $experiment = Get-GalileoExperiment prompt-v2 -Project prompt-lab
        $rows[0].ExperimentId | Should -Be $experiment.ExperimentId
        $rows[0].MetricsExperimentId | Should -BeNullOrEmpty
        foreach ($same in @{ Experiment = $experiment; Project = $experiment }, @{ ExperimentId = $experiment.Id; ProjectId = $experiment.ProjectId }) {
            @(Get-GalileoLogRecordScore @same -Metric corr*) | Should -HaveCount 40
        }
    }

    It 'reads a log stream, including scores that failed' {
        $rows = @(Get-GalileoLogRecordScore -Project prompt-lab -LogStream evaluated)
        $rows | Should -HaveCount 240
        $rows.Status | Sort-Object -Unique | Should -Be 'error', 'failed', 'not_applicable', 'success'
        ($rows | Where-Object Metric -EQ correctness).ExternalId | Select-Object -Unique | Should -HaveCount 60
        $rows[0].LogStreamId | Should -Be (Get-GalileoLogStream evaluated -Project prompt-lab).LogStreamId
    }

    It 'names the nearest of an unknown experiment' {
        $null = Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v9 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'prompt-v9'
        "$($problems[0])" | Should -Match "'prompt-v[12]'"
    }

    Context 'with pages and several metrics' {
        BeforeAll {
            $project = '6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01'
            $experiment = 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
            $server = Start-TestServer -Map @{
                "POST /v2/projects/$project/traces/search" = @'
{"next_starting_token": 1000000, "records": [
 {"id": "r1", "type": "llm", "trace_id": "t1", "input": "q", "output": {"content": "a"}, "metric_info": {
   "tone": {"status_type": "success", "value": true, "explanation": "polite"},
   "k2": {"status_type": "error", "metric_key_alias": "length", "standard_error": {"message": "no", "retriable": true, "documentation_link": "https://x"}},
   "duration_ns": {"status_type": "success", "value": 7}}},
 {"id": "r1", "metric_info": {"tone": {"status_type": "success", "value": true}}},
 {"id": "r2", "metric_info": null}]}
'@
            }
            $connection = Connect-TestServer $server.BaseUri Galileo
            $ask = @{ MetricsExperimentId = $experiment; ProjectId = $project; Connection = $connection }
        }

        AfterAll {
            $server | Stop-TestServer
        }

        It 'requests one page for one row' {
            $row = Get-GalileoLogRecordScore @ask | Select-Object -First 1
            $row.Metric | Should -BeExactly 'tone'
            $row.Score | Should -BeTrue
            $row.Explanation | Should -BeExactly 'polite'
            $row.TraceId | Should -BeExactly 't1'
            $server.Requests | Should -HaveCount 1
        }

        It 'leaves out the service''s own measurements and earlier records' {
            $rows = @(Get-GalileoLogRecordScore @ask -ErrorAction SilentlyContinue)
            $rows.Metric | Should -Be 'tone', 'length'
            $rows[1].Error | Should -BeExactly 'no'
            $rows[1].Retriable | Should -BeTrue
            $rows[1].DocumentationLink | Should -BeExactly 'https://x'
            ($rows[1].Output | ConvertFrom-Json).content | Should -BeExactly 'a'
        }

        It 'returns the metrics that -Metric names' {
            @(Get-GalileoLogRecordScore @ask -Metric * -ErrorAction SilentlyContinue).Metric | Should -Be 'tone', 'length', 'duration_ns'
            @(Get-GalileoLogRecordScore @ask -Metric dur*, K2 -ErrorAction SilentlyContinue).Metric | Should -Be 'length', 'duration_ns'
        }
    }
}
