<#
.SYNOPSIS
Stops a command, as Ctrl+C does, in every possible state, and measures the time and the leaked resources.

.DESCRIPTION
Writes an object for each state: the time from the stop to the end of the pipeline, in milliseconds, and the growth of the process
over all rounds: threads, sockets, temporary files and managed memory. The command is stopped when its -Verbose or -Debug output
shows that it has reached the state.

.PARAMETER Rounds
The number of rounds per state.

.PARAMETER State
The states. Default: all.

.PARAMETER Module
The built module.

.EXAMPLE
./Stopping.ps1 -Rounds 20 -State Body, Backoff
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100000)] [int] $Rounds = 200,
    [ValidateSet('Connecting', 'Handshake', 'Headers', 'Body', 'Upload', 'Login', 'Backoff', 'Limiter', 'PollSleep', 'First')]
    [string[]] $State = @('Connecting', 'Handshake', 'Headers', 'Body', 'Upload', 'Login', 'Backoff', 'Limiter', 'PollSleep', 'First'),
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $Module

# A server that accepts connections and sends a fixed response, or none.
$serve = {
    param($listener, $words, $clients)
    while ($true) {
        try { $client = $listener.AcceptTcpClient() } catch { return }
        $null = $clients.Add($client)
        if ($words) {
            $stream = $client.GetStream()
            $null = $stream.Read([byte[]]::new(65536), 0, 65536)
            $bytes = [Text.Encoding]::ASCII.GetBytes($words)
            $stream.Write($bytes, 0, $bytes.Length)
        }
    }
}

function Start-Server {
    param([string] $Words, [switch] $Full)

    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $clients = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
    $shell = $null
    if ($Full) {
        # Never accepts: with a full backlog, new connections stay pending.
        $listener.Start(1)
        foreach ($number in 1..4) {
            $client = [Net.Sockets.TcpClient]::new()
            $null = $client.ConnectAsync([Net.IPAddress]::Loopback, $listener.LocalEndpoint.Port)
            $null = $clients.Add($client)
        }
    }
    else {
        $listener.Start()
        $shell = [powershell]::Create().AddScript($serve.ToString()).AddArgument($listener).AddArgument($Words).AddArgument($clients)
        $null = $shell.BeginInvoke()
    }

    @{ Listener = $listener; Clients = $clients; Shell = $shell; Port = $listener.LocalEndpoint.Port; Full = [bool]$Full }
}

function Stop-Server {
    param([hashtable] $Server)

    $Server.Listener.Stop()
    $Server.Clients | ForEach-Object { $_.Dispose() }
    if ($Server.Shell) { $Server.Shell.Dispose() }
}

# The resources of the process when they no longer change.
function Get-Holding {
    $before = -1
    foreach ($try in 1..100) {
        [GC]::Collect()
        [GC]::WaitForPendingFinalizers()
        $sockets = if (Test-Path /proc/self/fd) {
            @(Get-ChildItem /proc/self/fd -ErrorAction SilentlyContinue | Where-Object { "$($_.LinkTarget)" -like '*socket:*' }).Count
        }
        else {
            (Get-Process -Id $PID).HandleCount
        }

        if ($sockets -eq $before) {
            break
        }

        $before = $sockets
        Start-Sleep -Milliseconds 100
    }

    @{
        Threads = (Get-Process -Id $PID).Threads.Count
        Sockets = $sockets
        Files = @(Get-ChildItem ([IO.Path]::GetTempPath()) -Force -ErrorAction SilentlyContinue).Count
        Memory = [GC]::GetTotalMemory($true)
    }
}

# A separate folder for temporary files.
$temporary = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "stopping-$PID")).FullName
$former = $env:TMPDIR, $env:TEMP, $env:TMP
$env:TMPDIR = $env:TEMP = $env:TMP = $temporary
$key = ConvertTo-SecureString 'key-of-the-stopping-rounds' -AsPlainText -Force
$large = Join-Path $temporary 'large.py'
[IO.File]::WriteAllText($large, 'def scorer_fn(*, step_object, **kwargs): return 1.0' + "`n# padding" * 1400000)
$sandbox = Start-EvalSandbox -ApiKey $key -TaskDuration 3600 -TaskCount 1000 -NoConnect -WarningAction SilentlyContinue
$half = "HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: 1000`r`n`r`n{`"task_id`": `"a`", "
$later = "HTTP/1.1 503 Service Unavailable`r`nRetry-After: 60`r`nContent-Length: 2`r`nConnection: close`r`n`r`n{}"

