BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.SetScaleTaskCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Set-ScaleTask' {
    It 'replaces metadata, and writes the object with -PassThru only' {
        Set-ScaleTask task_sandbox_01 -Metadata @{ a = @{ x = 1; y = 2 }; b = 'text' } | Should -BeNullOrEmpty
        $changed = Get-ScaleTask task_sandbox_01
        $changed.Metadata.Keys | Sort-Object | Should -Be a, b
        $changed = Set-ScaleTask task_sandbox_01 @{ only = $true } -PassThru
        $changed | Should -BeOfType GalileoEval.Scale.ScaleTask
        $changed.Metadata.Keys | Should -Be only
    }

    It 'merges metadata at any depth' {
        Set-ScaleTask task_sandbox_01 @{ a = @{ x = 1; y = 2 }; b = 'text' }
        $changed = Set-ScaleTask task_sandbox_01 '{"a": {"y": 3}, "c": [1]}' -Merge -PassThru
        $changed.Metadata['a']['x'], $changed.Metadata['a']['y'] | Should -Be 1, 3
        $changed.Metadata['b'] | Should -Be text
        $changed.Metadata['c'] | Should -Be 1
    }

    It 'accepts objects from the pipeline, in their order, also from <_>' -ForEach Csv, Json, Clixml {
        $changed = Get-ScaleTask task_sandbox_02, task_sandbox_01 | ConvertTo-RoundTrip $_ | Set-ScaleTask -Metadata @{ a = 1 } -Merge -PassThru
        $changed.TaskId | Should -Be task_sandbox_02, task_sandbox_01
    }

    It 'reports an unknown object in its place' {
        $mixed = & { 'task_sandbox_01', 'nobody', 'task_sandbox_02' | Set-ScaleTask -Metadata @{} -PassThru } 2>&1
        $mixed[0, 2].TaskId | Should -Be task_sandbox_01, task_sandbox_02
        $mixed[1].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $mixed[1].TargetObject | Should -Be nobody
    }

    It 'ends before anything is sent if the metadata is <_>' -ForEach 'text', '[1]', 1 {
        $before = $sandbox.RequestCount
        { Set-ScaleTask task_sandbox_01 $_ } | Should -Throw -ErrorId "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'sends nothing with -WhatIf, or with an invalid ID' {
        $before = $sandbox.RequestCount
        Set-ScaleTask task_sandbox_01 @{} -WhatIf
        Set-ScaleTask a/b @{} -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
