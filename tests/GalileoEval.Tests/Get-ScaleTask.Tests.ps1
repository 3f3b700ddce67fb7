BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
    $sampleTasks = @(
        @{ Id = 'task_sandbox_01'; Status = 'completed'; State = 'Succeeded'; Threads = 1; Errors = 0; Reports = 0 }
        @{ Id = 'task_sandbox_04'; Status = 'error'; State = 'Failed'; Threads = 0; Errors = 1; Reports = 0 }
        @{ Id = 'task_sandbox_06'; Status = 'canceled'; State = 'Canceled'; Threads = 0; Errors = 0; Reports = 0 }
        @{ Id = 'task_sandbox_07'; Status = 'completed'; State = 'Succeeded'; Threads = 0; Errors = 0; Reports = 1 }
        @{ Id = 'task_paused_02'; Status = 'pending'; State = 'Pending'; Threads = 0; Errors = 0; Reports = 0 }
    )
    $annotationTypes = @(
        @{ Type = 'integer'; Key = 'overall_quality'; ValueType = 'System.Int64'; Text = '3' }
        @{ Type = 'boolean'; Key = 'truthful'; ValueType = 'System.Boolean'; Text = 'false' }
        @{ Type = 'text'; Key = 'summary'; ValueType = 'System.String'; Text = 'A customer got a complete answer.' }
        @{ Type = 'category'; Key = 'topic'; ValueType = 'System.String'; Text = 'billing' }
        @{ Type = 'category_multiple'; Key = 'strengths'; ValueType = 'GalileoEval.EvalList[string]'; Text = 'polite; complete' }
        @{ Type = 'file'; Key = 'rewrite'; ValueType = 'GalileoEval.EvalList[GalileoEval.Scale.ScaleAttachment]'; Text = 'rewrite.txt' }
        @{ Type = 'labeled_text'; Key = 'spans'; ValueType = 'GalileoEval.EvalList[GalileoEval.Scale.ScaleLabeledText]'; Text = $null }
        @{ Type = 'ranked_choices'; Key = 'preference'; ValueType = 'GalileoEval.EvalList[string]'; Text = 'source_a > source_b' }
        @{ Type = 'ranked_groups'; Key = 'preference_ties'; ValueType = $null; Text = 'source_a > source_b = source_c' }
        @{ Type = 'rubric_criteria'; Key = 'criterion_fix'; ValueType = 'GalileoEval.Scale.ScaleRubricCriteria'; Text = $null }
        @{ Type = 'rubric_rating'; Key = 'rating_fix'; ValueType = 'GalileoEval.Scale.ScaleRubricRating'; Text = $null }
        @{ Type = 'workspace_container'; Key = 'workspace'; ValueType = 'GalileoEval.Scale.ScaleWorkspace'; Text = 'ws_task_sandbox_01' }
    )
    $wrongIds = '', ' ', 'task one', 'a/b', '../projects', 'a?b', 'a#b', 'a%2fb', 'a\b', "a`nb"
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    # All work has ended, so the data do not change during the tests.
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetScaleTaskCommand'
    $options = 'annotation_details', 'attachment_details', 'model_parameters', 'submissions'

    function Get-EveryAnnotation {
        param([object] $Task)

        foreach ($thread in $Task.Threads) {
            $thread.Annotations
            foreach ($turn in $thread.Turns) {
                $turn.Annotations
                foreach ($message in $turn.Messages) {
                    $message.Annotations
                    $message.Content.Chunks.ForEach({ $_.Annotations })
                }
            }
        }
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-ScaleTask' {
    It 'reads <Id>, which is <Status>' -ForEach $sampleTasks {
        $task = Get-ScaleTask $Id
        $task | Should -BeOfType GalileoEval.Scale.ScaleTask
        $task.Service | Should -Be Scale
        $task.TaskId | Should -BeExactly $Id
        $task.Id | Should -BeExactly $Id
        $task.Status | Should -BeExactly $Status
        $task.State | Should -Be $State
        $task.IsFinal | Should -Be ($Status -ne 'pending')
        $task.CreatedAt.Kind | Should -Be Utc
        ($null -ne $task.CompletedAt) | Should -Be ($Status -eq 'completed')
        @($task.Threads) | Should -HaveCount $Threads
        @($task.Errors) | Should -HaveCount $Errors
        @($task.SensitiveContentReports) | Should -HaveCount $Reports
    }

    It 'says why a task failed' {
        $failed = (Get-ScaleTask task_sandbox_04).Errors[0]
        $failed.Type | Should -BeExactly 'UNSUPPORTED_LANGUAGE'
        $failed.Message | Should -BeExactly 'The specified language or locale is not supported'
    }

    It 'says why threads are withheld' {
        $report = (Get-ScaleTask task_sandbox_07).SensitiveContentReports[0]
        $report.Type | Should -BeExactly 'violence'
        $report.Message | Should -Match 'promotes violence'
    }

    It 'reads metadata by name' {
        $task = Get-ScaleTask task_sandbox_02
        $task.Metadata['customer_reference'] | Should -BeExactly 'ticket-1001'
        $task.Metadata['priority'] | Should -Be 1
    }

    It 'keeps the order of several ids' {
        $ids = 'task_sandbox_03', 'task_sandbox_01', 'task_paused_01'
        (Get-ScaleTask $ids).TaskId | Should -Be $ids
        ($ids | Get-ScaleTask).TaskId | Should -Be $ids
    }

    It 'keeps the order and repeats with -ThrottleLimit <_>' -ForEach 1, 3, 1000 {
        $ids = (1..8 + 8..1).ForEach({ "task_sandbox_0$_" })
        ($ids | Get-ScaleTask -ThrottleLimit $_).TaskId | Should -Be $ids
    }

    It 'accepts ids as properties of objects and hashtables' {
        [pscustomobject]@{ TaskId = 'task_sandbox_05'; Other = 1 } | Get-ScaleTask | ForEach-Object TaskId | Should -Be 'task_sandbox_05'
        @{ TaskId = 'task_sandbox_05' } | Get-ScaleTask | ForEach-Object TaskId | Should -Be 'task_sandbox_05'
        Get-ScaleTask -TaskId (Get-ScaleTask task_sandbox_05) | ForEach-Object TaskId | Should -Be 'task_sandbox_05'
    }

    It 'rejects objects of another service' {
        $before = $sandbox.RequestCount
        $other = [GalileoEval.Galileo.CodeScorerValidation]@{ TaskId = [guid]::NewGuid() }
        $other | Get-ScaleTask -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].Exception.Message | Should -Match 'belongs to Galileo'
        { Get-ScaleTask -TaskId $other } | Should -Throw '*belongs to Galileo*'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'stops cleanly behind Select-Object -First' {
        $before = $Error.Count
        $found = 1..8 * 100 | ForEach-Object { "task_sandbox_0$_" } | Get-ScaleTask -ThrottleLimit 4 | Select-Object -First 2
        $found.TaskId | Should -Be 'task_sandbox_01', 'task_sandbox_02'
        $Error.Count | Should -Be $before
        (Get-ScaleTask task_sandbox_03).TaskId | Should -Be 'task_sandbox_03'
    }
}