# For each state: the server, the connection, the command, and the output that shows that the state is reached.
$states = @{
    Connecting = @{ Full = $true; Run = 'Get-ScaleTask a -Connection $c'; Says = '^GET ' }
    Handshake = @{ Scheme = 'https'; Run = 'Get-ScaleTask a -Connection $c'; Says = '^GET ' }
    Headers = @{ Run = 'Get-ScaleTask a -Connection $c'; Says = '^GET ' }
    Body = @{ Words = $half; Run = 'Get-ScaleTask a -Connection $c'; Says = '^-> 200' }
    Upload = @{ Service = 'Galileo'; Run = 'Invoke-GalileoCodeScorerValidation $large -Connection $c'; Says = '^POST ' }
    Login = @{ Service = 'Galileo'; User = $true; Run = 'Get-GalileoCodeScorerValidation ([guid]::NewGuid()) -Connection $c'; Says = 'log in' }
    Backoff = @{ Words = $later; Run = 'Get-ScaleTask a -Connection $c'; Says = 'retry 1 of 5' }
    Limiter = @{ Sandbox = $true; Options = @{ MaximumRequestsPerMinute = 1 }; Run = 'Get-ScaleTask task_sandbox_01 -Connection $c'; Says = 'waits for its turn' }
    PollSleep = @{ Sandbox = $true; Run = 'Get-ScaleTask task_sandbox_1000 -Connection $c | Wait-EvalTask -PollInterval 600'; Says = 'v2/task\b.*get task' ; Times = 2 }
    First = @{ Sandbox = $true; Run = '1..1000 | ForEach-Object { "task_sandbox_{0:00}" -f $_ } | Get-ScaleTask -Connection $c | Select-Object -First 1'; Ends = $true }
}

$runspace = [runspacefactory]::CreateRunspace()
$runspace.Open()
$prepare = [powershell]::Create($runspace).AddScript('param($m) Import-Module $m; $VerbosePreference = $DebugPreference = "Continue"').AddArgument($Module)
$null = $prepare.Invoke()
$prepare.Dispose()

try {
    foreach ($name in $State) {
        $how = $states[$name]
        $server = if ($how['Sandbox']) { $null } else { Start-Server -Words $how['Words'] -Full:([bool]$how['Full']) }
        $service = if ($how['Service']) { $how.Service } else { 'Scale' }
        $scheme = if ($how['Scheme']) { $how.Scheme } else { 'http' }
        $uri = if ($server) { "${scheme}://127.0.0.1:$($server.Port)/" } else { $sandbox.BaseUri }
        $options = if ($how['Options']) { $how.Options } else { @{} }
        $login = if ($how['User']) { @{ Credential = [pscredential]::new('user@example.org', $key) } } else { @{ ApiKey = $key } }
        $connection = Connect-EvalService $service -BaseUri $uri -Name stopping -NoProxy -SkipCertificateCheck -PassThru @login @options
        if ($name -eq 'Limiter') {
            # Uses up the rate limit of this minute.
            $null = Get-ScaleTask task_sandbox_01 -Connection $connection
        }

        $runspace.SessionStateProxy.SetVariable('c', $connection)
        $runspace.SessionStateProxy.SetVariable('large', $large)
        $took = [Collections.Generic.List[double]]::new()
        $before = $null
        # The first rounds are warm-up.
        foreach ($round in - 4..$Rounds) {
            if ($round -eq 1) {
                $before = Get-Holding
            }

            $shell = [powershell]::Create($runspace).AddScript($how.Run)
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $handle = $shell.BeginInvoke()
            if ($how['Ends']) {
                $null = $handle.AsyncWaitHandle.WaitOne()
            }
            else {
                $times = if ($how['Times']) { $how.Times } else { 1 }
                while (@(@($shell.Streams.Verbose) + @($shell.Streams.Debug) | Where-Object { "$_" -match $how.Says }).Count -lt $times) {
                    if ($handle.IsCompleted -or $clock.Elapsed.TotalSeconds -gt 30) {
                        throw "$name was not reached: $($shell.Streams.Error) $($shell.Streams.Verbose) $($shell.Streams.Debug)"
                    }

                    Start-Sleep -Milliseconds 5
                }

                # From the line to the state itself is a step or two.
                Start-Sleep -Milliseconds 30
                $clock.Restart()
                $shell.Stop()
            }

            if ($round -ge 1) {
                $took.Add($clock.Elapsed.TotalMilliseconds)
            }

            $ended = $shell.InvocationStateInfo.State
            $shell.Dispose()
            if ($ended -ne $(if ($how['Ends']) { 'Completed' } else { 'Stopped' })) {
                throw "$name ended as $ended."
            }

            if ($server -and -not $server.Full) {
                # The server's own ends are none of the module's.
                foreach ($client in @($server.Clients)) {
                    $client.Dispose()
                    $server.Clients.Remove($client)
                }
            }
        }

        $after = Get-Holding
        $sorted = @($took | Sort-Object)
        [pscustomobject]@{
            State = $name
            Rounds = $took.Count
            Median = [math]::Round($sorted[[int][math]::Floor(($sorted.Count - 1) / 2)], 1)
            P95 = [math]::Round($sorted[[int][math]::Floor(($sorted.Count - 1) * 0.95)], 1)
            Maximum = [math]::Round($sorted[-1], 1)
            Threads = $after.Threads - $before.Threads
            Sockets = $after.Sockets - $before.Sockets
            Files = $after.Files - $before.Files
            MemoryKB = [int](($after.Memory - $before.Memory) / 1KB)
        }

        $connection | Disconnect-EvalService
        if ($server) {
            Stop-Server $server
        }
    }
}
finally {
    $runspace.Dispose()
    $sandbox | Stop-EvalSandbox
    $env:TMPDIR, $env:TEMP, $env:TMP = $former
    Remove-Item $temporary -Recurse -Force
}
