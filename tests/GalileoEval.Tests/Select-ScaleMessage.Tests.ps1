BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $task = Get-ScaleTask task_sandbox_01 -Option annotation_details, attachment_details, model_parameters
    $rows = @($task | Select-ScaleMessage)
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Select-ScaleMessage' {
    It 'writes a row for every message, in order' {
        $rows | Should -HaveCount 7
        $rows | Should -BeOfType GalileoEval.Scale.ScaleMessageRow
        $rows.Role | Should -Be system, user, assistant, assistant, user, function, assistant
        $rows.TurnIndex | Should -Be 0, 0, 0, 0, 1, 1, 1
        $rows.MessageIndex | Should -Be 0, 1, 2, 3, 0, 1, 2
        $rows.TurnId | Sort-Object -Unique | Should -Be 'turn_task_sandbox_01_1', 'turn_task_sandbox_01_2'
        $rows.TaskId | Sort-Object -Unique | Should -Be 'task_sandbox_01'
    }

    It 'has the text of each message' {
        $rows[1].Text | Should -BeExactly 'How do I reset my router?'
        $rows[1].Attachments[0].Name | Should -BeExactly 'photo.png'
        $rows[2].SourceId | Should -BeExactly 'source_a'
        $rows[2].Model | Should -BeExactly 'assistant-a'
        $rows[2].ModelParameters.TopK | Should -Be 4
        $rows[2].ReferenceTexts[0].Category | Should -BeExactly 'handbook'
        $rows[2].Reasoning[0].Content | Should -Match 'wants a fix'
        $rows[2].Chunks | Should -HaveCount 1
        $rows[2].Annotations.Key | Should -Contain 'overall_quality'
    }

    It 'keeps roles and sources by pattern' {
        ($task | Select-ScaleMessage assistant).SourceId | Should -Be source_a, source_b, source_a
        ($task | Select-ScaleMessage -Role sys*, FUNC*).Role | Should -Be system, function
        ($task | Select-ScaleMessage -SourceId source_[ab]).MessageIndex | Should -Be 2, 3, 2
        $task | Select-ScaleMessage -Role user -SourceId source_a | Should -BeNullOrEmpty
    }

    It 'writes nothing for <_>, which has no threads' -ForEach 'task_sandbox_04', 'task_sandbox_07', 'task_paused_02' {
        Get-ScaleTask $_ | Select-ScaleMessage -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'accepts several tasks' {
        (Get-ScaleTask -BatchName sandbox-ratings | Select-ScaleMessage user).TaskId | Sort-Object -Unique |
            Should -Be task_sandbox_01, task_sandbox_02, task_sandbox_03, task_sandbox_05, task_sandbox_08
        Select-ScaleMessage -InputObject $task, $task | Should -HaveCount 14
    }

    It 'shows no type name in CSV' {
        $rows | Get-TypeNameCell | Should -BeNullOrEmpty
    }
}
