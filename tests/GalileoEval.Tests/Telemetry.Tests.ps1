# The spans that a listener receives in the session. The documented recorder is the one that is tested.

Describe 'The activity source GalileoEval' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        $null = Start-TestSandbox @{ TaskDuration = 0 }
        $page = Get-Content (Join-Path $PSScriptRoot '../../docs/telemetry.md') -Raw
        $code = [regex]::Match($page, "(?s)Add-Type -TypeDefinition @'\r?\n(.*?)\r?\n'@").Groups[1].Value
        if (-not ('SpanRecorder' -as [type])) {
            Add-Type -TypeDefinition $code
        }
    }

    AfterAll {
        Stop-TestSandbox
    }

    It 'reports an operation with its try to a listener of the session' {
        $recorder = [SpanRecorder]::new()
        try {
            $null = Get-KolenaAgentRun 1 501
        }
        finally {
            $recorder.Dispose()
        }

        $spans = @($recorder.Spans)
        $spans.DisplayName | Should -Be 'GET', 'Kolena get run'
        $spans[0].ParentSpanId | Should -Be $spans[1].SpanId
        $spans[0].GetTagItem('http.response.status_code') | Should -Be 200
        $spans[1].GetTagItem('galileoeval.service') | Should -Be 'Kolena'
        $spans[1].GetTagItem('galileoeval.retry.count') | Should -Be 0
    }

    It 'names the condition of an error' {
        $recorder = [SpanRecorder]::new()
        try {
            $null = Get-KolenaAgentRun 1 999 -ErrorAction SilentlyContinue
        }
        finally {
            $recorder.Dispose()
        }

        @($recorder.Spans)[-1].GetTagItem('error.type') | Should -Be 'NotFound'
    }

    It 'reports a wait, with its polls as children' {
        $recorder = [SpanRecorder]::new()
        try {
            $null = [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 }, [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 3 } |
                Wait-EvalTask
        }
        finally {
            $recorder.Dispose()
        }

        $wait = @($recorder.Spans)[-1]
        $wait.DisplayName | Should -Be 'Kolena wait'
        $wait.GetTagItem('galileoeval.service') | Should -Be 'Kolena'
        $wait.GetTagItem('galileoeval.wait.items') | Should -Be 2
        $wait.GetTagItem('galileoeval.wait.succeeded') | Should -Be 1
        $wait.GetTagItem('galileoeval.wait.failed') | Should -Be 1
        $polls = @($recorder.Spans | Where-Object DisplayName -Like 'Kolena*validation*')
        $polls.Count | Should -BeGreaterThan 0
        $polls.ParentSpanId | Sort-Object -Unique | Should -Be $wait.SpanId
    }

    It 'has no span after the listener is disposed of' {
        $recorder = [SpanRecorder]::new()
        $recorder.Dispose()
        $null = Get-KolenaAgentRun 1 501 | Wait-EvalTask
        $recorder.Spans | Should -BeNullOrEmpty
    }
}
