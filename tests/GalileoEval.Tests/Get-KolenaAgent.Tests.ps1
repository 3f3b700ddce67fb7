BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $source = 'GalileoEval.Commands.GetKolenaAgentCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-KolenaAgent' {
    It 'lists the agents' {
        $agents = Get-KolenaAgent
        $agents | Should -BeOfType GalileoEval.Kolena.KolenaAgent
        $agents.AgentId | Should -Be 1, 2
        $agents[0].RunCount | Should -Be 6
        $agents[0].CreatedAt | Should -Be ([datetime]::new(2025, 2, 3, 9, 15, 0, [DateTimeKind]::Utc))
        $agents[0].CreatedAt.Kind | Should -Be Utc
        $agents[0].Prompts.Name | Should -Be 'total_amount', 'due_date'
        $agents[0].Metadata['team'] | Should -Be 'finance'
        $agents[0] | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'finds <_>' -ForEach 'lease abstractor', 'LEASE*', '*abstr*' {
        (Get-KolenaAgent -Name $_).AgentId | Should -Be 2
    }

    It 'finds several names' {
        (Get-KolenaAgent 'lease*', 'invoice reader').AgentId | Should -Be 1, 2
    }

    It 'writes nothing for a pattern that nothing matches' {
        Get-KolenaAgent 'zebra*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'suggests the nearest names for an unknown name' {
        (Get-KolenaAgent 'invoice raeder', 'lease*' -ErrorAction SilentlyContinue -ErrorVariable failures).AgentId | Should -Be 2
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be 'invoice raeder'
        $failures[0].Exception.Message | Should -Match "The nearest names are 'Invoice reader'"
    }

    It 'gets agents by id, in the order of the input' {
        (2, 1 | Get-KolenaAgent).Name | Should -Be 'Lease abstractor', 'Invoice reader'
        (Get-KolenaAgent -AgentId 2).Name | Should -Be 'Lease abstractor'
        (Get-KolenaValidation 1 10 1 | Get-KolenaAgent).AgentId | Should -Be 1
    }

    It 'is one error for an unknown id' {
        (9, 1 | Get-KolenaAgent -ErrorAction SilentlyContinue -ErrorVariable failures).AgentId | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be 9
    }

    It 'rejects -AgentId 0 and sends nothing' {
        $before = $sandbox.RequestCount
        Get-KolenaAgent -AgentId 0 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe 'Completion of -AgentId' {
    It 'offers agents by id and by the beginning of the name in <_>' -ForEach @(
        'Get-KolenaAgent', 'Get-KolenaAgentRun', 'Get-KolenaValidation', 'Get-KolenaGroundTruth', 'New-KolenaGroundTruth',
        'Start-KolenaValidation', 'Wait-EvalTask'
    ) {
        (TabExpansion2 "$_ -AgentId ").CompletionMatches.CompletionText | Should -Be 1, 2
        $match = (TabExpansion2 "$_ -AgentId lea").CompletionMatches
        $match.CompletionText | Should -Be 2
        $match.ListItemText | Should -Be '2 Lease abstractor'
    }

    It 'sends one request' {
        $null = TabExpansion2 'Get-KolenaAgent -AgentId '
        $before = $sandbox.RequestCount
        $null = TabExpansion2 'Get-KolenaAgent -AgentId 1'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is silent when the service does not respond, and does not wait for long' {
        $result = Invoke-ModuleScript @'
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $key = ConvertTo-SecureString 'x' -AsPlainText -Force
            Connect-EvalService Kolena -ApiKey $key -BaseUri "http://localhost:$($listener.LocalEndpoint.Port)"
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $ours = (TabExpansion2 'Get-KolenaAgent -AgentId ').CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' })
            "$($ours.Count) $($Error.Count) $($clock.Elapsed.TotalSeconds -lt 10)"
'@
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut.Trim() | Should -Be '0 0 True'
    }

    It 'does not go by the culture where case does not count' {
        $result = Invoke-ModuleScript @'
            $null = Start-EvalSandbox
            [Threading.Thread]::CurrentThread.CurrentCulture = 'tr-TR'
            (Get-KolenaAgent 'INVOICE READER').AgentId
            @(Get-ScaleTask task_sandbox_01 | Select-ScaleMessage -Role ASSISTANT).Count -gt 0
'@
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut -split '\r?\n' | Where-Object { $_ } | Should -Be '1', 'True'
    }

    It 'is silent without a connection' {
        $result = Invoke-ModuleScript @'
            $ours = (TabExpansion2 'Get-KolenaAgent -AgentId ').CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' })
            "$($ours.Count) $($Error.Count)"
'@ -Environment @{ KOLENA_API_KEY = $null; RESTRUCTURED_API_KEY = $null }
        $result.StdOut.Trim() | Should -Be '0 0'
    }
}