Describe '-Expand of Get-ScaleTask' {
    It 'returns project and batch as ids by default' {
        $task = Get-ScaleTask task_sandbox_01
        $task.ProjectId | Should -BeExactly $sandbox.ScaleProjectId
        $task.BatchId | Should -BeExactly $sandbox.BatchId
        $task.ProjectName | Should -BeNullOrEmpty
        $task.BatchName | Should -BeNullOrEmpty
        $task.Project | Should -BeNullOrEmpty
        $task.Batch | Should -BeNullOrEmpty
    }

    It 'brings the project' {
        $task = Get-ScaleTask task_sandbox_01 -Expand project
        $task.ProjectId | Should -BeExactly $sandbox.ScaleProjectId
        $task.ProjectName | Should -BeExactly 'Sandbox ratings'
        $task.Project.Types | Should -Be 'chat'
        $task.Project.Models | Should -Be 'assistant-a', 'assistant-b'
        $task.Project.CreatedAt.Kind | Should -Be Utc
        $task.Batch | Should -BeNullOrEmpty
        $task.BatchId | Should -BeExactly $sandbox.BatchId
    }

    It 'brings project and batch' {
        $task = Get-ScaleTask task_sandbox_01 -Expand project, batch
        $task.Project.ProjectId | Should -BeExactly $sandbox.ScaleProjectId
        $task.BatchName | Should -BeExactly 'sandbox-ratings'
        $task.Batch.BatchId | Should -BeExactly $sandbox.BatchId
        $task.Batch.State | Should -Be Succeeded
        $task.Batch.Metadata['origin'] | Should -BeExactly 'sandbox'
    }

    It 'sends unknown words, and the service rejects them' {
        Get-ScaleTask task_sandbox_01 -Expand universe -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "BadRequest,$source"
        $failures[0].TargetObject | Should -BeExactly 'task_sandbox_01'
    }
}

