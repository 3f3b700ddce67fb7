BeforeDiscovery {
    $levels = @(
        @{ Level = 'Thread'; Keys = 'summary', 'topic', 'strengths', 'workspace', 'sentiment' }
        @{ Level = 'Turn'; Keys = 'preference', 'preference_ties' }
        @{ Level = 'Message'; Keys = 'overall_quality', 'truthful', 'criterion_fix', 'rating_fix', 'overall_quality', 'rewrite', 'overall_quality', 'truthful', 'criterion_fix', 'rating_fix' }
        @{ Level = 'Chunk'; Keys = @('spans') }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $task = Get-ScaleTask task_sandbox_01 -Expand project, batch -Option annotation_details
    $rows = @($task | Select-ScaleAnnotation)
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Select-ScaleAnnotation' {
    It 'writes a row for every annotation' {
        $rows | Should -HaveCount 18
        $rows | Should -BeOfType GalileoEval.Scale.ScaleAnnotationRow
        $rows.AnnotationId | Sort-Object -Unique | Should -HaveCount 18
        $rows.Type | Sort-Object -Unique | Should -HaveCount 13
    }

    It 'writes the position of each' {
        foreach ($row in $rows) {
            $row.TaskId | Should -BeExactly 'task_sandbox_01'
            $row.ProjectName | Should -BeExactly 'Sandbox ratings'
            $row.BatchId | Should -BeExactly $sandbox.BatchId
            $row.BatchName | Should -BeExactly 'sandbox-ratings'
            $row.CompletedAt | Should -Be $task.CompletedAt
            $thread = $task.Threads[$row.ThreadIndex]
            $place = switch ($row.Level) {
                Thread { $thread }
                Turn { $thread.Turns[$row.TurnIndex] }
                Message { $thread.Turns[$row.TurnIndex].Messages[$row.MessageIndex] }
                Chunk { $thread.Turns[$row.TurnIndex].Messages[$row.MessageIndex].Content.Chunks[$row.ChunkIndex] }
            }
            $place.Annotations.Id | Should -Contain $row.AnnotationId
            $row.ThreadId | Should -BeExactly $thread.Id
            ($null -ne $row.Role) | Should -Be ($row.Level -in 'Message', 'Chunk')
        }
    }

    It 'has the value as text and as an object' {
        $rating = $rows.Where({ $_.Key -eq 'rating_fix' }, 'First')[0]
        $rating.Value | Should -BeOfType GalileoEval.Scale.ScaleRubricRating
        $rating.ValueText | Should -Match '^0 green'
        $rating.Justification | Should -BeExactly 'The steps are in order.'
        $quality = $rows.Where({ $_.Key -eq 'overall_quality' }, 'First')[0]
        $quality.Value | Should -BeOfType long
        $quality.ValueText | Should -BeExactly '3'
        $quality.Labels | Should -Contain 'Excellent'
        $quality.PossibleValues | Should -Be 1, 2, 3, 4, 5
    }

    It 'keeps -Level <Level>' -ForEach $levels {
        $kept = $task | Select-ScaleAnnotation -Level $Level
        $kept.Level | Sort-Object -Unique | Should -Be $Level
        $kept.Key | Select-Object -First $Keys.Count | Should -Be $Keys
    }

    It 'keeps keys and types by pattern' {
        ($task | Select-ScaleAnnotation truthful).Key | Should -Be 'truthful', 'truthful'
        ($task | Select-ScaleAnnotation -Key OVERALL*, sum*).Key | Sort-Object -Unique | Should -Be 'overall_quality', 'summary'
        ($task | Select-ScaleAnnotation -Type rubric_*).Type | Sort-Object -Unique | Should -Be 'rubric_criteria', 'rubric_rating'
        $task | Select-ScaleAnnotation nothing | Should -BeNullOrEmpty
    }

    It 'keeps roles by pattern' {
        ($task | Select-ScaleAnnotation -Role assist*).Level | Sort-Object -Unique | Should -Be Message, Chunk
        $task | Select-ScaleAnnotation -Role user | Should -BeNullOrEmpty
    }

    It 'warns once if annotations have no type' {
        'task_sandbox_03', 'task_sandbox_03' | Get-ScaleTask | Select-ScaleAnnotation -Type integer -WarningVariable warnings -WarningAction SilentlyContinue |
            Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match 'annotation_details'
        $null = $task | Select-ScaleAnnotation -Type integer -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'writes nothing for <_>, which has no threads' -ForEach 'task_sandbox_04', 'task_sandbox_07', 'task_paused_02' {
        Get-ScaleTask $_ | Select-ScaleAnnotation -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'writes rows as tasks arrive' {
        $script:taken = 0
        $tasks = Get-ScaleTask -BatchName sandbox-ratings -Status completed
        $tasks | ForEach-Object { $script:taken++; $_ } | Select-ScaleAnnotation | Select-Object -First 1 | Should -HaveCount 1
        $script:taken | Should -Be 1
    }

    It 'makes the whole report in one line and one request' {
        $before = $sandbox.RequestCount
        $file = Join-Path $TestDrive 'scores.csv'
        Get-ScaleTask -BatchName sandbox-ratings -Status completed | Select-ScaleAnnotation -Key overall_quality |
            Export-Csv $file -NoTypeInformation
        $sandbox.RequestCount | Should -Be ($before + 1)
        $scores = @(Import-Csv $file)
        $scores | Should -HaveCount 15
        $scores.Key | Sort-Object -Unique | Should -Be 'overall_quality'
        $scores[0].TaskId, $scores[0].Role, $scores[0].SourceId, $scores[0].Value | Should -Be 'task_sandbox_01', 'assistant', 'source_a', '3'
    }

    It 'shows no type name in CSV and no token anywhere' {
        $rows | Get-TypeNameCell | Should -BeNullOrEmpty
        $places = @(
            $rows | Format-List * -Force | Out-String
            $rows | Format-Table | Out-String
            $rows | ConvertTo-Csv | Out-String
            $rows.Value | Format-List * -Force | Out-String
            ConvertTo-Json $rows -Depth 20 -WarningAction SilentlyContinue
            [Management.Automation.PSSerializer]::Serialize($rows, 12)
        )
        $places[4] | Should -Match 'ws_task_sandbox_01'
        foreach ($place in $places) {
            $place | Should -Not -Match 'workspace_?token|do-not-show'
        }
    }

    It 'is a table of one line for each row in <_> columns' -ForEach 80, 120 {
        $lines = @((($rows | Format-Table | Out-String -Width $_) -split '\r?\n').Where({ $_.Contains('task_sandbox_01') }))
        $lines | Should -HaveCount 18
        ($lines | Measure-Object Length -Maximum).Maximum | Should -Not -BeGreaterThan $_
        $lines[0] | Should -Match 'Thread .*summary +A customer'
    }

    It 'returns rubric annotations with their place and titles' {
        $rubric = @(Get-ScaleTask task_sandbox_02 -Option annotation_details | Select-ScaleAnnotation -Level Rubric)
        $rubric | Should -HaveCount 8
        $rubric.Type | Sort-Object -Unique | Should -Be 'category', 'integer', 'rubric_rating'
        $rubric.Level | Sort-Object -Unique | Should -Be Rubric
        $rubric.RubricIndex | Sort-Object -Unique | Should -Be 0
        $rubric[0].CriterionTitle | Should -BeExactly 'Names the fix before the reason'
        $rubric[0].MessageIndex | Should -BeNullOrEmpty
        $rubric.Where({ $_.Key -eq 'rubric_confidence' }).SourceId | Should -Be 'source_a', 'source_b'
        $scores = $rubric.Where({ $_.Key -eq 'criterion_rating' })
        $scores.CriterionIndex | Should -Be 0, 1, 0, 1
        $scores.Value.Score | Should -Be 1, 0.5, 0, 1
        $scores[1].CriterionTitle | Should -BeExactly 'Is polite; uses no jargon'
        $rubric | ForEach-Object { $_.RubricTitle | Should -Match 'Names the fix before the reason' }
    }

    It 'names the contributor of the only submission' {
        $with = Get-ScaleTask task_sandbox_01 -Option submissions | Select-ScaleAnnotation
        $with.ContributorId | Sort-Object -Unique | Should -Be 'contributor_001'
        $rows.ContributorId | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'loses nothing of a list, a file or a workspace in CSV' {
        $csv = $rows | ConvertTo-Csv | ConvertFrom-Csv
        function Get-Cell([string] $Key) { $csv.Where({ $_.Key -eq $Key }, 'First')[0].Value }
        Get-Cell strengths | Should -BeExactly 'polite; complete'
        (Get-Cell preference_ties) | Should -BeExactly '[["source_a"],["source_b","source_c"]]'
        $file = Get-Cell rewrite | ConvertFrom-Json
        $file.name, $file.mime_type, $file.content | Should -Be 'rewrite.txt', 'text/plain', 'SG9sZCB0aGUgYnV0dG9uLg=='
        $workspace = Get-Cell workspace | ConvertFrom-Json
        $workspace.workspace_config.workspace_url | Should -BeExactly 'https://workspaces.example.com/task_sandbox_01'
        $workspace.workspace_config.PSObject.Properties.Name | Should -Not -Contain 'workspace_token'
        $workspace.output_files[0].file_name | Should -BeExactly 'answer.md'
    }

    It 'rejects objects other than tasks' {
        { 'task_sandbox_01' | Select-ScaleAnnotation -ErrorAction Stop } | Should -Throw
        { $task | Select-ScaleAnnotation -Level Word -ErrorAction Stop } | Should -Throw '*Thread, Turn, Message, Chunk, Rubric*'
    }

    It 'completes types and roles' {
        (TabExpansion2 'Select-ScaleAnnotation -Type rubric').CompletionMatches.CompletionText | Should -Be 'rubric_criteria', 'rubric_rating'
        (TabExpansion2 'Select-ScaleAnnotation -Role a').CompletionMatches.CompletionText | Should -Be 'assistant'
    }
}
