BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.SetScaleBatchCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Set-ScaleBatch' {
    It 'replaces metadata, and writes the object with -PassThru only' {
        Set-ScaleBatch batch_sandbox -Metadata @{ a = @{ x = 1; y = 2 }; b = 'text' } | Should -BeNullOrEmpty
        $changed = Get-ScaleBatch batch_sandbox
        $changed.Metadata.Keys | Sort-Object | Should -Be a, b
        $changed = Set-ScaleBatch batch_sandbox @{ only = $true } -PassThru
        $changed | Should -BeOfType GalileoEval.Scale.ScaleBatch
        $changed.Metadata.Keys | Should -Be only
    }

    It 'merges metadata at any depth' {
        Set-ScaleBatch batch_sandbox @{ a = @{ x = 1; y = 2 }; b = 'text' }
        $changed = Set-ScaleBatch batch_sandbox '{"a": {"y": 3}, "c": [1]}' -Merge -PassThru
        $changed.Metadata['a']['x'], $changed.Metadata['a']['y'] | Should -Be 1, 3
        $changed.Metadata['b'] | Should -Be text
        $changed.Metadata['c'] | Should -Be 1
    }

    It 'accepts objects from the pipeline, in their order, also from <_>' -ForEach Csv, Json, Clixml {
        $changed = Get-ScaleBatch batch_sandbox_paused, batch_sandbox | ConvertTo-RoundTrip $_ | Set-ScaleBatch -Metadata @{ a = 1 } -Merge -PassThru
        $changed.BatchId | Should -Be batch_sandbox_paused, batch_sandbox
    }

    It 'reports an unknown object in its place' {
        $mixed = & { 'batch_sandbox', 'nobody', 'batch_sandbox_paused' | Set-ScaleBatch -Metadata @{} -PassThru } 2>&1
        $mixed[0, 2].BatchId | Should -Be batch_sandbox, batch_sandbox_paused
        $mixed[1].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $mixed[1].TargetObject | Should -Be nobody
    }

    It 'ends before anything is sent if the metadata is <_>' -ForEach 'text', '[1]', 1 {
        $before = $sandbox.RequestCount
        { Set-ScaleBatch batch_sandbox $_ } | Should -Throw -ErrorId "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'sends nothing with -WhatIf, or with an invalid ID' {
        $before = $sandbox.RequestCount
        Set-ScaleBatch batch_sandbox @{} -WhatIf
        Set-ScaleBatch a/b @{} -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
