BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $text = 'sandbox-key-of-the-tests'
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60; ApiKey = New-TestSecret $text }
    $source = 'GalileoEval.Commands.DisableGalileoScorerCommand'
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

Describe 'Disable-GalileoScorer' {
    BeforeEach {
        Enable-GalileoScorer length @place
    }

    It 'changes nothing with -WhatIf' {
        Disable-GalileoScorer length @place -WhatIf
        (Get-Setting).scorers | Should -HaveCount 2
    }

    It 'removes the scorer and keeps all other settings' {
        $before = Get-Setting
        Get-GalileoScorer length | Disable-GalileoScorer @place | Should -BeNullOrEmpty
        $after = Get-Setting
        $after.scorers | Should -HaveCount 1
        $after.scorers[0] | ConvertTo-Json -Depth 10 | Should -BeExactly ($before.scorers[0] | ConvertTo-Json -Depth 10)
        $after.segment_filters | ConvertTo-Json -Depth 10 | Should -BeExactly ($before.segment_filters | ConvertTo-Json -Depth 10)
        (Get-GalileoScorer length).Name | Should -Be 'length'
    }

    It 'leaves a disabled scorer alone, and emits it with -PassThru' {
        Disable-GalileoScorer $scorer.ScorerId @place
        $lines = @(Disable-GalileoScorer length -Project support-bot -AgentStream production -PassThru -Verbose 4>&1)
        "$lines" | Should -Match 'is not enabled'
        "$lines" | Should -Not -Match 'PATCH'
        $lines[-1].Name | Should -Be 'length'
    }

    It 'is not repeated, and its error recommends an action' {
        $server = Start-TestServer ([scriptblock]::Create(@"
            param(`$request)
            if (`$request.Path -like '*/list*') { @{ Body = '{"scorers": [{"id": "$($scorer.ScorerId)", "name": "length"}]}' } }
            elseif (`$request.Method -eq 'GET') { @{ Body = '{"scorers": [{"id": "$($scorer.ScorerId)", "scorer_type": "code"}]}' } }
            else { @{ Status = 502; Body = '{}' } }
"@))
        $connection = Connect-TestServer $server.BaseUri Galileo @{ MaximumRetryCount = 2 }
        Disable-GalileoScorer length -Project $sandbox.ProjectId -LogStream $sandbox.LogStreamId -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
        $connection | Disconnect-EvalService
        $server | Stop-TestServer
        @($server.Requests.Where({ $_.Method -eq 'PATCH' })) | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -Be "ServerError,$source"
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Run the command again'
    }

    It 'names the nearest of an unknown name' {
        Disable-GalileoScorer lenght @place -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        "$($problem[0])" | Should -Match "'length'"
    }
}
