Describe 'Get-EvalSandbox' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-TestModule
        Stop-EvalSandbox
        $first = Start-EvalSandbox
        $second = Start-EvalSandbox -NoConnect
    }

    AfterAll {
        Stop-TestSandbox
    }

    It 'lists those that run, the oldest first' {
        Get-EvalSandbox | Should -Be $first, $second
        $first.Name | Should -Not -Be $second.Name
        $first.Port | Should -Not -Be $second.Port
    }

    It 'finds names and patterns of names' {
        Get-EvalSandbox $second.Name.ToUpper() | Should -Be $second
        Get-EvalSandbox 'sandbox*' | Should -Be $first, $second
        Get-EvalSandbox $second.Name, $first.Name | Should -Be $first, $second
        Get-EvalSandbox nobody -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'counts the requests of each' {
        $before = $first.RequestCount
        1..3 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10 | Should -HaveCount 3
        (Get-EvalSandbox $first.Name).RequestCount - $before | Should -Be 3
        $second.RequestCount | Should -Be 0
    }

    It 'writes no key' {
        ($first | Get-Member -MemberType Property).Name | Should -Be 'AgentId', 'BaseUri', 'BatchId', 'DatasetId', 'ExperimentId', 'Faults', 'GroundTruthId',
            'IsRunning', 'LogStreamId', 'Name', 'Port', 'ProjectId', 'PythonPath', 'RepeatedStartCount', 'RequestCount', 'ScaleProjectId',
            'Seed', 'StartCount', 'StartedAt'
    }

    It 'forgets one that was stopped' {
        $third = Start-EvalSandbox -NoConnect
        $third | Stop-EvalSandbox
        Get-EvalSandbox | Should -Be $first, $second
    }
}
