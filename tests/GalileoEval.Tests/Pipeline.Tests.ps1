BeforeDiscovery {
    $hasParallel = $PSVersionTable.PSVersion.Major -ge 7
    $hasThreadJob = [bool](Get-Command Start-ThreadJob -ErrorAction SilentlyContinue)
    $hasSignals = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $manifest = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'
    $ours = @{ AgentId = $sandbox.AgentId; GroundTruthId = $sandbox.GroundTruthId }

    # A script in a separate runspace of this process, as behind every prompt.
    function Start-Pipeline([string] $Script, [object[]] $Argument = @()) {
        $shell = [powershell]::Create().AddScript("Import-Module '$manifest'; " + $Script)
        $Argument | ForEach-Object { $null = $shell.AddArgument($_) }
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $inputs = [Management.Automation.PSDataCollection[psobject]]::new()
        $inputs.Complete()
        $begin = [powershell].GetMethods().Where({
                $_.Name -eq 'BeginInvoke' -and $_.IsGenericMethod -and $_.GetParameters().Count -eq 2 })[0]
        $handle = $begin.MakeGenericMethod([psobject], [psobject]).Invoke($shell, @($inputs, $output))
        [pscustomobject]@{ Shell = $shell; Output = $output; Handle = $handle }
    }

    # Stops it as Ctrl+C does; returns the seconds that it took.
    function Stop-Pipeline($Pipeline) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $Pipeline.Shell.Stop()
        $clock.Elapsed.TotalSeconds
        $Pipeline.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $Pipeline.Shell.Dispose()
    }

    # No new requests are sent. A request in progress may still be counted.
    function Assert-Quiet($Sandbox) {
        $before = $Sandbox.RequestCount
        1..20 | ForEach-Object { $null = Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1 }
        $Sandbox.RequestCount - $before | Should -BeIn 20, 21
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Requests for ids from the pipeline' {
    It 'are written in the order of the input, whatever the order of the responses' {
        # The first responses are held until all requests have arrived.
        $server = Start-TestServer {
            param($request)
            $number = [int]($request.Path -split '/')[-1]
            @{ Body = '{"id":' + $number + ',"ground_truth_version":1,"status":"running"}'; HoldUntil = $(if ($number % 4 -eq 1) { 16 } else { 0 }) }
        }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            $read = 1..16 | Get-KolenaValidation @ours -Connection $connection -ThrottleLimit 16
            $read.ValidationId | Should -Be (1..16)
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'are sent 16 at a time by default' {
        # No response is sent before 16 requests have arrived.
        $server = Start-TestServer {
            param($request)
            $number = ($request.Path -split '/')[-1]
            @{ Body = '{"id":' + $number + ',"ground_truth_version":1,"status":"running"}'; HoldUntil = 16 }
        }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            1..16 | Get-KolenaValidation @ours -Connection $connection | Should -HaveCount 16
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'are never more at a time than -ThrottleLimit' {
        $held = Start-EvalSandbox -Latency 200
        try {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            1..12 | ForEach-Object { 1 } | Get-KolenaValidation @ours -ThrottleLimit 3 | Should -HaveCount 12
            # Four rounds at least.
            $clock.Elapsed.TotalMilliseconds | Should -BeGreaterThan 790
        }
        finally {
            $held | Stop-EvalSandbox
        }
    }

    It 'are written in order, before the last request has been sent' {
        $held = Start-EvalSandbox -Latency 100
        try {
            $counts = 1..40 | ForEach-Object { 1 + $_ % 5 } | Get-KolenaValidation @ours -ThrottleLimit 4 |
                ForEach-Object { $held.RequestCount }
            $counts | Should -HaveCount 40
            $counts[0] | Should -BeLessThan 40
            $counts[-1] | Should -Be 40
        }
        finally {
            $held | Stop-EvalSandbox
        }
    }

    It 'keep the order when all take as long: <Command>' -ForEach @(
        @{ Command = 'Get-ScaleTask'; Ids = @(1..8 | ForEach-Object { "task_sandbox_0$(9 - $_)" }); Property = 'TaskId' }
        @{ Command = 'Get-KolenaValidation'; Ids = @(5, 3, 1, 4, 2); Property = 'ValidationId' }
    ) {
        $held = Start-EvalSandbox -Latency 20
        try {
            $parameters = if ($Command -eq 'Get-KolenaValidation') { $ours } else { @{} }
            ($Ids | & $Command @parameters -ThrottleLimit 16).$Property | Should -Be $Ids
        }
        finally {
            $held | Stop-EvalSandbox
        }
    }

    It 'of Galileo keep the order' {
        $file = Join-Path $TestDrive 'scorer.py'
        Set-Content $file 'def scorer_fn(*, step_object, **kwargs): return 1.0'
        $started = $file, $file, $file | Invoke-GalileoCodeScorerValidation
        ($started | Get-GalileoCodeScorerValidation).TaskId | Should -Be $started.TaskId
        $started.TaskId | Sort-Object -Unique | Should -HaveCount 3
    }

    It 'of which one fails write one error, in its place' {
        $all = @(1, 4711, 2, 0, 3 | Get-KolenaValidation @ours -ErrorAction Continue 2>&1)
        $all | Should -HaveCount 5
        $all[0, 2, 4].ValidationId | Should -Be 1, 2, 3
        $all[1].FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.GetKolenaValidationCommand'
        $all[1].TargetObject | Should -Be 4711
        $all[3].FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.GetKolenaValidationCommand'
        $all[3].TargetObject | Should -Be 0
    }

    It 'bind the objects of this module by their properties' {
        $validation = Get-KolenaValidation @ours -ValidationId 1
        ($validation | Get-KolenaValidation).ValidationId | Should -Be 1
        ('task_sandbox_01', 'task_sandbox_02' | Get-ScaleTask | Get-ScaleTask).TaskId | Should -Be 'task_sandbox_01', 'task_sandbox_02'
    }
}

Describe 'Select-Object -First' {
    It 'ends requests that are still in progress' {
        # All responses except the first are held forever.
        $server = Start-TestServer {
            param($request)
            $number = [int]($request.Path -split '/')[-1]
            @{ Body = '{"id":' + $number + ',"ground_truth_version":1,"status":"running"}'; HoldUntil = $(if ($number -eq 1) { 0 } else { 1000 }) }
        }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            $first = 1..8 | Get-KolenaValidation @ours -Connection $connection -ThrottleLimit 8 | Select-Object -First 1
            $first.ValidationId | Should -Be 1
            Wait-Until { (Get-ClientCount $server.Port) -eq 0 }
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'ends a wait' {
        $work = 5, 1 | ForEach-Object { [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = $_ } }
        ($work | Wait-EvalTask -PollInterval 0.01 | Select-Object -First 1).ValidationId | Should -Be 1
        Assert-Quiet $sandbox
    }
}

Describe 'Threads of the process' {
    It 'share the connections: ForEach-Object -Parallel' -Skip:(-not $hasParallel) {
        $read = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId (1 + $_ % 5)
        } -ThrottleLimit 3
        $read.ValidationId | Sort-Object | Should -Be 1, 2, 2, 3, 4, 5
        Get-EvalConnection | Where-Object Name -EQ $sandbox.Name | Should -HaveCount 3
        $sandbox.IsRunning | Should -BeTrue
    }

    It 'share the connections: Start-ThreadJob' -Skip:(-not $hasThreadJob) {
        $jobs = 1..2 | ForEach-Object {
            Start-ThreadJob {
                Import-Module $using:manifest
                Get-ScaleTask "task_sandbox_0$args" | Select-Object TaskId
            } -ArgumentList $_
        }
        ($jobs | Receive-Job -Wait -AutoRemoveJob).TaskId | Sort-Object | Should -Be 'task_sandbox_01', 'task_sandbox_02'
        (Get-KolenaValidation @ours -ValidationId 1).Status | Should -Be 'success'
    }

    It 'stay under the limit of their key together' -Skip:(-not ($hasParallel -and $hasThreadJob)) {
        # A key of its own, so that the other tests do not share its limit: 12 at once, then one in 0.55 s.
        $key = New-TestSecret 'key-of-the-limited'
        $limited = Start-EvalSandbox -ApiKey $key -NoConnect
        $connection = Connect-EvalService Kolena -BaseUri $limited.BaseUri -ApiKey $key -Name limited -MaximumRequestsPerMinute 120 -PassThru
        try {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $read = 1..4 | ForEach-Object -Parallel { Import-Module $using:manifest; 1..4 | ForEach-Object { Get-KolenaValidation 1 10 1 -Connection limited } } -ThrottleLimit 4
            $read | Should -HaveCount 16
            # Four requests waited for the rate limit. The rest of the duration depends on the machine.
            $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 2
            $clock.Restart()
            1..2 | ForEach-Object { Start-ThreadJob { Import-Module $using:manifest; Get-KolenaValidation 1 10 1 -Connection limited } } |
                Receive-Job -Wait -AutoRemoveJob | Should -HaveCount 2
            $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.5
            $limited.RequestCount | Should -Be 18
        }
        finally {
            $connection | Disconnect-EvalService
            $limited | Stop-EvalSandbox
        }
    }
}

Describe 'Inside a function' {
    BeforeAll {
        function Read-Validation {
            [CmdletBinding()]
            param([Parameter(ValueFromPipeline)] [long] $Id)

            process {
                Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId $Id
            }
        }

        function Wait-Batch {
            [CmdletBinding()]
            param([string] $BatchId)

            Wait-EvalTask -BatchId $BatchId -Timeout 0
        }
    }

    It 'errors go where the caller wants them' {
        $read = @(1, 4711, 2 | Read-Validation -ErrorVariable problems -ErrorAction SilentlyContinue)
        $read.ValidationId | Should -Be 1, 2
        $problems.FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.GetKolenaValidationCommand'
    }

    It 'warnings and errors go where the caller wants them' {
        Wait-Batch batch_sandbox_paused -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $problems.FullyQualifiedErrorId | Should -Be 'Timeout,GalileoEval.Commands.WaitEvalTaskCommand'
    }

    It 'output goes where the caller wants it' {
        $null = 1, 2 | Read-Validation -OutVariable written
        $written.ValidationId | Should -Be 1, 2
    }

    It '$ErrorActionPreference Stop ends it, with the same error' {
        function Read-Strictly {
            $ErrorActionPreference = 'Stop'
            1, 4711, 2 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10
        }

        $written = [Collections.ArrayList]::new()
        $problem = { Read-Strictly | ForEach-Object { $null = $written.Add($_) } } | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.GetKolenaValidationCommand'
        $problem.TargetObject | Should -Be 4711
        $written.ValidationId | Should -Be 1
    }

    It 'try and catch see the exception of the service' {
        try {
            Get-ScaleTask task_unknown -ErrorAction Stop
            throw 'Not reached.'
        }
        catch [GalileoEval.Errors.EvalException] {
            $_.Exception.Condition | Should -Be 'NotFound'
            [int]$_.Exception.StatusCode | Should -Be 404
        }
    }

    It '-Verbose writes the requests and no key' {
        $lines = Get-KolenaValidation @ours -ValidationId 1 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines[0].Message | Should -BeLike 'GET http*/validations/1 (get validation)'
        $lines[1].Message | Should -BeLike '-> 200 OK in * ms, application/json'
    }
}

Describe 'Stopping a pipeline' {
    It 'ends a wait that sleeps, at once, and leaves the work alone' {
        $before = $sandbox.RequestCount
        $pipeline = Start-Pipeline 'Wait-EvalTask -AgentId 1 -GroundTruthId 10 -ValidationId 5 -PollInterval 600'
        Wait-Until { $sandbox.RequestCount -gt $before }
        Stop-Pipeline $pipeline | Should -BeLessThan 5
        $pipeline.Output | Should -BeNullOrEmpty
        (Get-KolenaValidation @ours -ValidationId 5).Status | Should -Be 'running'
    }

    It 'ends a wait that polls continuously' {
        $before = $sandbox.RequestCount
        $pipeline = Start-Pipeline 'Wait-EvalTask -AgentId 1 -GroundTruthId 10 -ValidationId 5 -PollInterval 0.01'
        Wait-Until { $sandbox.RequestCount -gt $before + 5 }
        Stop-Pipeline $pipeline | Should -BeLessThan 5
        Assert-Quiet $sandbox
    }

    It 'ends requests without a response: <Script>' -ForEach @(
        @{ Service = 'Kolena'; Script = '1..4 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -Connection $args[0]'; Count = 4 }
        @{ Service = 'Kolena'; Script = 'Wait-EvalTask -AgentId 1 -GroundTruthId 10 -ValidationId 1 -Connection $args[0]'; Count = 1 }
        @{ Service = 'Scale'; Script = 'Get-ScaleTask task_1 -Connection $args[0]'; Count = 1 }
        @{ Service = 'Galileo'; Script = 'Test-EvalConnection -Connection $args[0]'; Count = 1 }
    ) {
        $server = Start-TestServer @{ HoldUntil = 1000 }
        try {
            $connection = Connect-TestServer $server.BaseUri $Service
            $pipeline = Start-Pipeline $Script $connection
            Wait-Until { $server.Requests.Count -eq $Count }
            Stop-Pipeline $pipeline | Should -BeLessThan 5
            Wait-Until { (Get-ClientCount $server.Port) -eq 0 }
            $server.Requests | Should -HaveCount $Count
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'ends the pause before another try' {
        $server = Start-TestServer @{ Status = 503; Headers = @{ 'Retry-After' = '60' } }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena @{ MaximumRetryCount = 5 }
            $pipeline = Start-Pipeline 'Get-KolenaValidation 1 10 1 -Connection $args[0]' $connection
            Wait-Until { $server.Requests.Count -eq 1 }
            Stop-Pipeline $pipeline | Should -BeLessThan 5
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'ends an upload' {
        # More than the buffers of a connection, and a server that does not read it.
        $file = Join-Path $TestDrive 'large.py'
        Set-Content $file ("def scorer_fn(*, step_object, **kwargs): return 1.0`n" + ('# ' + 'x' * 98 + "`n") * 150000) -NoNewline
        $server = Start-TestServer @{ HoldUntil = 1000 }
        try {
            $connection = Connect-TestServer $server.BaseUri Galileo
            $pipeline = Start-Pipeline 'Invoke-GalileoCodeScorerValidation $args[0] -Connection $args[1]' $file, $connection
            Wait-Until { $server.Requests.Count -eq 1 }
            Stop-Pipeline $pipeline | Should -BeLessThan 5
            Wait-Until { (Get-ClientCount $server.Port) -eq 0 }
            # The file is no longer open.
            Remove-Item $file -ErrorAction Stop
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'ends -Wait, and the validation continues' {
        $file = Join-Path $TestDrive 'slow.py'
        Set-Content $file "import time`ndef scorer_fn(*, step_object, **kwargs):`n    time.sleep(1)`n    return 1.0"
        $pipeline = Start-Pipeline 'Invoke-GalileoCodeScorerValidation $args[0] -Wait -PollInterval 0.05 -Verbose' $file
        Wait-Until { "$($pipeline.Shell.Streams.Verbose)" -match 'started .*?([0-9a-f-]{36})' }
        $taskId = [regex]::Match("$($pipeline.Shell.Streams.Verbose)", 'started .*?([0-9a-f-]{36})').Groups[1].Value
        Stop-Pipeline $pipeline | Should -BeLessThan 5
        $end = Wait-EvalTask -Service Galileo -TaskId $taskId -Timeout 60
        $end.State | Should -Be 'Succeeded'
    }

    It 'leaves the session as it was' {
        (Get-EvalConnection | Where-Object IsCurrent).Name | Sort-Object -Unique | Should -Be $sandbox.Name
        (Get-KolenaValidation @ours -ValidationId 1).State | Should -Be 'Succeeded'
    }
}

Describe 'Ctrl+C' -Skip:(-not $hasSignals) {
    BeforeAll {
        $python = $sandbox.PythonPath

        # Starts a script in a PowerShell that receives Ctrl+C, which a child of a background job does not: its parent ignores
        # the signal, and so does what it starts.
        function Start-Child([string] $Script) {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content $file ("`$ErrorActionPreference = 'Stop'`nImport-Module '$manifest'`n" + $Script)
            $start = [Diagnostics.ProcessStartInfo]::new($python)
            $listen = 'import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])'
            foreach ($argument in @('-c', $listen) + @(Get-PowerShellCommand) + @('-NoProfile', '-NonInteractive', '-File', $file)) {
                $start.ArgumentList.Add($argument)
            }

            $start.RedirectStandardInput = $true
            $start.RedirectStandardOutput = $true
            $start.RedirectStandardError = $true
            $process = [Diagnostics.Process]::Start($start)
            [pscustomobject]@{
                Process = $process
                Errors = $process.StandardError.ReadToEndAsync()
            }
        }

        # Sends Ctrl+C; returns the seconds until the process exits.
        function Stop-Child($Child) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            & kill -INT $Child.Process.Id
            if (-not $Child.Process.WaitForExit(60000)) {
                throw 'The child goes on.'
            }

            $clock.Elapsed.TotalSeconds
        }

        function Read-Child($Child, [string] $Pattern) {
            $line = $Child.Process.StandardOutput.ReadLine()
            if ($null -eq $line) {
                throw "The child ended: $($Child.Errors.Result)"
            }

            $line | Should -Match $Pattern
            $line
        }

        # The environment variables that connect the child to an address of this process.
        function Get-ConnectScript([string] $BaseUri) {
            @'
                $key = [securestring]::new()
                'key-of-the-test-server'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
                'Galileo', 'Kolena' | ForEach-Object { Connect-EvalService $_ -BaseUri 'ADDRESS' -ApiKey $key -MaximumRetryCount 0 }

'@.Replace('ADDRESS', $BaseUri)
        }
    }

    AfterEach {
        if ($child -and -not $child.Process.HasExited) {
            $child.Process.Kill()
        }
    }

    It 'ends a wait, and its finally blocks run' {
        # A sandbox of this process, which sees the requests of the child and outlives it.
        $shared = Start-EvalSandbox -TaskDuration 3600 -NoConnect -ApiKey (Get-TestServerKey)
        try {
            $child = Start-Child ((Get-ConnectScript $shared.BaseUri) + @'
                try {
                    Wait-EvalTask -AgentId 1 -GroundTruthId 10 -ValidationId 5 -PollInterval 600
                }
                finally {
                    [Console]::WriteLine('cleaned up')
                }
'@)
            Wait-Until { $shared.RequestCount -eq 1 -or $child.Process.HasExited }
            Stop-Child $child | Should -BeLessThan 5
            $child.Process.StandardOutput.ReadToEnd().Trim() | Should -Be 'cleaned up'
            $child.Errors.Result | Should -BeNullOrEmpty
            $connection = Connect-TestServer $shared.BaseUri Kolena
            (Get-KolenaValidation @ours -ValidationId 5 -Connection $connection).Status | Should -Be 'running'
            $connection | Disconnect-EvalService
        }
        finally {
            $shared | Stop-EvalSandbox
        }
    }

    It 'ends a request that the sandbox holds back' {
        $child = Start-Child @'
            $null = Start-EvalSandbox -Latency 300000 -WarningAction SilentlyContinue
            Get-KolenaValidation 1 10 1 -Verbose 4>&1 | ForEach-Object { [Console]::WriteLine($_) }
'@
        $null = Read-Child $child '^GET '
        Stop-Child $child | Should -BeLessThan 5
        $child.Errors.Result | Should -BeNullOrEmpty
    }

    It 'ends an upload' {
        $file = Join-Path $TestDrive 'large.py'
        Set-Content $file ("def scorer_fn(*, step_object, **kwargs): return 1.0`n" + ('# ' + 'x' * 98 + "`n") * 150000) -NoNewline
        $server = Start-TestServer @{ HoldUntil = 1000 }
        try {
            $child = Start-Child ((Get-ConnectScript $server.BaseUri) + "Invoke-GalileoCodeScorerValidation '$file' -Wait")
            Wait-Until { $server.Requests.Count -eq 1 -or $child.Process.HasExited }
            $server.Requests.Line | Should -BeLike 'POST */scorers/code/validate'
            Stop-Child $child | Should -BeLessThan 5
            $child.Errors.Result | Should -BeNullOrEmpty
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'leaves no Python behind when the sandbox ends with the process' {
        $mark = Join-Path $TestDrive 'python.pid'
        $file = Join-Path $TestDrive 'endless.py'
        Set-Content $file @"
import os, time
open(r'$mark.new', 'w').write(str(os.getpid()))
os.rename(r'$mark.new', r'$mark')
def scorer_fn(*, step_object, **kwargs):
    time.sleep(600)
    return 1.0
time.sleep(600)
"@
        $child = Start-Child @"
            `$null = Start-EvalSandbox -ScorerTimeout 600
            Invoke-GalileoCodeScorerValidation '$file' -Wait -PollInterval 0.1
"@
        Wait-Until { (Test-Path $mark) -or $child.Process.HasExited }
        $number = [int](Get-Content $mark)
        Get-Process -Id $number | Should -Not -BeNullOrEmpty
        Stop-Child $child | Should -BeLessThan 5
        Wait-Until { -not (Get-Process -Id $number -ErrorAction SilentlyContinue) } -TimeoutSec 20
    }
}
