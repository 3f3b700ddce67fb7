BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetScaleBatchCommand'
    $all = 'batch_sandbox', 'batch_sandbox_staging', 'batch_sandbox_paused', 'batch_sandbox_agreement'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-ScaleBatch' {
    It 'lists all' {
        $batches = Get-ScaleBatch
        $batches | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $batches.BatchId | Should -Be $all
        $batches.Status | Should -Be completed, staging, paused, completed
        $batches.State | Should -Be Succeeded, Pending, Running, Succeeded
        $batches.Id | Should -Be $all
        $batches[0].CompletedAt.Kind | Should -Be Utc
        $batches[0].Metadata['origin'] | Should -BeExactly sandbox
        $batches[0].ProjectName | Should -BeNullOrEmpty
    }

    It 'keeps the order of ids, from arguments and from the pipeline' {
        (Get-ScaleBatch $all[2, 0]).BatchId | Should -Be $all[2, 0]
        ($all[1, 0, 1] | Get-ScaleBatch).BatchId | Should -Be $all[1, 0, 1]
        (Get-ScaleTask task_paused_01 | Get-ScaleBatch).BatchId | Should -Be 'batch_sandbox_paused'
        ([pscustomobject]@{ BatchId = 'batch_sandbox' } | Get-ScaleBatch).BatchName | Should -Be 'sandbox-ratings'
    }

    It 'finds names, in one request each' {
        $before = $sandbox.RequestCount
        (Get-ScaleBatch -BatchName sandbox-paused, sandbox-ratings).BatchId | Should -Be $all[2, 0]
        $sandbox.RequestCount | Should -Be ($before + 2)
        (Get-ScaleBatch -BatchName SANDBOX-[ps]*).BatchId | Should -Be $all[1, 2]
        (Get-ScaleBatch -BatchName sandbox-ratings, *paused).BatchId | Should -Be $all[0, 2]
        Get-ScaleBatch -BatchName other* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'expands the project' {
        (Get-ScaleBatch batch_sandbox -Expand project).ProjectName | Should -BeExactly 'Sandbox ratings'
        (Get-ScaleBatch -Expand project -First 1).Project.Models | Should -Be 'assistant-a', 'assistant-b'
    }

    It 'lists by project, status and time' {
        Get-ScaleBatch -ProjectName 'Sandbox ratings' | Should -HaveCount 4
        (Get-ScaleBatch -ProjectId project_sandbox -Status paused).BatchId | Should -Be 'batch_sandbox_paused'
        (Get-ScaleProject | Get-ScaleBatch -Status staging).BatchId | Should -Be 'batch_sandbox_staging'
        (Get-ScaleBatch -CreatedBefore (Get-Date).AddDays(-1)).BatchId | Should -Be $all[2, 3]
        (Get-ScaleBatch -CreatedAfter (Get-Date).AddDays(-1)).BatchId | Should -Be $all[0, 1]
        (Get-ScaleBatch -CompletedAfter (Get-Date).AddDays(-1)).BatchId | Should -Be 'batch_sandbox'
        (Get-ScaleBatch -CompletedBefore (Get-Date).AddDays(-1)).BatchId | Should -Be $all[3]
        Get-ScaleBatch -First 2 | Should -HaveCount 2
    }

    It 'can be waited for, and the warning about a paused batch names Resume-ScaleBatch' {
        (Get-ScaleBatch -BatchName sandbox-ratings | Wait-EvalTask -Timeout 30).State | Should -Be Succeeded
        Get-ScaleBatch batch_sandbox_paused | Wait-EvalTask -Timeout 0 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        $warnings[0].Message | Should -Match 'paused.*Resume-ScaleBatch'
    }

    It 'is found again from <_>' -ForEach Csv, Json, Clixml {
        (Get-ScaleBatch batch_sandbox | ConvertTo-RoundTrip $_ | Get-ScaleBatch).BatchId | Should -Be 'batch_sandbox'
        (Get-ScaleBatch batch_sandbox | ConvertTo-RoundTrip $_ | Wait-EvalTask -Timeout 30).BatchId | Should -Be 'batch_sandbox'
    }

    It 'shows no type name in CSV' {
        Get-ScaleBatch -Expand project | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'completes names and states, and is silent without a connection' {
        (TabExpansion2 'Get-ScaleBatch -BatchName sandbox-r').CompletionMatches.CompletionText | Should -Be 'sandbox-ratings'
        (TabExpansion2 'Get-ScaleBatch -ProjectName ').CompletionMatches.CompletionText | Should -Be "'Sandbox ratings'"
        (TabExpansion2 'Get-ScaleBatch -Status c').CompletionMatches.CompletionText | Should -Be cancelled, completed
        $result = Invoke-ModuleScript '"<" + (TabExpansion2 "Get-ScaleBatch -BatchName no-such-").CompletionMatches.Count + ">"' -Environment @{ SCALE_API_KEY = $null }
        $result.StdOut | Should -Match '<0>'
        $result.StdErr | Should -BeNullOrEmpty
    }

    It 'does not wait for the names of a slow service' {
        $result = Invoke-ModuleScript @'
            $null = Start-EvalSandbox -Latency 120000
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = TabExpansion2 'Get-ScaleBatch -BatchName no-such-'
            'in time: ' + ($watch.Elapsed.TotalSeconds -lt 20)
            Get-EvalSandbox | Stop-EvalSandbox
'@
        $result.StdOut | Should -Match 'in time: True'
        $result.StdErr | Should -BeNullOrEmpty
    }

    It 'caches names for a while' {
        $null = TabExpansion2 'Get-ScaleBatch -BatchName s'
        $before = $sandbox.RequestCount
        $null = TabExpansion2 'Get-ScaleBatch -BatchName sa'
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe 'Errors of Get-ScaleBatch' {
    It 'names the nearest batches for an unknown name' {
        Get-ScaleBatch -BatchName sandbox-rating -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -BeExactly 'sandbox-rating'
        $failures[0].Exception.Message | Should -Match "no batch 'sandbox-rating'\. The nearest names are 'sandbox-ratings'"
    }

    It 'names the nearest projects for an unknown name, also where the list is only empty' {
        Get-ScaleBatch -ProjectName 'Sandbox rating' -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].Exception.Message | Should -Match "no project 'Sandbox rating'\. The nearest names are 'Sandbox ratings'"
    }

    It 'is one error for each unknown id, in its place' {
        $mixed = & { 'batch_sandbox', 'batch_none', 'a/b', 'batch_sandbox_paused' | Get-ScaleBatch } 2>&1
        $mixed.ForEach({ $_.GetType().Name }) | Should -Be ScaleBatch, ErrorRecord, ErrorRecord, ScaleBatch
        $mixed[1, 2].FullyQualifiedErrorId | Should -Be "NotFound,$source", "InvalidArgument,$source"
    }

    It 'does not assume a batch when <What> has none' -ForEach @(
        @{ What = 'a task'; Given = { [GalileoEval.Scale.ScaleTask]@{ TaskId = 't'; ProjectId = 'project_sandbox' } } }
        @{ What = 'a row'; Given = { [pscustomobject]@{ TaskId = 't'; BatchId = ''; ProjectId = 'project_sandbox' } } }
    ) {
        & $Given | Get-ScaleBatch -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        "$($failures[0])" | Should -Match 'BatchId of the object is empty'
    }

    It 'rejects an empty range of times, and sends nothing' {
        $before = $sandbox.RequestCount
        Get-ScaleBatch -CreatedAfter 2026-02-01 -CreatedBefore 2026-01-01 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe 'Pages of Get-ScaleBatch' {
    BeforeAll {
        $server = Start-TestServer -Map @{}
        $connection = Connect-TestServer $server.BaseUri Scale
        function Get-Page { param([string] $Name, [string] $Next) '{"batches": [{"id": "%", "name": "%", "project": "p", "status": "later", "created_at": "2024-01-01T00:00:00Z", "metadata": {}}], "next_token": "#"}'.Replace('%', $Name).Replace('#', $Next) }
        $server.Map['GET /v2/batches?limit=100'] = Get-Page one n1
        $server.Map['GET /v2/batches?limit=100&next_token=n1'] = Get-Page two n2
        $server.Map['GET /v2/batches?limit=100&next_token=n2'] = Get-Page three ''
        $server.Map['GET /v2/batches?status=paused&limit=100'] = Get-Page same s1
        $server.Map['GET /v2/batches?status=paused&limit=100&next_token=s1'] = Get-Page same s1
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'are read to the end' {
        $batches = Get-ScaleBatch -Connection $connection
        $batches.BatchId | Should -Be one, two, three
        $batches.State | Sort-Object -Unique | Should -Be Unknown
        (Get-ScaleBatch -BatchName t* -Connection $connection).BatchId | Should -Be two, three
    }

    It 'have names with brackets, and such as are no pattern' {
        $name = 'ratings [2025-01]'
        $server.Map['GET /v2/batches?limit=100'] = Get-Page $name ''
        $server.Map['GET /v2/batch?batch_name=' + [uri]::EscapeDataString($name)] = '{"id": "b", "name": "ratings [2025-01]", "project": "p", "status": "completed"}'
        try {
            (Get-ScaleBatch -BatchName $name -Connection $connection).BatchName | Should -BeExactly $name
            (Get-ScaleBatch -BatchName ([Management.Automation.WildcardPattern]::Escape($name)) -Connection $connection).BatchId | Should -BeExactly 'b'
            Get-ScaleBatch -BatchName 'other [9-0]' -Connection $connection -ErrorAction Stop | Should -BeNullOrEmpty
        } finally {
            $server.Map['GET /v2/batches?limit=100'] = Get-Page one n1
        }
    }

    It 'are read only as far as requested' {
        $before = $server.Requests.Count
        (Get-ScaleBatch -Connection $connection | Select-Object -First 1).BatchId | Should -Be one
        $server.Requests.Count | Should -Be ($before + 1)
    }

    It 'end with an error when they come twice' {
        $batches = Get-ScaleBatch -Status paused -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable failures
        $batches | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidResponse,$source"
    }
}
