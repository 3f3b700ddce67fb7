BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 600 }
    $source = 'GalileoEval.Commands.ResumeScaleBatchCommand'
    $script:count = 0

    function New-TestBatch {
        $script:count++
        $batch = New-ScaleBatch "moved-$script:count" -ProjectId project_sandbox 
        $null = New-ScaleTask $batch
        $batch | Suspend-ScaleBatch
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Resume-ScaleBatch' {
    It 'writes the changed batch: in_progress' {
        $batch = Resume-ScaleBatch (New-TestBatch).BatchId
        $batch | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $batch.Status | Should -Be in_progress
        ($batch | Get-ScaleBatch).Status | Should -Be in_progress
    }

    It 'goes by name, and names the nearest ones' {
        ($batch = New-TestBatch) | Should -Not -BeNullOrEmpty
        (Resume-ScaleBatch -BatchName $batch.BatchName).BatchId | Should -Be $batch.BatchId
        Resume-ScaleBatch -BatchName moved- -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $failures[0].Exception.Message | Should -Match 'nearest names'
    }

    It 'accepts batches and tasks from the pipeline' {
        $batches = (New-TestBatch), (New-TestBatch)
        ($batches | Resume-ScaleBatch).BatchId | Should -Be $batches.BatchId
        $batch = New-TestBatch
        (Get-ScaleTask -BatchId $batch.BatchId | Resume-ScaleBatch).BatchId | Should -Be $batch.BatchId
    }

    It 'accepts a batch from <_>' -ForEach Csv, Json, Clixml {
        $batch = New-TestBatch
        ($batch | ConvertTo-RoundTrip $_ | Resume-ScaleBatch).BatchId | Should -Be $batch.BatchId
    }

    It 'reports a batch whose status does not allow it and an unknown one, each in its place' {
        $batch = New-TestBatch
        $mixed = & { 'batch_sandbox_staging', 'nobody', $batch.BatchId | Resume-ScaleBatch } 2>&1
        $mixed[0].FullyQualifiedErrorId | Should -Be "Conflict,$source"
        $mixed[0].TargetObject | Should -Be 'batch_sandbox_staging'
        $mixed[1].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $mixed[2].BatchId | Should -Be $batch.BatchId
    }

    It 'sends nothing with -WhatIf, or with an invalid ID' {
        $before = $sandbox.RequestCount
        Resume-ScaleBatch batch_sandbox -WhatIf | Should -BeNullOrEmpty
        Resume-ScaleBatch a/b -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
