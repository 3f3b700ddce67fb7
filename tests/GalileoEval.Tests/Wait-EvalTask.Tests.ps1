BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force

    # Two sandboxes: in one, work never ends; in the other, which the session is connected to, everything ends soon.
    Import-TestModule
    $slow = Start-EvalSandbox -TaskDuration 3600
    $never = @(Get-EvalConnection | Where-Object Name -EQ $slow.Name)
    $sandbox = Start-EvalSandbox -TaskDuration 2
    $ours = @{ AgentId = $sandbox.AgentId; GroundTruthId = $sandbox.GroundTruthId }

    $folder = Join-Path $TestDrive 'scorers'
    $null = New-Item $folder -ItemType Directory
    $good = Join-Path $folder 'good.py'
    Set-Content $good 'def scorer_fn(*, step_object, **kwargs): return 0.5'
    $broken = Join-Path $folder 'broken.py'
    Set-Content $broken 'def scorer_fn(*, step_object): return 0.5'

    $id = 'GalileoEval.Commands.WaitEvalTaskCommand'
    $guid = '11111111-2222-4333-8444-555555555555'

    function New-KolenaReference([long] $ValidationId) {
        [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = $ValidationId }
    }

    # Kolena's response to a list, with the specified IDs and statuses.
    function Get-KolenaPage([System.Collections.Specialized.OrderedDictionary] $Statuses) {
        $validations = foreach ($number in $Statuses.Keys) {
            @{ id = [long][string]$number; ground_truth_id = 10; ground_truth_version = 1; status = $Statuses[$number]; results = $null }
        }

        @{ Body = (@{ validations = @($validations); total_pages = 1; page_number = 0; page_size = 1000 } | ConvertTo-Json -Depth 5) }
    }

    # Kolena's response to a read of one validation.
    function Get-KolenaResponse([string] $Status, [long] $Number = 1) {
        @{ Body = (@{ id = $Number; ground_truth_id = 10; ground_truth_version = 1; status = $Status; results = $null } | ConvertTo-Json) }
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'The poll interval' {
    It 'is a second for a sandbox' {
        # Scale's default interval is a minute: the second poll would be after the timeout.
        $task = Get-ScaleTask task_sandbox_01 | Wait-EvalTask -Timeout 40 -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $task.IsFinal | Should -BeTrue
    }
}

Describe 'Waiting for everything at once' {
    BeforeAll {
        $work = @(
            Invoke-GalileoCodeScorerValidation $good
            Invoke-GalileoCodeScorerValidation $broken
            Invoke-GalileoCodeScorerValidation $good -LogStreamId $sandbox.LogStreamId -ScoreableNodeType trace, llm -Limit 20
            Invoke-GalileoCodeScorerValidation $broken -ExperimentId $sandbox.ExperimentId -Limit 2
            1..5 | Get-KolenaValidation @ours
            1..8 | ForEach-Object { "task_sandbox_0$_" } | Get-ScaleTask
            [GalileoEval.Scale.ScaleBatch]@{ BatchId = $sandbox.BatchId }
        )
        $ended = @($work | Wait-EvalTask -Timeout 120 -PollInterval 0.2 -ErrorVariable problems)
    }

    It 'writes each once' {
        $ended.Id | Sort-Object | Should -Be ($work.Id | Sort-Object)
        $ended | Should -HaveCount 18
    }

    It 'writes ended work, each in its own type, and no error for an unsuccessful end' {
        $ended.IsFinal | Sort-Object -Unique | Should -Be $true
        $problems | Should -BeNullOrEmpty
        ($ended | Group-Object { $_.GetType().Name } | Sort-Object Name).Name |
            Should -Be 'CodeScorerValidation', 'KolenaValidation', 'LogRecordValidation', 'ScaleBatch', 'ScaleTask'
    }

    It 'reports the state of each in the same vocabulary' {
        ($ended.Where({ $_ -is [GalileoEval.Kolena.KolenaValidation] }) | Sort-Object ValidationId).State |
            Should -Be 'Succeeded', 'Succeeded', 'Failed', 'Canceled', 'Succeeded'
        ($ended.Where({ $_ -is [GalileoEval.Scale.ScaleTask] }) | Sort-Object TaskId).State |
            Should -Be 'Succeeded', 'Succeeded', 'Succeeded', 'Failed', 'Succeeded', 'Canceled', 'Succeeded', 'Succeeded'
        $ended.Where({ $_ -is [GalileoEval.Scale.ScaleBatch] }).State | Should -Be 'Succeeded'
        foreach ($type in 'CodeScorerValidation', 'LogRecordValidation') {
            $validations = $ended.Where({ $_.GetType().Name -eq $type })
            $validations.Where({ $_.Path -eq $good }).State | Should -Be 'Succeeded' -Because $type
            $validations.Where({ $_.Path -eq $broken }).State | Should -Be 'Failed' -Because $type
        }
    }

    It 'keeps the properties that only the start returned' {
        $ended.Where({ $_ -is [GalileoEval.Galileo.CodeScorerValidation] }).Path | Sort-Object | Should -Be $broken, $good
        $records = $ended.Where({ $_ -is [GalileoEval.Galileo.LogRecordValidation] -and $_.Path -eq $good })
        $records.LogStreamId | Should -Be $sandbox.LogStreamId
        $records.ProjectId | Should -Be $sandbox.ProjectId
        $records.ScoredCount | Should -BeGreaterThan 0
    }

    It 'writes the complete results' {
        $scorers = $ended.Where({ $_ -is [GalileoEval.Galileo.CodeScorerValidation] })
        $scorers.Where({ $_.Path -eq $good }).TestScores.Score |
            Sort-Object -Unique | Should -Be 0.5
        $scorers.Where({ $_.Path -eq $broken }).ErrorMessage | Should -Match 'kwargs'
        $ended.Where({ $_.Id -eq 'task_sandbox_01' }).Threads | Should -Not -BeNullOrEmpty
        $ended.Where({ $_.Id -eq 'task_sandbox_04' }).Errors | Should -Not -BeNullOrEmpty
    }
}

Describe 'The order of the results' {
    It 'is that in which the work ends' {
        $server = Start-TestServer @(
            Get-KolenaPage ([ordered]@{ '1' = 'running'; '2' = 'running'; '3' = 'running' })
            Get-KolenaPage ([ordered]@{ '1' = 'running'; '2' = 'running'; '3' = 'success' })
            Get-KolenaPage ([ordered]@{ '1' = 'failed'; '2' = 'running'; '3' = 'success' })
            # A page would not save requests for the last one, so it is read individually.
            Get-KolenaResponse 'canceled' 2
        )
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            $seen = 1..3 | ForEach-Object { New-KolenaReference $_ } | Wait-EvalTask -Connection $connection -PollInterval 0.01 -Timeout 60
            $seen.ValidationId | Should -Be 3, 1, 2
            $seen.State | Should -Be 'Succeeded', 'Failed', 'Canceled'
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'writes ended work while the rest continues' {
        $work = (New-KolenaReference 5), (New-KolenaReference 1)
        $seen = $work | Wait-EvalTask -Connection $never -PollInterval 0.05 | Select-Object -First 1
        $seen.ValidationId | Should -Be 1
    }
}

Describe '-Timeout' {
    It 'is an error for each unfinished item, and keeps the ended ones' {
        $work = @(
            New-KolenaReference 3
            New-KolenaReference 5
            [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_paused_01' }
            [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_paused_02' }
        )
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $ended = @($work | Wait-EvalTask -Connection $never -Timeout 1 -PollInterval 0.3 -ErrorVariable problems -ErrorAction SilentlyContinue)
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.99
        $ended.Id | Should -Contain 3
        $ended.Id | Should -Contain 'task_paused_01'
        $ended | Should -HaveCount 2
        $problems | Should -HaveCount 2
        foreach ($problem in $problems) {
            $problem.FullyQualifiedErrorId | Should -Be "Timeout,$id"
            $problem.CategoryInfo.Category | Should -Be 'OperationTimeout'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Wait-EvalTask*'
        }

        $last = $problems[0].TargetObject
        $last | Should -BeOfType ([GalileoEval.Kolena.KolenaValidation])
        $last.ValidationId | Should -Be 5
        $last.Status | Should -Be 'running'
        $last.State | Should -Be 'Running'
        $problems[0].Exception.Message | Should -BeLike "Kolena:*agent 1, ground truth 10, validation 5*after 1 s*'running'*"
        $problems[1].TargetObject.TaskId | Should -Be 'task_paused_02'
        $problems[1].TargetObject.Status | Should -Be 'pending'
    }

    It '0 polls once' {
        $before = $slow.RequestCount
        $ended = @(1, 5 | ForEach-Object { New-KolenaReference $_ } |
                Wait-EvalTask -Connection $never -Timeout 0 -ErrorVariable problems -ErrorAction SilentlyContinue)
        $ended.ValidationId | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -Be "Timeout,$id"
        $problems.TargetObject.Status | Should -Be 'running'
        $slow.RequestCount - $before | Should -Be 1
    }

    It 'polls once before the first sleep and once at the deadline' {
        $before = $slow.RequestCount
        New-KolenaReference 5 | Wait-EvalTask -Connection $never -Timeout 1 -PollInterval 600 -ErrorAction SilentlyContinue
        $slow.RequestCount - $before | Should -Be 2
    }

    It 'has the alias TimeoutSec' {
        New-KolenaReference 5 | Wait-EvalTask -Connection $never -TimeoutSec 0 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be "Timeout,$id"
    }

    It 'cancels nothing: unfinished work can be waited for again' {
        $server = Start-TestServer (Get-KolenaResponse 'running' 5), (Get-KolenaResponse 'success' 5)
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            New-KolenaReference 5 | Wait-EvalTask -Timeout 0 -Connection $connection -ErrorVariable late -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty
            ($late.TargetObject | Wait-EvalTask -Timeout 60 -Connection $connection).State | Should -Be 'Succeeded'
            $server.Requests.Line | Should -BeLike 'GET *'
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'is a terminating error with -ErrorAction Stop, after ended work was written' {
        $problem = {
            1, 5 | ForEach-Object { New-KolenaReference $_ } |
                Wait-EvalTask -Connection $never -Timeout 0 -ErrorAction Stop -OutVariable script:written
        } | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -Be "Timeout,$id"
        $script:written.ValidationId | Should -Be 1
    }

    It 'rejects -2' {
        { New-KolenaReference 1 | Wait-EvalTask -Timeout -2 } | Should -Throw -ErrorId "ParameterArgumentValidationError,$id"
    }
}

Describe '-PollInterval' {
    It 'is the time between two polls' {
        $before = $slow.RequestCount
        New-KolenaReference 5 | Wait-EvalTask -Connection $never -Timeout 2 -PollInterval 0.5 -ErrorAction SilentlyContinue
        # Never more than one at the start, one after each interval and one at the deadline.
        $slow.RequestCount - $before | Should -BeIn 3, 4, 5
    }

    It 'rejects 0' {
        { New-KolenaReference 1 | Wait-EvalTask -PollInterval 0 } | Should -Throw -ErrorId "ParameterArgumentValidationError,$id"
    }
}

Describe '-Any' {
    It 'ends with the first item that ends, successful or not' {
        $seen = @(5, 3 | ForEach-Object { New-KolenaReference $_ } |
                Wait-EvalTask -Connection $never -Any -ErrorVariable problems)
        $seen.ValidationId | Should -Be 3
        $seen.State | Should -Be 'Failed'
        $problems | Should -BeNullOrEmpty
    }

    It 'sends no request if an item has already ended' {
        $before = $slow.RequestCount
        $final = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1; Status = 'success' }
        $seen = @((New-KolenaReference 5), $final, $final | Wait-EvalTask -Connection $never -Any)
        $seen | Should -HaveCount 1
        $slow.RequestCount | Should -Be $before
    }

    It 'has a timeout like any wait' {
        New-KolenaReference 5 | Wait-EvalTask -Connection $never -Any -Timeout 0 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be "Timeout,$id"
    }
}

Describe '-RequireSuccess' {
    It 'writes an error and the object for unsuccessful work' {
        $ended = @(1, 3, 4 | ForEach-Object { New-KolenaReference $_ } |
                Wait-EvalTask -RequireSuccess -ErrorVariable problems -ErrorAction SilentlyContinue)
        $ended.ValidationId | Sort-Object | Should -Be 1, 3, 4
        $problems | Should -HaveCount 2
        foreach ($problem in $problems) {
            $problem.FullyQualifiedErrorId | Should -Be "TaskFailed,$id"
            $problem.CategoryInfo.Category | Should -Be 'InvalidResult'
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            [object]::ReferenceEquals($problem.TargetObject, $ended.Where({ $_.Id -eq $problem.TargetObject.Id })[0]) | Should -BeTrue
        }

        ($problems.TargetObject | Sort-Object ValidationId).State | Should -Be 'Failed', 'Canceled'
        ($problems.Exception.Message | Sort-Object)[0] | Should -BeLike 'Kolena:*ended as*'
    }

    It 'ends the script with -ErrorAction Stop' {
        { New-KolenaReference 3 | Wait-EvalTask -RequireSuccess -ErrorAction Stop } | Should -Throw -ErrorId "TaskFailed,$id"
    }

    It 'reports the reason if the object has one' {
        $null = Invoke-GalileoCodeScorerValidation $broken |
            Wait-EvalTask -Timeout 60 -RequireSuccess -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be "TaskFailed,$id"
        $problems.Exception.Message | Should -BeLike 'Galileo:*ended as Failed*kwargs*'
    }

    It 'also checks work that had already ended' {
        [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_1'; Status = 'error' } |
            Wait-EvalTask -RequireSuccess -ErrorVariable problems -ErrorAction SilentlyContinue | Should -HaveCount 1
        $problems.FullyQualifiedErrorId | Should -Be "TaskFailed,$id"
    }
}

Describe 'Progress' {
    BeforeAll {
        $evil = 'run{0}[31mning{1}for a{2}ll' -f [char]27, "`r`n", [char]0x9b
        $server = Start-TestServer (Get-KolenaResponse $evil), (Get-KolenaResponse 'running'), (Get-KolenaResponse 'success')
        $connection = Connect-TestServer $server.BaseUri Kolena
        $shell = [powershell]::Create().AddScript({
                param($manifest, $connection)
                Import-Module $manifest
                [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 } |
                    Wait-EvalTask -Connection $connection -PollInterval 0.01 -Timeout 60
            }).AddArgument((Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')).AddArgument($connection)
        $output = $shell.Invoke()
        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Waiting for evaluations')
        $warnings = @($shell.Streams.Warning)
        $problems = @($shell.Streams.Error)
        $shell.Dispose()
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'is reported from the beginning to the end' {
        $problems | Should -BeNullOrEmpty
        $output.State | Should -Be 'Succeeded'
        $records[0].StatusDescription | Should -BeLike '0 of 1 ended (1 Unknown), 00:00:* elapsed, 00:0*:* left'
        $records[0].PercentComplete | Should -Be 0
        $records[-2].StatusDescription | Should -BeLike '1 of 1 ended (1 Succeeded)*'
        $records[-2].PercentComplete | Should -Be 100
        $records[-1].RecordType | Should -Be 'Completed'
        $records | Where-Object RecordType -EQ 'Completed' | Should -HaveCount 1
        $records.ActivityId | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'is one line without control characters for any message of the server' {
        foreach ($text in $records.Activity + $records.StatusDescription + $records.CurrentOperation + $warnings.Message) {
            $text | Should -Not -Match '[\x00-\x1f\x7f-\x9f]'
        }

        ($records.CurrentOperation -match 'ning for a').Count | Should -BeGreaterThan 0
    }

    It 'writes one warning for an unknown status' {
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike 'Kolena: the status*is unknown*'
    }
}

Describe 'Continuing after a restart' {
    BeforeAll {
        $started = @(
            Invoke-GalileoCodeScorerValidation $good
            Invoke-GalileoCodeScorerValidation $good -LogStreamId $sandbox.LogStreamId -Limit 2
            New-KolenaReference 1
            Get-ScaleTask task_sandbox_01 -Expand project, batch
            [GalileoEval.Scale.ScaleBatch]@{ BatchId = $sandbox.BatchId }
        )

        function Wait-Again($Row) {
            $ended = @($Row | Wait-EvalTask -Timeout 60 -PollInterval 0.1 -ErrorVariable problems)
            $problems | Should -BeNullOrEmpty
            $ended.Id | Sort-Object | Should -Be ($started.Id | Sort-Object)
            $ended.ForEach({ $_.GetType().Name }) | Sort-Object | Should -Be ($started.ForEach({ $_.GetType().Name }) | Sort-Object)
            $ended.IsFinal | Sort-Object -Unique | Should -Be $true
            $ended.Where({ $_.Service -eq 'Galileo' }).Path | Should -Be $good, $good
        }
    }

    It 'works with one CSV file for each type' {
        $rows = foreach ($type in $started | Group-Object { $_.GetType() }) {
            $file = Join-Path $TestDrive "$($type.Group[0].GetType().Name).csv"
            $type.Group | Export-Csv $file -NoTypeInformation
            Import-Csv $file
        }

        Wait-Again $rows
    }

    It 'works with one CSV file of all IDs' {
        $file = Join-Path $TestDrive 'all.csv'
        $started |
            Select-Object Service, TaskId, ProjectId, MetricsExperimentId, AgentId, GroundTruthId, ValidationId, BatchId, Path |
            Export-Csv $file -NoTypeInformation
        Wait-Again (Import-Csv $file)
    }

    It 'works with JSON' {
        Wait-Again (ConvertTo-Json $started -Depth 3 -WarningAction SilentlyContinue | ConvertFrom-Json)
    }

    It 'works with CLIXML' {
        $file = Join-Path $TestDrive 'all.clixml'
        $started | Export-Clixml $file
        Wait-Again (Import-Clixml $file)
    }

    It 'works with the output of a job' {
        $manifest = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'
        $job = Start-Job {
            Import-Module $using:manifest
            [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 2 }
        }
        $received = $job | Receive-Job -Wait -AutoRemoveJob
        $received.PSTypeNames[0] | Should -Be 'Deserialized.GalileoEval.Kolena.KolenaValidation'
        ($received | Wait-EvalTask -Timeout 60).Score | Should -Be 71.5
    }

    It 'polls a row with a final state, because it may be old' {
        $row = [pscustomobject]@{ Service = 'Kolena'; AgentId = '1'; GroundTruthId = '10'; ValidationId = '3'; Status = 'success'; IsFinal = 'True' }
        ($row | Wait-EvalTask).State | Should -Be 'Failed'
    }
}

Describe 'Work that can be waited for' {
    It '<Name>' -ForEach @(
        @{ Name = 'a hashtable'; Row = @{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 }; Id = 1 }
        @{ Name = 'an object without a service'; Row = [pscustomobject]@{ AgentId = '1'; GroundTruthId = '10'; ValidationId = '1' }; Id = 1 }
        @{ Name = 'an object with a service in small letters'; Row = [pscustomobject]@{ service = 'scale'; taskid = ' task_sandbox_01 ' }; Id = 'task_sandbox_01' }
        @{ Name = 'a task id that is no GUID is of Scale'; Row = [pscustomobject]@{ TaskId = 'task_sandbox_01' }; Id = 'task_sandbox_01' }
        @{ Name = 'a batch id'; Row = [pscustomobject]@{ BatchId = 'batch_sandbox' }; Id = 'batch_sandbox' }
        @{ Name = 'a task rather than the batch it is in'; Row = [pscustomobject]@{ BatchId = 'batch_sandbox'; TaskId = 'task_sandbox_02' }; Id = 'task_sandbox_02' }
    ) {
        ($Row | Wait-EvalTask -Timeout 60 -PollInterval 0.1).Id | Should -Be $Id
    }

    It 'IDs with -Service' {
        $started = Invoke-GalileoCodeScorerValidation $good
        ($started.TaskId | Wait-EvalTask -Service Galileo -Timeout 60).Id | Should -Be $started.TaskId
        ([guid]$started.TaskId | Wait-EvalTask -Service Galileo -Timeout 60).Id | Should -Be $started.TaskId
        ('task_sandbox_01', 'task_sandbox_02' | Wait-EvalTask -Service Scale -Timeout 60).TaskId | Sort-Object |
            Should -Be 'task_sandbox_01', 'task_sandbox_02'
        ([pscustomobject]@{ TaskId = $started.TaskId } | Wait-EvalTask -Service Galileo).Id | Should -Be $started.TaskId
    }

    It 'the service of an object before that of -Service' {
        ([pscustomobject]@{ Service = 'Scale'; TaskId = 'task_sandbox_01' } | Wait-EvalTask -Service Galileo -Timeout 60).Id |
            Should -Be 'task_sandbox_01'
    }

    It 'IDs as parameters' {
        $started = Invoke-GalileoCodeScorerValidation $good -LogStreamId $sandbox.LogStreamId -Limit 1
        (Wait-EvalTask -ProjectId $started.ProjectId -MetricsExperimentId $started.MetricsExperimentId -Timeout 60).Id | Should -Be $started.Id
        (Wait-EvalTask -AgentId 1 -GroundTruthId 10 -ValidationId 1, 2).ValidationId | Sort-Object | Should -Be 1, 2
        (Wait-EvalTask -TaskId task_sandbox_01 -Timeout 60).Id | Should -Be 'task_sandbox_01'
        (Wait-EvalTask -BatchId batch_sandbox -Timeout 60 -PollInterval 0.1).Id | Should -Be 'batch_sandbox'
        (Wait-EvalTask (New-KolenaReference 1), (New-KolenaReference 2)).ValidationId | Sort-Object | Should -Be 1, 2
    }
}

Describe 'Objects that cannot be waited for' {
    It 'is InvalidArgument, and names the missing part: <Name>' -ForEach @(
        @{ Name = 'a text'; Bad = 'task_1'; Parameter = @{}; Missing = '-Service' }
        @{ Name = 'a number'; Bad = 5; Parameter = @{}; Missing = '-Service' }
        @{ Name = 'a text for Kolena'; Bad = '5'; Parameter = @{ Service = 'Kolena' }; Missing = 'AgentId' }
        @{ Name = 'an object without ids'; Bad = [pscustomobject]@{ Name = 'x' }; Parameter = @{}; Missing = 'TaskId' }
        @{ Name = 'an object with an empty id'; Bad = [pscustomobject]@{ TaskId = ' ' }; Parameter = @{}; Missing = 'TaskId' }
        @{ Name = 'an object of Galileo without ids'; Bad = [pscustomobject]@{ Service = 'Galileo' }; Parameter = @{}; Missing = 'MetricsExperimentId' }
        @{ Name = 'an object of Kolena without an agent'; Bad = [pscustomobject]@{ GroundTruthId = 1; ValidationId = 2 }; Parameter = @{}; Missing = 'AgentId' }
        @{ Name = 'an object of Kolena without a number'; Bad = [pscustomobject]@{ AgentId = 'x'; GroundTruthId = 1; ValidationId = 2 }; Parameter = @{}; Missing = 'AgentId' }
        @{ Name = 'an object of Scale without ids'; Bad = [pscustomobject]@{ Service = 'Scale'; Name = 'x' }; Parameter = @{}; Missing = 'BatchId' }
        @{ Name = 'a file'; Bad = [IO.FileInfo]'scorer.py'; Parameter = @{}; Missing = 'TaskId' }
        @{ Name = 'null'; Bad = $null; Parameter = @{}; Missing = 'null' }
    ) {
        $before = $sandbox.RequestCount
        , $Bad | Wait-EvalTask @Parameter -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$id"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].Exception.Message + $problems[0].ErrorDetails.RecommendedAction | Should -BeLike "*$Missing*"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problems[0].TargetObject | Should -Be $Bad
        $sandbox.RequestCount | Should -Be $before
    }

    It 'does not keep the rest from being waited for' {
        $seen = @('what?', (New-KolenaReference 1), [pscustomobject]@{ Name = 'x' }, (New-KolenaReference 2) |
                Wait-EvalTask -ErrorVariable problems -ErrorAction SilentlyContinue)
        $seen.ValidationId | Sort-Object | Should -Be 1, 2
        $problems | Should -HaveCount 2
    }

    It 'is NotFound for an unknown ID only' {
        $row = [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 4711 }
        $work = (New-KolenaReference 1), $row, (New-KolenaReference 2), [pscustomobject]@{ TaskId = $guid }, [pscustomobject]@{ TaskId = 'task_unknown' },
        [pscustomobject]@{ BatchId = 'batch_unknown' }, [pscustomobject]@{ TaskId = 'task_sandbox_01' }
        $seen = @($work | Wait-EvalTask -Timeout 60 -PollInterval 0.1 -ErrorVariable problems -ErrorAction SilentlyContinue)
        $seen.Id | Sort-Object | Should -Be 1, 2, 'task_sandbox_01'
        $problems | Should -HaveCount 4
        $problems.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be "NotFound,$id"
        $problems.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'ObjectNotFound'
        $problems.TargetObject | Should -Contain $row
        $problems.TargetObject | ForEach-Object { $work -contains $_ | Should -BeTrue }
    }

    It 'is the ID itself for the error of -TaskId' {
        Wait-EvalTask -Service Scale -TaskId task_nope -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].TargetObject | Should -BeExactly 'task_nope'
    }

    It 'ends the cmdlet without a connection' {
        $result = Invoke-ModuleScript @'
            try {
                Wait-EvalTask -AgentId 1 -GroundTruthId 1 -ValidationId 1 -ErrorAction SilentlyContinue
            }
            catch {
                $_.FullyQualifiedErrorId
            }
'@ -Environment @{ KOLENA_API_KEY = $null; RESTRUCTURED_API_KEY = $null }
        $result.StdOut.Trim() | Should -Be "NoConnection,$id"
    }
}

Describe 'The number of requests' {
    It 'is 0 without input' {
        $before = $sandbox.RequestCount
        @() | Wait-EvalTask -RequireSuccess -Timeout 5 -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is 0 for final work' {
        $before = $sandbox.RequestCount
        $final = @(
            [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1; Status = 'canceled' }
            [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_1'; Status = 'completed' }
        )
        $seen = @($final | Wait-EvalTask)
        $seen.Id | Should -Be 1, 'task_1'
        [object]::ReferenceEquals($seen[1], $final[1]) | Should -BeTrue
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is 1 for the same work twice, which is written twice' {
        $before = $sandbox.RequestCount
        $seen = @((New-KolenaReference 1), (New-KolenaReference 1), [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 } | Wait-EvalTask)
        $seen.ValidationId | Should -Be 1, 1, 1
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'is 1 for the validations of one ground truth' {
        $before = $sandbox.RequestCount
        1..4 | ForEach-Object { New-KolenaReference $_ } | Wait-EvalTask | Should -HaveCount 4
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'is 1 for the tasks of one batch' {
        $tasks = 1..8 | ForEach-Object { [GalileoEval.Scale.ScaleTask]@{ TaskId = "task_sandbox_0$_"; BatchId = $sandbox.BatchId } }
        $null = $tasks | Wait-EvalTask -Timeout 60 -PollInterval 0.1
        $before = $sandbox.RequestCount
        $tasks | Wait-EvalTask | Should -HaveCount 8
        $sandbox.RequestCount - $before | Should -Be 1
    }
}

Describe 'Warnings' {
    It 'name the cmdlet that helps a batch which does not end on its own, once: <Batch>' -ForEach @(
        @{ Batch = 'batch_sandbox_staging'; Cmdlet = 'Complete-ScaleBatch' }
        @{ Batch = 'batch_sandbox_paused'; Cmdlet = 'Resume-ScaleBatch' }
    ) {
        Wait-EvalTask -BatchId $Batch -Timeout 0.5 -PollInterval 0.1 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "Scale:*$Batch*$Cmdlet*"
        $problems.FullyQualifiedErrorId | Should -Be "Timeout,$id"
    }
}

Describe 'Transient errors' {
    It 'does not end a wait: <Status>' -ForEach @{ Status = 500 }, @{ Status = 503 }, @{ Status = 429 } {
        $server = Start-TestServer (Get-KolenaResponse 'running'), @{ Status = $Status; Body = '{"detail":"not now"}' }, (Get-KolenaResponse 'success')
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            (New-KolenaReference 1 | Wait-EvalTask -Connection $connection -PollInterval 0.05 -Timeout 60).State | Should -Be 'Succeeded'
            $server.Requests | Should -HaveCount 3
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'ends it for that item when no later poll can succeed: <Status>' -ForEach @(
        @{ Status = 400; Condition = 'BadRequest' }
        @{ Status = 401; Condition = 'Unauthorized' }
        @{ Status = 402; Condition = 'PaymentRequired' }
        @{ Status = 403; Condition = 'Forbidden' }
        @{ Status = 422; Condition = 'ValidationError' }
    ) {
        $server = Start-TestServer (Get-KolenaResponse 'running'), @{ Status = $Status; Body = '{"detail":"never"}' }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            New-KolenaReference 1 | Wait-EvalTask -Connection $connection -PollInterval 0.05 -ErrorVariable problems -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty
            $problems.FullyQualifiedErrorId | Should -Be "$Condition,$id"
            $server.Requests | Should -HaveCount 2
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'is named when the time is over' {
        $server = Start-TestServer @{ Status = 503; Body = '{"detail":"closed for today"}' }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            New-KolenaReference 1 | Wait-EvalTask -Connection $connection -Timeout 0 -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems.FullyQualifiedErrorId | Should -Be "Timeout,$id"
            $problems.Exception.Message | Should -BeLike '*closed for today*'
            $problems.TargetObject.ValidationId | Should -Be 1
        }
        finally {
            Stop-TestServer $server
        }
    }
}

Describe 'An experiment' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
        $experiment = Get-GalileoExperiment prompt-v2 -Project prompt-lab
    }

    It 'is waited for until its metrics are final, after <_>' -ForEach 'nothing', 'Csv', 'Json', 'Clixml' {
        $given = if ($_ -eq 'nothing') { $experiment } else { $experiment | ConvertTo-RoundTrip $_ }
        $ended = $given | Wait-EvalTask -Timeout 60
        $ended | Should -BeOfType GalileoEval.Galileo.GalileoExperiment
        $ended.State | Should -Be 'Succeeded'
        $ended.IsFinal | Should -BeTrue
        $ended.Status | Should -Be 'success'
        $ended.ScoredCount | Should -Be 120
        $ended.Name | Should -Be 'prompt-v2'
    }

    It 'is not final after Get, but is after a wait' {
        $experiment.State | Should -Be 'Unknown'
        $experiment.IsFinal | Should -BeFalse
        $ended = $experiment | Wait-EvalTask -Timeout 60
        $before = $sandbox.RequestCount
        ($ended | Wait-EvalTask).State | Should -Be 'Succeeded'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'runs, and ends' {
        $key = New-TestSecret ([guid]::NewGuid())
        $running = Start-EvalSandbox -TaskDuration 6 -NoConnect -ApiKey $key -WarningAction SilentlyContinue
        try {
            $options = @{ BaseUri = $running.BaseUri; ApiKey = $key; Name = 'running'; NoProxy = $true; PassThru = $true }
            $connection = Connect-EvalService Galileo @options
            $started = Get-GalileoExperiment prompt-v3 -Project prompt-lab -Connection $connection
            "$($started.State)" | Should -BeIn 'Pending', 'Running', 'Unknown'
            $null = $started | Wait-EvalTask -Timeout 0 -Connection $connection -ErrorVariable late -ErrorAction SilentlyContinue
            $late[0].FullyQualifiedErrorId | Should -Be 'Timeout,GalileoEval.Commands.WaitEvalTaskCommand'
            $ended = $late.TargetObject | Wait-EvalTask -Timeout 60 -PollInterval 0.5 -Connection $connection
            $ended.State | Should -Be 'Succeeded'
            $ended.TraceCount | Should -Be 40
        }
        finally {
            Disconnect-EvalService -Name running -ErrorAction SilentlyContinue
            $running | Stop-EvalSandbox
        }
    }

    It 'is waited for by its IDs, and together with other work' {
        (Wait-EvalTask -ProjectId $experiment.ProjectId -ExperimentId $experiment.ExperimentId -Timeout 60).State | Should -Be 'Succeeded'
        $all = @(@($experiment; New-KolenaReference 1; Get-ScaleTask task_sandbox_01) | Wait-EvalTask -Timeout 60)
        $all.ForEach({ $_.GetType().Name }) | Sort-Object | Should -Be 'GalileoExperiment', 'KolenaValidation', 'ScaleTask'
        $table = $all | Format-Table | Out-String -Width 120
        $table | Should -Match "Galileo\s+$($experiment.ExperimentId).*Succeeded.*120 scores"
    }

    It 'without any score and scorer ends at once' {
        $ended = Get-GalileoExperiment baseline -Project support-bot | Wait-EvalTask -Timeout 60
        $ended.State | Should -Be 'Succeeded'
        $ended.ScoredCount | Should -Be 0
    }

    It 'is not identified by a row of its scores or metrics' {
        $row = Get-GalileoLogRecordScore -Experiment prompt-v2 -Project prompt-lab | Select-Object -First 1
        $metric = Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab | Select-Object -First 1
        foreach ($bad in $row, $metric) {
            $bad | Wait-EvalTask -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.WaitEvalTaskCommand'
        }
    }

    It 'is work in a gate, and in a report' {
        $ended = $experiment | Wait-EvalTask -Timeout 60
        $ended | Test-EvalGate (New-EvalGateRule * State -EqualTo Succeeded) | Should -BeTrue
        $ended | ConvertTo-RoundTrip Csv | Test-EvalGate (New-EvalGateRule * FailedCount -Maximum 0) | Should -BeTrue
        foreach ($given in $ended, ($ended | ConvertTo-RoundTrip Clixml)) {
            $report = $given | ConvertTo-EvalReport -Format Markdown
            $report | Should -Match 'Succeeded \| prompt-v2 \| .*\| 120 scores'
            $report | Should -Match 'Galileo experiments: average\\_correctness \| 1'
        }
    }
}
