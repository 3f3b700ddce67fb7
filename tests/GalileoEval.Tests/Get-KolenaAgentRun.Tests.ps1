BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $source = 'GalileoEval.Commands.GetKolenaAgentRunCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-KolenaAgentRun' {
    It 'reads a run with its results' {
        $run = Get-KolenaAgentRun 1 501
        $run | Should -BeOfType GalileoEval.Kolena.KolenaAgentRun
        $run.Service, $run.AgentId, $run.RunId, $run.UserDefinedId | Should -Be 'Kolena', 1, 501, 'inv-1001'
        $run.State | Should -Be Succeeded
        $run.CreatedAt.Kind | Should -Be Utc
        $run.Results.Name | Should -Be 'total_amount', 'due_date'
        $run.Results[0].Value | Should -Be 1249.5
        $run.Results[0].Citations[0].File | Should -Be 'inv-1001.pdf'
        $run | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'accepts ids, and keeps their order' {
        (504, 501 | Get-KolenaAgentRun -AgentId 1).RunId | Should -Be 504, 501
    }

    It 'lists with <Name>' -ForEach @(
        @{ Name = 'no filter'; Filter = @{}; Expected = 501..506 }
        @{ Name = '-Status'; Filter = @{ Status = 'running' }; Expected = 505, 506 }
        @{ Name = '-UserDefinedId'; Filter = @{ UserDefinedId = 'inv-1002', 'inv-1003' }; Expected = 502, 503 }
        @{ Name = '-RunId and -Status'; Filter = @{ RunId = 501, 503; Status = 'failed' }; Expected = 503 }
        @{ Name = '-CreatedBefore'; Filter = @{ CreatedBefore = [datetime]::UtcNow.AddDays(-1.5) }; Expected = 501, 502, 503 }
        @{ Name = 'local times'; Filter = @{ CreatedAfter = [datetime]::Now.AddDays(-2.5); CreatedBefore = [datetime]::Now.AddDays(-0.5) }; Expected = 502, 503, 504 }
        @{ Name = '-First and -Skip'; Filter = @{ First = 2; Skip = 2 }; Expected = 503, 504 }
    ) {
        $before = $sandbox.RequestCount
        (Get-KolenaAgentRun 1 @Filter).RunId | Should -Be $Expected
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'counts the filtered items with -IncludeTotalCount' {
        $count, $runs = Get-KolenaAgentRun 1 -Status success -First 1 -IncludeTotalCount
        $count | Should -Be 3
        $runs.RunId | Should -Be 501
    }

    It 'also accepts -First, -Skip and -IncludeTotalCount with IDs' {
        (Get-KolenaAgentRun 1 -RunId 501, 502, 503 -First 1 -Skip 1).RunId | Should -Be 502
        $count, $runs = Get-KolenaAgentRun 1 -RunId 501, 502, 503 -First 1 -IncludeTotalCount
        $count | Should -Be 3
        $runs.RunId | Should -Be 501
    }

    It 'lists the runs of each piped agent' {
        (Get-KolenaAgent | Get-KolenaAgentRun -Status success).RunId | Should -Be 501, 502, 504, 601
    }

    It 'offers the states' {
        (TabExpansion2 'Get-KolenaAgentRun 1 -Status ').CompletionMatches.CompletionText | Should -Be failed, running, success
    }

    It 'is one error for each unknown id, in its place' {
        $mixed = & { 501, 999, 502 | Get-KolenaAgentRun -AgentId 1 } 2>&1
        $mixed[0].RunId, $mixed[2].RunId | Should -Be 501, 502
        $mixed[1].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $mixed[1].TargetObject | Should -Be 999
    }

    It 'writes the service''s message for an unknown status' {
        Get-KolenaAgentRun 1 -Status asleep -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "ValidationError,$source"
        "$($failures[0])" | Should -Match 'query.status'
    }

    It 'rejects run 0 and sends nothing' {
        $before = $sandbox.RequestCount
        Get-KolenaAgentRun 1 0 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe 'Waiting for runs' {
    BeforeAll {
        $quick = Start-TestSandbox @{ TaskDuration = 1 }
        $runs = Get-KolenaAgentRun 1 -Connection $quick.Name
    }

    AfterAll {
        $quick | Stop-EvalSandbox
    }

    It 'continues from <_>' -ForEach $ways {
        $ended = $runs | ConvertTo-RoundTrip $_ | Wait-EvalTask -Timeout 60 -PollInterval 0.2
        $ended.RunId | Sort-Object | Should -Be (501..506)
        ($ended | Where-Object RunId -EQ 506).State | Should -Be Failed
    }

    It 'accepts IDs, and reads all of them with one request' {
        $null = $runs | Wait-EvalTask -Timeout 60 -PollInterval 0.2
        $before = $quick.RequestCount
        (Wait-EvalTask -AgentId 1 -RunId 501, 505).State | Should -Be Succeeded, Succeeded
        $quick.RequestCount - $before | Should -Be 1
    }

    It 'rejects a run without its agent' {
        Wait-EvalTask @{ RunId = 501 } -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        "$($failures[0])" | Should -Match 'has no AgentId'
    }
}