Describe '-Option of Get-ScaleTask' {
    BeforeAll {
        $bare = Get-ScaleTask task_sandbox_01
        $full = Get-ScaleTask task_sandbox_01 -Option $options
    }

    It 'annotation_details' {
        $with = Get-ScaleTask task_sandbox_01 -Option annotation_details
        $annotation = $with.Threads[0].Turns[0].Messages[2].Annotations[0]
        $annotation.Id | Should -Match '^an_task_sandbox_01_'
        $annotation.Type | Should -BeExactly 'integer'
        $annotation.Title | Should -BeExactly 'Overall quality'
        $annotation.Description | Should -Match '^Overall quality:'
        $annotation.Labels | Should -Be 'Unusable', 'Major issues', 'Minor issues', 'Good', 'Excellent'
        $annotation.Metadata['criteria'] | Should -BeExactly 'overall_quality'
        $annotation.PossibleValues | Should -Be 1, 2, 3, 4, 5

        $without = $bare.Threads[0].Turns[0].Messages[2].Annotations[0]
        $without.Key | Should -BeExactly 'overall_quality'
        $without.Value | Should -Be 3
        $without.Type | Should -BeExactly 'integer'
        $without.Id | Should -Be $annotation.Id
        $without.Title | Should -BeNullOrEmpty
        $unnamed = (Get-ScaleTask task_sandbox_03).Threads[0].Turns[0].Messages[2].Annotations[0]
        $unnamed.Type, $unnamed.Id | Should -Be $null, $null
    }

    It 'attachment_details' {
        $attachment = (Get-ScaleTask task_sandbox_01 -Option attachment_details).Threads[0].Turns[0].Messages[1].Content.Attachments[0]
        $attachment.MimeType | Should -BeExactly 'image/png'
        $attachment.Name | Should -BeExactly 'photo.png'
        $attachment.Url | Should -BeExactly 'https://files.example.com/photo.png'
        $attachment.FileSizeInBytes | Should -Be 48211
        $bare.Threads[0].Turns[0].Messages[1].Content.Attachments[0].Name | Should -BeNullOrEmpty
        $bare.Threads[0].Turns[0].Messages[1].Content.Attachments[0].ScaleUrl | Should -BeExactly 'https://files.example.com/scale/photo.png'
    }

    It 'model_parameters' {
        $parameters = (Get-ScaleTask task_sandbox_01 -Option model_parameters).Threads[0].Turns[0].Messages[2].ModelParameters
        $parameters.Model | Should -BeExactly 'assistant-a'
        $parameters.Temperature | Should -Be 0.7
        $parameters.MaxCompletionTokens | Should -Be 1000
        $parameters.TopP | Should -Be 0.9
        $parameters.TopK | Should -Be 4
        $bare.Threads[0].Turns[0].Messages[2].ModelParameters | Should -BeNullOrEmpty
    }

    It 'submissions' {
        $submission = (Get-ScaleTask task_sandbox_01 -Option submissions).Threads[0].Submissions[0]
        $submission.ContributorId | Should -BeExactly 'contributor_001'
        $submission.SubmittedAt.Kind | Should -Be Utc
        $bare.Threads[0].Submissions | Should -BeNullOrEmpty
    }

    It 'all of them' {
        $full.Threads[0].Submissions | Should -HaveCount 1
        $full.Threads[0].Turns[0].Messages[2].ModelParameters.Model | Should -BeExactly 'assistant-a'
        $full.Threads[0].Annotations[0].Type | Should -BeExactly 'text'
    }
}

