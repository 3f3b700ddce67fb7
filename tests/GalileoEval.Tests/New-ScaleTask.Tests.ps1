BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.NewScaleTaskCommand'
    $script:count = 0

    function New-TestBatch {
        $script:count++
        New-ScaleBatch "tasks-$script:count" -ProjectId project_sandbox @args
    }

    function New-Row([int[]] $Id) {
        $Id | ForEach-Object { [pscustomobject]@{ id = "$_"; prompt = "Prompt $_" } }
    }

    function Get-Prompt([object[]] $Task) {
        $Task | Get-ScaleTask | ForEach-Object { $_.Threads[0].Turns[0].Messages[0].Content.Text }
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'New-ScaleTask' {
    It 'creates one task for each row, in their order, from <_>' -ForEach Csv, Json, Clixml {
        $batch = New-TestBatch
        $tasks = @(New-Row 3, 1, 2 | ConvertTo-RoundTrip $_ | New-ScaleTask $batch)
        $tasks | Should -BeOfType GalileoEval.Scale.ScaleTask
        $tasks.BatchId | Should -Be (@($batch.BatchId) * 3)
        Get-Prompt $tasks | Should -Be 'Prompt 3', 'Prompt 1', 'Prompt 2'
    }

    It 'keeps the order of many concurrent requests' {
        $tasks = New-Row (1..60) | New-ScaleTask (New-TestBatch) -ThrottleLimit 8 -ResumeKey id
        $tasks | ForEach-Object { $_.Metadata['id'] } | Should -Be (1..60 | ForEach-Object { "$_" })
    }

    It 'creates one task without pipeline input' {
        $task = New-ScaleTask -BatchName sandbox-ratings -TemplateVariable @{ prompt = 'Hello?' } -Metadata @{ a = @{ b = 1 } }
        Get-Prompt $task | Should -Be 'Hello?'
        $task.Metadata['a']['b'] | Should -Be 1
        $task.BatchId | Should -Be batch_sandbox
    }

    It 'creates a task in a project without a batch' {
        $task = New-ScaleTask -ProjectName 'Sandbox ratings' -TemplateVariable '{"prompt": "Why?"}'
        $task.ProjectId | Should -Be project_sandbox
        $task.BatchId | Should -BeNullOrEmpty
        (New-ScaleTask -ProjectId (Get-ScaleProject) -CallbackUri me@example.com).TaskId | Should -Not -BeNullOrEmpty
    }

    It 'accepts a batch from the pipeline, also from <_>, and none of its properties as variables' -ForEach Csv, Json, Clixml {
        $batch = New-TestBatch
        $task = $batch | ConvertTo-RoundTrip $_ | New-ScaleTask -TemplateVariable @{ prompt = 'Only this' }
        $task.BatchId | Should -Be $batch.BatchId
        Get-Prompt $task | Should -Be 'Only this'
    }

    It 'accepts the batch of a row, and columns before the variables for all rows' {
        $batch = New-TestBatch
        $rows = [pscustomobject]@{ BatchId = $batch.BatchId; prompt = 'own' }, [pscustomobject]@{ BatchId = $batch.BatchId }
        $tasks = $rows | New-ScaleTask -TemplateVariable @{ prompt = 'common' }
        Get-Prompt $tasks | Should -Be own, common
    }

    It 'sends the columns that -Property selects' {
        $row = [pscustomobject]@{ note = 'internal'; prompt = 'Asked' }
        Get-Prompt ($row | New-ScaleTask (New-TestBatch)) | Should -Be Asked
        Get-Prompt ($row | New-ScaleTask (New-TestBatch) -Property n*) | Should -Be internal
    }

    It 'creates only the missing tasks when it is run again with -ResumeKey' {
        $batch = New-TestBatch
        $first = @(New-Row 1, 3 | New-ScaleTask $batch -ResumeKey id -Metadata @{ run = 'a' })
        $before = $sandbox.StartCount
        $again = @(New-Row 1, 2, 3 | New-ScaleTask $batch -ResumeKey id -Verbose 4>&1)
        $skipped = @($again | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_.Message -like 'Skipped*' })
        $tasks = @($again | Where-Object { $_ -is [GalileoEval.Scale.ScaleTask] })
        $skipped.Message | Should -BeLike "Skipped id '[13]'*"
        $tasks | ForEach-Object { $_.Metadata['id'] } | Should -Be '1', '2', '3'
        $tasks[0, 2].TaskId | Should -Be $first.TaskId
        $sandbox.StartCount | Should -Be ($before + 1)
        $first[0].Metadata['run'] | Should -Be a
        Get-ScaleTask -BatchId $batch.BatchId | Should -HaveCount 3
    }

    It 'finds the tasks of all pages with -ResumeKey' {
        $batch = New-TestBatch
        $null = New-Row (1..130) | New-ScaleTask $batch -ResumeKey id
        $before = $sandbox.StartCount
        New-Row (1..130) | New-ScaleTask $batch -ResumeKey id | Should -HaveCount 130
        $sandbox.StartCount | Should -Be $before
    }

    It 'reports a row without the key or with a repeated one in its place' {
        $rows = @(New-Row 1, 2, 1) + [pscustomobject]@{ prompt = 'no id' } + @(New-Row 3)
        $mixed = & { $rows | New-ScaleTask (New-TestBatch) -ResumeKey id } 2>&1
        $mixed | Should -HaveCount 5
        $mixed[2, 3].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source", "InvalidArgument,$source"
        $mixed[2].TargetObject | Should -Be $rows[2]
        $mixed[4].Metadata['id'] | Should -Be 3
    }

    It 'reports a row that is <Case>, and creates the others' -ForEach @(
        @{ Case = 'a text'; Row = 'text' }
        @{ Case = 'a number'; Row = 7 }
        @{ Case = 'NaN in a column'; Row = [pscustomobject]@{ prompt = [double]::NaN } }
    ) {
        $tasks = @(New-Row 1) + $Row + @(New-Row 2) | New-ScaleTask (New-TestBatch) -ErrorAction SilentlyContinue -ErrorVariable failures
        $tasks | Should -HaveCount 2
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }

    It 'names the nearest batches, with and without -ResumeKey' {
        New-Row 1, 2 | New-ScaleTask -BatchName sandbox-rating -ErrorAction SilentlyContinue -ErrorVariable failures
        New-Row 1, 2 | New-ScaleTask -BatchName sandbox-rating -ResumeKey id -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be (@("NotFound,$source") * 4)
        $failures.Exception.Message | Should -Match "nearest names are 'sandbox-ratings'"
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.StartCount
        New-Row 1, 2 | New-ScaleTask batch_sandbox -WhatIf | Should -BeNullOrEmpty
        New-Row 1, 2 | New-ScaleTask batch_sandbox -ResumeKey id -WhatIf | Should -BeNullOrEmpty
        $sandbox.StartCount | Should -Be $before
    }

    It 'rejects tasks for a cancelled batch' {
        $batch = New-TestBatch | Stop-ScaleBatch -Confirm:$false
        New-Row 1 | New-ScaleTask $batch -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "Conflict,$source"
    }

    It 'shows no type name in CSV, and completes names' {
        New-Row 1 | New-ScaleTask (New-TestBatch) | Get-TypeNameCell | Should -BeNullOrEmpty
        (TabExpansion2 'New-ScaleTask -BatchName sandbox-r').CompletionMatches.CompletionText | Should -Be 'sandbox-ratings'
    }
}
