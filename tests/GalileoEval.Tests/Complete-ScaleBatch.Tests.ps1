BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 600 }
    $source = 'GalileoEval.Commands.CompleteScaleBatchCommand'
    $script:count = 0

    function New-TestBatch {
        $script:count++
        $batch = New-ScaleBatch "moved-$script:count" -ProjectId project_sandbox -Staging
        $null = New-ScaleTask $batch
        $batch
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Complete-ScaleBatch' {
    It 'writes the changed batch: in_progress' {
        $batch = Complete-ScaleBatch (New-TestBatch).BatchId
        $batch | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $batch.Status | Should -Be in_progress
        ($batch | Get-ScaleBatch).Status | Should -Be in_progress
    }

    It 'goes by name, and names the nearest ones' {
        ($batch = New-TestBatch) | Should -Not -BeNullOrEmpty
        (Complete-ScaleBatch -BatchName $batch.BatchName).BatchId | Should -Be $batch.BatchId
        Complete-ScaleBatch -BatchName moved- -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $failures[0].Exception.Message | Should -Match 'nearest names'
    }

    It 'accepts batches and tasks from the pipeline' {
        $batches = (New-TestBatch), (New-TestBatch)
        ($batches | Complete-ScaleBatch).BatchId | Should -Be $batches.BatchId
        $batch = New-TestBatch
        (Get-ScaleTask -BatchId $batch.BatchId | Complete-ScaleBatch).BatchId | Should -Be $batch.BatchId
    }

    It 'accepts a batch from <_>' -ForEach Csv, Json, Clixml {
        $batch = New-TestBatch
        ($batch | ConvertTo-RoundTrip $_ | Complete-ScaleBatch).BatchId | Should -Be $batch.BatchId
    }

    It 'reports a batch whose status does not allow it and an unknown one, each in its place' {
        $batch = New-TestBatch
        $mixed = & { 'batch_sandbox_paused', 'nobody', $batch.BatchId | Complete-ScaleBatch } 2>&1
        $mixed[0].FullyQualifiedErrorId | Should -Be "Conflict,$source"
        $mixed[0].TargetObject | Should -Be 'batch_sandbox_paused'
        $mixed[1].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $mixed[2].BatchId | Should -Be $batch.BatchId
    }

    It 'sends nothing with -WhatIf, or with an invalid ID' {
        $before = $sandbox.RequestCount
        Complete-ScaleBatch batch_sandbox -WhatIf | Should -BeNullOrEmpty
        Complete-ScaleBatch a/b -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