Describe 'The threads of a Scale task' {
    BeforeAll {
        $task = Get-ScaleTask task_sandbox_01 -Option $options
        $annotations = @(Get-EveryAnnotation $task)
        # Requested without details: no annotation has a type.
        $bareAnnotations = @(Get-EveryAnnotation (Get-ScaleTask task_sandbox_03))
    }

    It 'have turns and messages in order' {
        $thread = $task.Threads[0]
        $thread.Id | Should -BeExactly 'thread_task_sandbox_01'
        $thread.Turns.Id | Should -Be 'turn_task_sandbox_01_1', 'turn_task_sandbox_01_2'
        $thread.Turns[0].Messages.Role | Should -Be 'system', 'user', 'assistant', 'assistant'
        $thread.Turns[1].Messages.Role | Should -Be 'user', 'function', 'assistant'
        $thread.Turns[0].Messages.SourceId | Should -Be 'source_prompt', 'source_user', 'source_a', 'source_b'
    }

    It 'have content: text, reference texts, chunks, reasoning' {
        $content = $task.Threads[0].Turns[0].Messages[2].Content
        $content.Text | Should -Match '^Hold the reset button'
        $content.ReferenceTexts[0].Content | Should -Match '^Section 4.2'
        $content.ReferenceTexts[0].Category | Should -BeExactly 'handbook'
        $content.ReferenceTexts[0].Url | Should -BeExactly 'https://handbook.example.com/4-2'
        $content.Chunks[0].Type | Should -BeExactly 'text'
        $content.Chunks[0].Text | Should -BeExactly $content.Text
        $content.Reasoning[0].Content | Should -Match 'wants a fix'
    }

    It 'have annotations of the type <Type>' -ForEach $annotationTypes {
        $annotation = $annotations.Where({ $_.Type -eq $Type }, 'First')[0]
        $annotation.Key | Should -BeExactly $Key
        if ($ValueType) {
            , $annotation.Value | Should -BeOfType ([type]$ValueType)
        }

        if ($Text) {
            $annotation.ValueText | Should -BeExactly $Text
        }

        $annotation.ValueText | Should -Not -BeNullOrEmpty
        $annotation.RawJson | Should -BeNullOrEmpty
    }

    It 'have the value of <Key> also where the service leaves its type out' -ForEach $annotationTypes {
        $annotation = $bareAnnotations.Where({ $_.Key -eq $Key }, 'First')[0]
        $annotation.Type | Should -BeNullOrEmpty
        $annotation.Value | Should -Not -BeNullOrEmpty
        $annotation.ValueText | Should -Not -BeNullOrEmpty
        $annotation.ValueText | Should -Not -Match 'System\.|GalileoEval\.'
    }

    It 'have structured values, by property' {
        $values = @{}
        $annotations.ForEach({ if (-not $values.ContainsKey($_.Type)) { $values[$_.Type] = $_.Value } })
        $values.file[0].Name | Should -BeExactly 'rewrite.txt'
        $values.file[0].MimeType | Should -BeExactly 'text/plain'
        $values.file[0].Content | Should -Not -BeNullOrEmpty
        $values.labeled_text[0].Label | Should -BeExactly 'instruction'
        $values.labeled_text[0].Text | Should -BeExactly 'Hold the reset button'
        $values.ranked_groups[1] | Should -Be 'source_b', 'source_c'
        $values.rubric_criteria.Weight | Should -Be 2
        $values.rubric_rating.Score | Should -Be 0
        $values.rubric_rating.Color | Should -BeExactly 'green'
        $values.rubric_rating.Justification | Should -BeExactly 'The steps are in order.'
        $values.workspace_container.WorkspaceConfig.WorkspaceUrl | Should -BeExactly 'https://workspaces.example.com/task_sandbox_01'
        $values.workspace_container.WorkspaceConfig.InactivityFreezeTime | Should -Be 900
        $values.workspace_container.OutputFiles[0].FileName | Should -BeExactly 'answer.md'
        $values.workspace_container.StdoutOutput.Content | Should -BeExactly '3 passed'
    }

    It 'keep an annotation of an unknown type' {
        $unknown = $annotations.Where({ $_.Type -eq 'sentiment_curve' })
        $unknown | Should -HaveCount 1
        $unknown[0].Value | Should -Be -0.4, 0.1, 0.8
        $unknown[0].ValueText | Should -BeExactly '-0.4; 0.1; 0.8'
        ($unknown[0].RawJson | ConvertFrom-Json).type | Should -BeExactly 'sentiment_curve'
    }

    It 'show no token of a workspace anywhere' {
        $places = @(
            $task | Format-List * -Force | Out-String
            $annotations | Format-List * -Force | Out-String
            $annotations.Value | Format-List * -Force | Out-String
            ConvertTo-Json $task -Depth 20 -WarningAction SilentlyContinue
            ConvertTo-Json $annotations -Depth 20 -WarningAction SilentlyContinue
            ConvertTo-Json $bareAnnotations -Depth 20 -WarningAction SilentlyContinue
            [Management.Automation.PSSerializer]::Serialize($task, 12)
            [Management.Automation.PSSerializer]::Serialize($bareAnnotations, 12)
            $annotations | ConvertTo-Csv | Out-String
            & { Get-ScaleTask task_sandbox_01 -Option $options -Verbose -Debug } *>&1 | Out-String
        )
        # The test reached the place of the token.
        $places[3] | Should -Match 'ws_task_sandbox_01'
        foreach ($place in $places) {
            $place | Should -Not -Match 'workspace_?token|do-not-show'
        }
    }
}

