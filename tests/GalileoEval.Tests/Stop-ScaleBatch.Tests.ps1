BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 600 }
    $source = 'GalileoEval.Commands.StopScaleBatchCommand'
    $script:count = 0

    function New-TestBatch {
        $script:count++
        $batch = New-ScaleBatch "moved-$script:count" -ProjectId project_sandbox 
        $null = New-ScaleTask $batch
        $batch
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Stop-ScaleBatch' {
    It 'writes the changed batch: cancelled' {
        $batch = Stop-ScaleBatch (New-TestBatch).BatchId -Confirm:$false
        $batch | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $batch.Status | Should -Be cancelled
        ($batch | Get-ScaleBatch).Status | Should -Be cancelled
    }

    It 'goes by name, and names the nearest ones' {
        ($batch = New-TestBatch) | Should -Not -BeNullOrEmpty
        (Stop-ScaleBatch -BatchName $batch.BatchName -Confirm:$false).BatchId | Should -Be $batch.BatchId
        Stop-ScaleBatch -BatchName moved- -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $failures[0].Exception.Message | Should -Match 'nearest names'
    }

    It 'accepts batches and tasks from the pipeline' {
        $batches = (New-TestBatch), (New-TestBatch)
        ($batches | Stop-ScaleBatch -Confirm:$false).BatchId | Should -Be $batches.BatchId
        $batch = New-TestBatch
        (Get-ScaleTask -BatchId $batch.BatchId | Stop-ScaleBatch -Confirm:$false).BatchId | Should -Be $batch.BatchId
    }

    It 'accepts a batch from <_>' -ForEach Csv, Json, Clixml {
        $batch = New-TestBatch
        ($batch | ConvertTo-RoundTrip $_ | Stop-ScaleBatch -Confirm:$false).BatchId | Should -Be $batch.BatchId
    }

    It 'reports a batch whose status does not allow it and an unknown one, each in its place' {
        $batch = New-TestBatch
        $mixed = & { 'batch_sandbox_agreement', 'nobody', $batch.BatchId | Stop-ScaleBatch -Confirm:$false } 2>&1
        $mixed[0].FullyQualifiedErrorId | Should -Be "Conflict,$source"
        $mixed[0].TargetObject | Should -Be 'batch_sandbox_agreement'
        $mixed[1].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $mixed[2].BatchId | Should -Be $batch.BatchId
    }

    It 'sends nothing with -WhatIf, or with an invalid ID' {
        $before = $sandbox.RequestCount
        Stop-ScaleBatch batch_sandbox -WhatIf | Should -BeNullOrEmpty
        Stop-ScaleBatch a/b -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'asks for confirmation, and cancels unfinished tasks' {
        [GalileoEval.Commands.StopScaleBatchCommand].GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
        $batch = New-TestBatch | Stop-ScaleBatch -Confirm:$false
        ($batch | Wait-EvalTask -Timeout 30).State | Should -Be Canceled
        (Get-ScaleTask -BatchId $batch.BatchId).Status | Should -Be canceled
    }
}
