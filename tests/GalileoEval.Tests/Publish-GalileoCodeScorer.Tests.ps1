BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.PublishGalileoCodeScorerCommand'
    $good = Join-Path $TestDrive 'good.py'
    $bad = Join-Path $TestDrive 'bad.py'
    Set-Content $good 'def scorer_fn(*, step_object, **kwargs): return 0.5'
    Set-Content $bad 'def scorer_fn(*, step_object): return 0.5'
    $quick = @{ PollInterval = 0.1; Timeout = 120; ScoreableNodeType = 'llm' }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Publish-GalileoCodeScorer' {
    It 'registers a scorer under the name of its file' {
        $scorer = Publish-GalileoCodeScorer $good @quick -Description 'half' -Tag a, b -Project support-bot
        $scorer | Should -BeOfType GalileoEval.Galileo.GalileoScorer
        $scorer.Name | Should -BeExactly 'good'
        $scorer.Version | Should -Be 1
        $scorer.ScoreType | Should -BeExactly 'float'
        $scorer.ScoreableNodeTypes | Should -Be 'llm'
        $known = Get-GalileoScorer good
        $known.ScorerId | Should -Be $scorer.ScorerId
        $known.Version | Should -Be 1
        $known.Description | Should -BeExactly 'half'
        $known.Tags | Should -Be 'a', 'b'
        $known.IsGlobal | Should -BeFalse
    }

    It 'adds a version to a scorer that is there' {
        $first = Publish-GalileoCodeScorer $good again @quick
        $second = Publish-GalileoCodeScorer -LiteralPath $good -Name again @quick
        $second.ScorerId | Should -Be $first.ScorerId
        $second.Version | Should -Be 2
        @(Get-GalileoScorer again) | Should -HaveCount 1
    }

    It 'registers nothing for an invalid file, and continues with the next' {
        $other = Join-Path $TestDrive 'other.py'
        Copy-Item $good $other
        $done = Get-Item $bad, $other | Publish-GalileoCodeScorer @quick -ErrorVariable problems -ErrorAction SilentlyContinue
        $done.Name | Should -Be 'other'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "TaskFailed,$source"
        "$($problems[0])" | Should -Match 'kwargs'
        Get-GalileoScorer 'ba*' | Should -BeNullOrEmpty
    }

    It 'accepts a name for one file only' {
        $done = Publish-GalileoCodeScorer $good, $good -Name single @quick -ErrorVariable problems -ErrorAction SilentlyContinue
        $done.Version | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }

    It 'rejects a missing file' {
        { Publish-GalileoCodeScorer (Join-Path $TestDrive 'none.py') -ErrorAction Stop } | Should -Throw -ErrorId "InvalidFile,$source"
    }

    It 'rejects an unknown project before anything is sent' {
        { Publish-GalileoCodeScorer $good lost -Project suport-bot @quick } | Should -Throw -ErrorId "NotFound,$source"
        Get-GalileoScorer 'lost*' | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        Publish-GalileoCodeScorer $good whatif @quick -WhatIf | Should -BeNullOrEmpty
        Get-GalileoScorer 'whati*' | Should -BeNullOrEmpty
    }
}