Describe 'Lists of Get-ScaleTask' {
    BeforeAll {
        $rated = (1..8).ForEach({ "task_sandbox_0$_" })
        $paused = 'task_paused_01', 'task_paused_02'
    }

    It 'are of a batch or a project, by id or by name: <Name>' -ForEach @(
        @{ Name = 'batch id'; Parameter = @{ BatchId = 'batch_sandbox' }; Count = 8 }
        @{ Name = 'batch name'; Parameter = @{ BatchName = 'sandbox-ratings' }; Count = 8 }
        @{ Name = 'project id'; Parameter = @{ ProjectId = 'project_sandbox' }; Count = 35 }
        @{ Name = 'project name'; Parameter = @{ ProjectName = 'Sandbox ratings' }; Count = 35 }
        @{ Name = 'both names'; Parameter = @{ ProjectName = 'Sandbox ratings'; BatchName = 'sandbox-paused' }; Count = 2 }
        @{ Name = 'delivery id'; Parameter = @{ DeliveryId = 'delivery_sandbox' }; Count = 1 }
        @{ Name = 'delivery name'; Parameter = @{ DeliveryName = 'first-week' }; Count = 1 }
    ) {
        $before = $sandbox.RequestCount
        $tasks = @(Get-ScaleTask @Parameter)
        $tasks | Should -HaveCount $Count
        $tasks | Should -BeOfType GalileoEval.Scale.ScaleTask
        $sandbox.RequestCount | Should -Be ($before + 1)
    }

    It 'have filters' {
        (Get-ScaleTask -BatchName sandbox-ratings -Status completed).TaskId | Should -Be $rated[0, 1, 2, 4, 6, 7]
        (Get-ScaleTask -ProjectId project_sandbox -Status pending).TaskId | Should -Be 'task_staging_01', 'task_paused_02'
        $early = Get-ScaleTask -ProjectId project_sandbox -CompletedBefore (Get-Date).AddDays(-1)
        $early.BatchId | Sort-Object -Unique | Should -Be 'batch_sandbox_agreement', 'batch_sandbox_paused'
        $early | Should -HaveCount 25
        Get-ScaleTask -ProjectId project_sandbox -CompletedAfter (Get-Date).AddDays(-1) | Should -HaveCount 6
        Get-ScaleTask -BatchId batch_sandbox -CompletedAfter (Get-Date).AddDays(1) -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'have -Expand and -Option' {
        $task = Get-ScaleTask -BatchName sandbox-ratings -First 1 -Expand project, batch -Option annotation_details
        $task.ProjectName, $task.BatchName | Should -Be 'Sandbox ratings', 'sandbox-ratings'
        $task.Threads[0].Annotations[0].Type | Should -BeExactly 'text'
    }

    It 'end after -First' {
        (Get-ScaleTask -BatchName sandbox-ratings -First 3).TaskId | Should -Be $rated[0..2]
        Get-ScaleTask -BatchName sandbox-ratings -First 300 | Should -HaveCount 8
    }

    It 'are of the batches, projects and deliveries that are piped in' {
        (Get-ScaleBatch batch_sandbox_paused | Get-ScaleTask).TaskId | Should -Be $paused
        Get-ScaleProject | Get-ScaleTask | Should -HaveCount 35
        (Get-ScaleBatch | Get-ScaleTask -First 1).TaskId | Should -Be 'task_sandbox_01', 'task_staging_01', 'task_paused_01', 'task_agreement_01'
        (Get-ScaleDelivery | Get-ScaleTask).TaskId | Should -Be 'task_paused_01'
        ([pscustomobject]@{ BatchId = 'batch_sandbox_paused'; Note = 1 } | Get-ScaleTask -Status pending).TaskId | Should -Be 'task_paused_02'
    }

    It 'do not stand in the way of ids' {
        $row = [pscustomobject]@{ TaskId = 'task_sandbox_01'; BatchId = 'batch_sandbox_paused'; ProjectId = 'project_sandbox' }
        ($row | Get-ScaleTask).TaskId | Should -Be 'task_sandbox_01'
    }

    It 'name the nearest for an unknown <Kind>' -ForEach @(
        @{ Kind = 'batch'; Parameter = @{ BatchName = 'sandbox-rating' }; Nearest = 'sandbox-ratings' }
        @{ Kind = 'project'; Parameter = @{ ProjectName = 'Sandbox' }; Nearest = 'Sandbox ratings' }
        @{ Kind = 'delivery'; Parameter = @{ DeliveryName = 'first-weak' }; Nearest = 'first-week' }
    ) {
        Get-ScaleTask @Parameter -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failures[0].TargetObject | Should -BeExactly @($Parameter.Values)[0]
        $failures[0].Exception.Message | Should -Match "no $Kind '$(@($Parameter.Values)[0])'\. The nearest names are '$Nearest'"
    }

    It 'are rejected before anything is sent: <Why>' -ForEach @(
        @{ Why = 'no project and no batch'; Parameter = @{ Status = 'completed' } }
        @{ Why = 'an id that cannot be one'; Parameter = @{ BatchId = 'a/b' } }
        @{ Why = 'an empty name'; Parameter = @{ BatchName = ' ' } }
        @{ Why = 'times that leave nothing'; Parameter = @{ BatchId = 'b'; CompletedAfter = '2026-02-01'; CompletedBefore = '2026-01-01' } }
        @{ Why = 'a filter that deliveries lack'; Parameter = @{ DeliveryId = 'd'; Status = 'completed' } }
    ) {
        $before = $sandbox.RequestCount
        Get-ScaleTask @Parameter -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'do not go together with ids' {
        { Get-ScaleTask task_sandbox_01 -BatchId batch_sandbox } | Should -Throw -ErrorId "PositionalParameterNotFound,$source"
        { Get-ScaleTask -BatchId batch_sandbox -First 0 } | Should -Throw
    }

    It 'complete names and states' {
        (TabExpansion2 'Get-ScaleTask -BatchName sandbox-r').CompletionMatches.CompletionText | Should -Be 'sandbox-ratings'
        (TabExpansion2 'Get-ScaleTask -ProjectName ').CompletionMatches.CompletionText | Should -Be "'Sandbox ratings'"
        (TabExpansion2 'Get-ScaleTask -DeliveryName ').CompletionMatches.CompletionText | Should -Be 'first-week'
        (TabExpansion2 'Get-ScaleTask -Status c').CompletionMatches.CompletionText | Should -Be canceled, completed
    }
}

Describe 'Errors of Get-ScaleTask' {
    It 'rejects the id <_> and sends nothing' -ForEach $wrongIds.Where({ $_.Trim() }) {
        $before = $sandbox.RequestCount
        Get-ScaleTask $_ -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failures[0].TargetObject | Should -BeExactly $_
        $sandbox.RequestCount | Should -Be $before
    }

    It 'rejects an empty id and sends nothing' {
        $before = $sandbox.RequestCount
        { Get-ScaleTask '' -ErrorAction Stop } | Should -Throw
        { Get-ScaleTask ' ' -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
        { Get-ScaleTask $null -ErrorAction Stop } | Should -Throw
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is one error for each unknown id, in its place' {
        $mixed = & { 'task_sandbox_01', 'task_none', 'a/b', 'task_sandbox_03', 'task_gone' | Get-ScaleTask } 2>&1
        $mixed.ForEach({ $_.GetType().Name }) | Should -Be ScaleTask, ErrorRecord, ErrorRecord, ScaleTask, ErrorRecord
        $mixed[1, 2, 4].FullyQualifiedErrorId | Should -Be "NotFound,$source", "InvalidArgument,$source", "NotFound,$source"
        $mixed[1, 2, 4].TargetObject | Should -Be 'task_none', 'a/b', 'task_gone'
        $mixed[1].CategoryInfo.Category | Should -Be ObjectNotFound
        $mixed[1].Exception.Message | Should -Match 'Scale.*404.*Task task_none not found'
    }

    It 'ends the pipeline with -ErrorAction Stop' {
        $written = [Collections.Generic.List[object]]::new()
        { 'task_sandbox_01', 'task_none', 'task_sandbox_03' | Get-ScaleTask -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
            Should -Throw -ErrorId "NotFound,$source"
        $written.TaskId | Should -Be 'task_sandbox_01'
    }
}

Describe 'Responses of Scale that the sandbox does not send' {
    BeforeAll {
        $server = Start-TestServer -Map @{}
        $connection = Connect-TestServer $server.BaseUri Scale
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'sends lists by repeating the key' {
        $null = Get-ScaleTask task_1 -Expand project, batch -Option annotation_details, model_parameters -Connection $connection -ErrorAction SilentlyContinue
        $server.Requests[-1].Line |
            Should -BeExactly 'GET /v2/task?task_id=task_1&expand=project&expand=batch&opts=annotation_details&opts=model_parameters'
    }

    It 'reads a task like the one of the documentation' {
        $annotation = '{"id": "an_1", "key": "formatting", "type": "<string>", "title": "Response Formatting", "labels": ["Major Issues"], "metadata": {"criteria": "overall_quality"}, "value": 3, "possible_values": [[1, 2, 3]]}'
        $server.Map['GET /v2/task?task_id=task_abc123'] = (@'
            {"task_id": "task_abc123", "project": "project_abc123", "status": "pending", "created_at": "2023-11-07T05:31:56Z",
             "batch": "batch_abc123", "completed_at": "2023-11-07T05:31:56Z", "metadata": {},
             "threads": [{"id": "thread_abc123", "annotations": [A], "turns": [{"id": "turn_abc123", "annotations": [A], "messages": [{
               "role": "system", "source_id": "source_abc123", "annotations": [A],
               "content": {"text": "<string>", "reference_texts": [{"content": "<string>", "category": "<string>", "url": "<string>"}],
                 "attachments": [{"content": "aSDinaTvuI8gbWludGxpZnk=", "mime_type": "text/plain", "scale_url": "<string>", "url": "<string>", "name": "<string>"}],
                 "chunks": [{"type": "<string>", "annotations": [A], "text": "<string>"}], "reasoning": [{"content": "<string>"}]},
               "model_parameters": {"model": "my-model-123", "temperature": 0.9, "max_completion_tokens": 1000, "top_p": 0.9, "top_k": 4}}]}]}],
             "errors": [{"type": "UNSUPPORTED_LANGUAGE", "message": "The specified language or locale is not supported"}],
             "sensitive_content_reports": [{"type": "violence", "message": "The prompt in the task promotes violence."}]}
'@).Replace('[A]', "[$annotation]")
        $task = Get-ScaleTask task_abc123 -Connection $connection
        $task.State | Should -Be Pending
        $task.CreatedAt | Should -Be ([datetime]::SpecifyKind('2023-11-07T05:31:56', 'Utc'))
        $task.Threads[0].Turns[0].Messages[0].Content.Attachments[0].MimeType | Should -BeExactly 'text/plain'
        $task.Threads[0].Turns[0].Messages[0].Content.Chunks[0].Annotations[0].Value | Should -Be 3
        $task.Threads[0].Annotations[0].PossibleValues | Should -Be 1, 2, 3
        $task.Errors[0].Type | Should -BeExactly 'UNSUPPORTED_LANGUAGE'
        $task.SensitiveContentReports[0].Type | Should -BeExactly 'violence'
        $task | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'reads the status <Status> as <State>' -ForEach @(
        @{ Status = 'deleted'; State = 'Canceled' }
        @{ Status = 'cancelled'; State = 'Canceled' }
        @{ Status = 'in_review'; State = 'Unknown' }
    ) {
        $server.Map['GET /v2/task?task_id=task_2'] = '{"task_id": "task_2", "project": "p", "status": "%", "created_at": "2023-11-07T05:31:56Z"}'.Replace('%', $Status)
        $task = Get-ScaleTask task_2 -Connection $connection
        $task.Status | Should -BeExactly $Status
        $task.State | Should -Be $State
        $task.BatchId | Should -BeNullOrEmpty
        $task.Threads | Should -BeNullOrEmpty
    }

    It 'keeps fields that it does not know as JSON' {
        $server.Map['GET /v2/task?task_id=task_3'] = '{"task_id": "task_3", "project": {"id": "p", "name": "P", "colour": "red"}, "status": "pending", "created_at": "2023-11-07T05:31:56Z", "reviewers": ["a"]}'
        $task = Get-ScaleTask task_3 -Connection $connection
        $task.ProjectName | Should -BeExactly 'P'
        ($task.AdditionalJson | ConvertFrom-Json).reviewers | Should -Be 'a'
        ($task.Project.AdditionalJson | ConvertFrom-Json).colour | Should -Be 'red'
    }

    It 'reads pages when they are needed' {
        $page = '{"tasks": [{"task_id": "%1", "project": "p", "status": "pending", "created_at": "2023-11-07T05:31:56Z"}, {"task_id": "%2", "project": "p", "status": "pending", "created_at": "2023-11-07T05:31:56Z"}], "next_token": "#"}'
        $server.Map['GET /v2/tasks?batch_name=b%201&status=pending&completed_after=2026-01-02T03%3A04%3A05Z&limit=100'] = $page.Replace('%', 'a').Replace('#', 'n/1')
        $server.Map['GET /v2/tasks?batch_name=b%201&status=pending&completed_after=2026-01-02T03%3A04%3A05Z&limit=100&next_token=n%2F1'] = $page.Replace('%', 'b').Replace('"#"', 'null')
        $server.Map['GET /v2/tasks?batch_name=b%201&limit=1'] = $page.Replace('%', 'a').Replace('#', 'n')
        $query = @{ BatchName = 'b 1'; Status = 'pending'; CompletedAfter = '2026-01-02T03:04:05'; Connection = $connection }
        (Get-ScaleTask @query).TaskId | Should -Be a1, a2, b1, b2
        $before = $server.Requests.Count
        (Get-ScaleTask @query | Select-Object -First 2).TaskId | Should -Be a1, a2
        $server.Requests.Count | Should -Be ($before + 1)
        (Get-ScaleTask -BatchName 'b 1' -First 1 -Connection $connection).TaskId | Should -Be a1
        $server.Requests.Count | Should -Be ($before + 2)
    }

    It 'distinguishes an empty list from an unknown name' {
        $server.Map['GET /v2/tasks?batch_name=known&limit=100'] = '{"tasks": []}'
        $server.Map['GET /v2/batch?batch_name=known'] = '{"id": "b", "name": "known", "project": "p", "status": "staging", "created_at": "2024-01-01T00:00:00Z", "metadata": {}}'
        $server.Map['GET /v2/tasks?batch_name=knwon&limit=100'] = '{"tasks": []}'
        $server.Map['GET /v2/batches?limit=100'] = '{"batches": [{"id": "b", "name": "known", "project": "p", "status": "staging", "created_at": "2024-01-01T00:00:00Z", "metadata": {}}]}'
        Get-ScaleTask -BatchName known -Connection $connection -ErrorAction Stop | Should -BeNullOrEmpty
        { Get-ScaleTask -BatchName knwon -Connection $connection -ErrorAction Stop } | Should -Throw "*no batch 'knwon'. The nearest names are 'known'." -ErrorId "NotFound,$source"
    }

    It 'is an error for an unreadable response: <_>' -ForEach '{}', '[]', '<html>' {
        $server.Map['GET /v2/task?task_id=task_4'] = $_
        Get-ScaleTask task_4 -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidResponse,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidData
    }
}

Describe 'A Scale task that left the session' {
    BeforeAll {
        $tasks = @('task_sandbox_01', 'task_sandbox_04', 'task_sandbox_06', 'task_sandbox_07', 'task_paused_02' |
                Get-ScaleTask -Expand project, batch -Option $options)
    }

    It 'shows no type name in CSV, nor does any part of it' {
        $tasks | Get-TypeNameCell | Should -BeNullOrEmpty
        $thread = $tasks[0].Threads[0]
        $parts = @($tasks.Project) + $tasks.Batch + $thread + $thread.Submissions + $thread.Turns + $thread.Turns.Messages + $thread.Turns.Messages.Content +
            $thread.Turns.Messages.ModelParameters + $thread.Turns.Messages.Content.ReferenceTexts + $thread.Turns.Messages.Content.Attachments +
            $thread.Turns.Messages.Content.Chunks + $thread.Turns.Messages.Content.Reasoning + $tasks.Errors + $tasks.SensitiveContentReports +
            (Get-EveryAnnotation $tasks[0]) + $thread.Annotations[3].Value + $thread.Annotations[3].Value.WorkspaceConfig + $thread.Annotations[3].Value.OutputFiles
        $parts = $parts.Where({ $null -ne $_ })
        # The test found a part of every type.
        $parts.ForEach({ $_.GetType().Name }) | Sort-Object -Unique | Should -HaveCount 18
        $parts | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'keeps id, Status and State in <_>, and is found again' -ForEach $ways {
        $copies = @($tasks | ConvertTo-RoundTrip $_)
        $copies.TaskId | Should -Be $tasks.TaskId
        $copies.Status | Should -Be $tasks.Status
        $copies.State.ForEach({ [GalileoEval.EvalState]$_ }) | Should -Be $tasks.State
        ($copies | Get-ScaleTask).TaskId | Should -Be $tasks.TaskId
    }

    It 'is found again from the output of a job' {
        $copies = ConvertTo-JobOutput $tasks
        $copies[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.GalileoEval.Scale.ScaleTask'
        ($copies | Get-ScaleTask).TaskId | Should -Be $tasks.TaskId
    }
}
