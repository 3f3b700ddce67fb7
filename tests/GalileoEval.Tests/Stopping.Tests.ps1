# Leaked resources after commands are stopped and the module is removed. tests/Benchmarks measures the duration.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force
}

Describe 'A command that is stopped' {
    BeforeAll {
        $script = Join-Path (Get-RepositoryRoot) 'tests/Benchmarks/Stopping.ps1'
        $module = Join-Path (Get-TestModuleFolder) GalileoEval.psd1
        $child = Invoke-PowerShellScript -TimeoutSec 300 @"
            & {
                & '$script' -Rounds 12 -Module '$module' -State Connecting, Handshake, Headers, Body, Upload, Login, Backoff, Limiter, PollSleep
                & '$script' -Rounds 60 -Module '$module' -State First
            } | ConvertTo-Json
"@
        $states = if ($child.StdOut) { $child.StdOut | ConvertFrom-Json }
    }

    It 'ends in every state, and long before its time' {
        $child.StdErr | Should -BeNullOrEmpty
        $states.State | Should -Be 'Connecting', 'Handshake', 'Headers', 'Body', 'Upload', 'Login', 'Backoff', 'Limiter', 'PollSleep', 'First'
        # Each would run for a minute or more.
        $states.Maximum | ForEach-Object { $_ | Should -BeLessThan 20000 }
    }

    It 'leaves no thread, no connection and no file: <_>' -ForEach 'Connecting', 'Handshake', 'Headers', 'Body', 'Upload', 'Login', 'Backoff',
    'Limiter', 'PollSleep', 'First' {
        $state = $states | Where-Object State -EQ $_
        # The pools of the process may hold a few more, and after First up to 16 connections with both their ends; a leak would
        # leave one a round.
        $state.Threads | Should -BeLessThan 8
        $state.Sockets | Should -BeLessThan $(if ($_ -eq 'First') { 40 } else { 6 })
        $state.Files | Should -BeLessOrEqual 0
    }
}

Describe 'The module' {
    It 'does not grow when it is imported, used and removed again and again' {
        $module = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'
        $result = Invoke-PowerShellScript @"
            `$ErrorActionPreference = 'Stop'
            function Get-Holding {
                foreach (`$try in 1..3) { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
                `$process = Get-Process -Id `$PID
                [pscustomobject]@{
                    Threads = `$process.Threads.Count
                    Sockets = @(Get-ChildItem /proc/self/fd -ErrorAction Ignore | Where-Object { "`$(`$_.LinkTarget)" -like '*socket:*' }).Count
                    Assemblies = [AppDomain]::CurrentDomain.GetAssemblies().Count
                    Memory = [GC]::GetTotalMemory(`$true)
                }
            }
            foreach (`$round in 1..50) {
                Import-Module '$module'
                `$sandbox = Start-EvalSandbox -TaskDuration 0 -WarningAction SilentlyContinue
                `$null = 1..3 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10
                `$null = Get-ScaleTask task_sandbox_01 | Wait-EvalTask
                if (`$round % 2) { Stop-EvalSandbox }
                Remove-Module GalileoEval
                if (`$round -eq 10) { `$before = Get-Holding }
            }
            `$after = Get-Holding
            [pscustomobject]@{
                Threads = `$after.Threads - `$before.Threads
                Sockets = `$after.Sockets - `$before.Sockets
                Assemblies = `$after.Assemblies - `$before.Assemblies
                Memory = `$after.Memory - `$before.Memory
            } | ConvertTo-Json
"@ -TimeoutSec 300
        $result.StdErr | Should -BeNullOrEmpty
        $grown = $result.StdOut | ConvertFrom-Json
        $grown.Threads | Should -BeLessThan 8
        $grown.Sockets | Should -BeLessThan 6
        $grown.Assemblies | Should -BeLessThan 3
        # 40 rounds more: a connection or a sandbox that stays would be far larger.
        $grown.Memory | Should -BeLessThan 4MB
    }
}
