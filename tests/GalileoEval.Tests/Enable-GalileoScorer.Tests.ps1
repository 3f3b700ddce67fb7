BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $text = 'sandbox-key-of-the-tests'
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60; ApiKey = New-TestSecret $text }
    $source = 'GalileoEval.Commands.EnableGalileoScorerCommand'
    $file = Join-Path $TestDrive 'length.py'
    'def scorer_fn(*, step_object, **kwargs): return 0.5' | Set-Content $file
    $scorer = Publish-GalileoCodeScorer $file -Name length -ScoreableNodeType llm -PollInterval 0.1 -Timeout 120
    $place = @{ Project = 'support-bot'; LogStream = 'production' }
    $settings = "$($sandbox.BaseUri)v2/projects/$($sandbox.ProjectId)/log_streams/$($sandbox.LogStreamId)/metric_settings"

    function Get-Setting {
        Invoke-RestMethod $settings -Headers @{ 'Galileo-API-Key' = $text }
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Enable-GalileoScorer' {
    It 'changes nothing with -WhatIf' {
        $before = Get-Setting | ConvertTo-Json -Depth 10
        Enable-GalileoScorer length @place -WhatIf
        Get-Setting | ConvertTo-Json -Depth 10 | Should -BeExactly $before
    }

    It 'adds the scorer and keeps all other settings' {
        $before = Get-Setting
        Enable-GalileoScorer LENGTH @place | Should -BeNullOrEmpty
        $after = Get-Setting
        $after.scorers | Should -HaveCount 2
        $after.scorers[1].id | Should -Be $scorer.ScorerId
        $after.scorers[1].name | Should -Be 'length'
        $after.scorers[0] | ConvertTo-Json -Depth 10 | Should -BeExactly ($before.scorers[0] | ConvertTo-Json -Depth 10)
        $after.segment_filters | ConvertTo-Json -Depth 10 | Should -BeExactly ($before.segment_filters | ConvertTo-Json -Depth 10)
    }

    It 'sends the requests for an unknown log stream once, for all scorers' {
        $counts = foreach ($names in @('length'), @('length', 'length', 'length')) {
            $before = $sandbox.RequestCount
            Enable-GalileoScorer $names -Project support-bot -LogStream nothing -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Should -HaveCount $names.Count
            $sandbox.RequestCount - $before
        }
        $counts[1] | Should -Be $counts[0]
    }

    It 'does not change an enabled scorer, and reports it with -Verbose' {
        $lines = Get-GalileoScorer length | Enable-GalileoScorer @place -Verbose 4>&1
        "$lines" | Should -Match 'enabled already'
        "$lines" | Should -Not -Match 'PATCH'
        (Get-Setting).scorers | Should -HaveCount 2
    }

    It 'emits the scorer with -PassThru, and accepts -AgentStream and IDs' {
        $passed = Get-GalileoScorer length | ConvertTo-Csv | ConvertFrom-Csv |
            Enable-GalileoScorer -ProjectId $sandbox.ProjectId -AgentStreamId $sandbox.LogStreamId -PassThru
        $passed | Should -BeOfType GalileoEval.Galileo.GalileoScorer
        $passed.Name | Should -Be 'length'
    }

    It 'reads the default log stream and project from the environment' {
        $env:SPLUNK_AO_PROJECT, $env:SPLUNK_AO_AGENT_STREAM = 'support-bot', 'production'
        try {
            (Enable-GalileoScorer length -PassThru).Name | Should -Be 'length'
        }
        finally {
            $env:SPLUNK_AO_PROJECT = $env:SPLUNK_AO_AGENT_STREAM = $null
        }
    }

    It 'lets the service score stored records with -Recompute' {
        Enable-GalileoScorer length @place -Recompute
        $scores = $null
        $limit = [datetime]::UtcNow.AddSeconds(60)
        while (-not $scores -and [datetime]::UtcNow -lt $limit) {
            $scores = @(Get-GalileoLogRecordScore @place -Metric length)
        }
        $scores.Count | Should -BeGreaterThan 10
        $scores.Score | Sort-Object -Unique | Should -Be 0.5
        $scores.RecordType | Sort-Object -Unique | Should -Be 'llm'
    }

    It 'sends <Name> once if its response is lost, and says what to do' -ForEach @(
        @{ Name = 'the change'; Requests = 3; Says = 'Run the command again: it changes nothing if the scorer is enabled already\.' }
        @{ Name = 'the recomputation'; Requests = 4; Says = 'The scorer is enabled\. Check with Get-GalileoLogRecordScore' }
    ) {
        $id = $scorer.ScorerId
        $scorers = @{ Body = "{`"scorers`": [{`"id`": `"$id`", `"name`": `"length`"}]}" }
        $empty = @{ Body = '{"scorers": []}' }
        $server = Start-TestServer (@($scorers, $empty, $empty)[0..($Requests - 2)] + @{ Status = 500; Body = '{"detail": "lost"}' })
        try {
            $connection = Connect-TestServer $server.BaseUri Galileo
            Enable-GalileoScorer $id -Project $sandbox.ProjectId -LogStream $sandbox.LogStreamId -Recompute -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
            $server.Requests.Count | Should -Be $Requests
        }
        finally {
            Stop-TestServer $server
        }

        $problem[0].FullyQualifiedErrorId | Should -Be "ServerError,$source"
        $problem[0].ErrorDetails.RecommendedAction | Should -Match $Says
    }

    It 'rejects <Name>' -ForEach @(
        @{ Name = 'an unknown scorer'; Id = 'NotFound'; Says = "'length'"; Given = @{ Scorer = 'lenght'; Project = 'support-bot'; LogStream = 'production' } }
        @{ Name = 'an unknown log stream'; Id = 'NotFound'; Says = "'production'"; Given = @{ Scorer = 'length'; Project = 'support-bot'; LogStream = 'productoin' } }
        @{ Name = 'no log stream'; Id = 'InvalidArgument'; Says = 'no log stream'; Given = @{ Scorer = 'length'; Project = 'support-bot' } }
        @{ Name = 'no project'; Id = 'InvalidArgument'; Says = 'no project'; Given = @{ Scorer = 'length'; LogStream = 'production' } }
        @{ Name = 'an unknown ID'; Id = 'NotFound'; Says = 'no scorer with the ID'; Given = @{ Scorer = '7c9e6679-7425-40de-944b-e07fc1f90ae7'; Project = 'support-bot'; LogStream = 'production' } }
    ) {
        Enable-GalileoScorer @Given -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be "$Id,$source"
        $problem[0].TargetObject | Should -Be $Given.Scorer
        "$($problem[0])" | Should -Match $Says
    }
}
