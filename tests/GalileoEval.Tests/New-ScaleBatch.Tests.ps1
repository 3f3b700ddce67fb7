BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.NewScaleBatchCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'New-ScaleBatch' {
    It 'creates a batch in progress' {
        $batch = New-ScaleBatch first -ProjectId project_sandbox
        $batch | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $batch.BatchName, $batch.Status, $batch.ProjectId | Should -Be first, in_progress, project_sandbox
        (Get-ScaleBatch -BatchName first).BatchId | Should -Be $batch.BatchId
    }

    It 'creates a staging batch with a callback and metadata' {
        $batch = New-ScaleBatch second -ProjectName 'Sandbox ratings' -Staging -Callback me@example.com -Metadata @{ team = 'a'; size = 3 }
        $batch.Status, $batch.Callback | Should -Be staging, me@example.com
        $batch.Metadata['team'] | Should -BeExactly a
        $batch.Metadata['size'] | Should -Be 3
    }

    It 'accepts projects and rows from the pipeline' {
        (Get-ScaleProject | New-ScaleBatch third).ProjectId | Should -Be project_sandbox
        $batches = 'Name,ProjectId', 'north,project_sandbox', 'south,project_sandbox' | ConvertFrom-Csv | New-ScaleBatch
        $batches.BatchName | Should -Be north, south
    }

    It 'is found again from <_>' -ForEach Csv, Json, Clixml {
        $batch = New-ScaleBatch "round-$_" -ProjectId project_sandbox
        ($batch | ConvertTo-RoundTrip $_ | Get-ScaleBatch).BatchName | Should -Be "round-$_"
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        New-ScaleBatch nothing -ProjectId project_sandbox -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'rejects a name that exists' {
        New-ScaleBatch sandbox-ratings -ProjectId project_sandbox -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures.FullyQualifiedErrorId | Should -BeExactly "Conflict,$source"
        $failures[0].TargetObject | Should -Be sandbox-ratings
    }

    It 'names the nearest projects' {
        New-ScaleBatch x -ProjectName 'Sandbox rating' -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].Exception.Message | Should -Match "'Sandbox ratings'"
    }

    It 'rejects <Case> and sends nothing' -ForEach @(
        @{ Case = 'an empty name'; Splat = @{ Name = ' '; ProjectId = 'p' } }
        @{ Case = 'an invalid project ID'; Splat = @{ Name = 'n'; ProjectId = 'a/b' } }
        @{ Case = 'metadata that is a list'; Splat = @{ Name = 'n'; ProjectId = 'p'; Metadata = '[1]' } }
        @{ Case = 'metadata that is a number'; Splat = @{ Name = 'n'; ProjectId = 'p'; Metadata = 1 } }
    ) {
        $before = $sandbox.RequestCount
        New-ScaleBatch @Splat -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures.FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'sends a request once if its response is lost, and says how to find out whether it was received' {
        $server = Start-TestServer @{ Status = 500; Body = '{"status_code": 500, "error": "lost"}' }
        try {
            $connection = Connect-TestServer $server.BaseUri Scale
            New-ScaleBatch once -ProjectId p -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable failures
            $server.Requests.Count | Should -Be 1
        }
        finally {
            Stop-TestServer $server
        }

        $failures.FullyQualifiedErrorId | Should -BeExactly "ServerError,$source"
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'may have created the batch: look for its name'
    }
}
