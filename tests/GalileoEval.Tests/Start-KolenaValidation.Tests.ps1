BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 1 }
    $source = 'GalileoEval.Commands.StartKolenaValidationCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Start-KolenaValidation' {
    It 'writes objects that Wait-EvalTask and Get-KolenaValidation accept' {
        $started = Start-KolenaValidation $sandbox.AgentId $sandbox.GroundTruthId
        $started | Should -BeOfType GalileoEval.Kolena.KolenaValidation
        $started.AgentId | Should -Be $sandbox.AgentId
        $started.GroundTruthId | Should -Be $sandbox.GroundTruthId
        ($started | Get-KolenaValidation).ValidationId | Should -Be $started.ValidationId
        $ended = $started | Wait-EvalTask -Timeout 60 -PollInterval 0.2
        $ended.State | Should -Be Succeeded
        $ended.Score | Should -BeGreaterThan 0
        $ended.GroundTruthVersion | Should -Be 2
    }

    It 'starts one for each ground truth, in their order' {
        $started = 11, 10 | Start-KolenaValidation -AgentId 1
        $started.GroundTruthId | Should -Be 11, 10
        ($started.ValidationId | Sort-Object -Unique) | Should -HaveCount 2
    }

    It 'accepts a ground truth' {
        (Get-KolenaGroundTruth 1 11 -Version 1 | Start-KolenaValidation).GroundTruthId | Should -Be 11
    }

    It 'is waited for after it went through <_>' -ForEach $ways {
        $copy = 10, 11 | Start-KolenaValidation 1 | ConvertTo-RoundTrip $_
        ($copy | Wait-EvalTask -Timeout 60 -PollInterval 0.2).State | Should -Be Succeeded, Succeeded
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        Start-KolenaValidation 1 10 -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is one error for each unknown ground truth, in its place' {
        $mixed = & { 10, 99, 11 | Start-KolenaValidation 1 } 2>&1
        $mixed[0].GroundTruthId, $mixed[2].GroundTruthId | Should -Be 10, 11
        $mixed[1].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $mixed[1].TargetObject | Should -Be 99
    }

    It 'rejects <Agent>/<GroundTruth> and sends nothing' -ForEach @{ Agent = 0; GroundTruth = 10 }, @{ Agent = 1; GroundTruth = -1 } {
        $before = $sandbox.RequestCount
        Start-KolenaValidation $Agent $GroundTruth -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
