# A service that answers what a test tells it to, for what no sandbox does on purpose: errors, redirects, answers that are
# broken, late or never come, and answers that repeat what was sent.

Set-StrictMode -Version 2.0

# The key of every connection to such a server.
$key = [Net.NetworkCredential]::new('', 'key-of-the-test-server').SecurePassword

# Runs in a runspace of its own, with what it shares with the test. It looks at one request at a time; held ones do not keep
# the others waiting.
$serve = {
    param($listener, $state)

    $read = {
        param($context)
        $headers = @{}
        foreach ($name in $context.Request.Headers.AllKeys) {
            $headers[$name] = $context.Request.Headers[$name]
        }

        [pscustomobject]@{
            Line = '{0} {1}' -f $context.Request.HttpMethod, $context.Request.RawUrl
            Method = $context.Request.HttpMethod
            Path = $context.Request.RawUrl
            Headers = $headers
            Body = $null
        }
    }

    $choose = {
        param($request)
        if ($null -ne $state.Map) {
            $body = $state.Map[$request.Line]
            if ($null -eq $body) { @{ Status = 404; Body = '{"detail": "not found"}' } } else { @{ Body = $body } }
        }
        elseif ($state.Answers.Count -gt 1) {
            $state.Answers.Dequeue()
        }
        else {
            $state.Answers.Peek()
        }
    }

    $send = {
        param($response, $answer)
        $body = [Text.Encoding]::UTF8.GetBytes([string]$answer.Body)
        $response.StatusCode = $answer.Status
        $response.ContentType = $answer.ContentType
        # So that a client that is still connected is one that still waits.
        $response.KeepAlive = $false
        foreach ($name in $answer.Headers.Keys) {
            $response.AddHeader($name, $answer.Headers[$name])
        }

        $response.ContentLength64 = $body.Length + $answer.Missing
        $response.OutputStream.Write($body, 0, $body.Length)
        if ($answer.Missing -gt 0) {
            $response.OutputStream.Flush()
            $response.Abort()
        }
        else {
            $response.Close()
        }
    }

    $held = [Collections.ArrayList]::new()
    while ($listener.IsListening) {
        try { $context = $listener.GetContext() } catch { return }

        try {
            $request = & $read $context
            $chosen = & $choose $request
            # What is known to be held stays unread, so that a large upload gets stuck.
            if (-not $chosen.HoldUntil) {
                $request.Body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
            }

            if ($chosen -is [scriptblock]) {
                # Made anew: the test's own belongs to the test's runspace.
                $chosen = try { & ([scriptblock]::Create($chosen)) $request } catch { @{ Status = 500; Body = "$_" } }
            }

            $answer = @{ Status = 200; ContentType = 'application/json'; Headers = @{}; Body = '{}'; Missing = 0; HoldUntil = 0 }
            foreach ($name in $chosen.Keys) {
                $answer[$name] = $chosen[$name]
            }

            $null = $state.Requests.Add($request)
            $null = $held.Add(@{ Response = $context.Response; Answer = $answer })
        }
        catch {
            # The client went away in the middle of its request.
            $context.Response.Abort()
        }

        foreach ($ready in @($held | Where-Object { $_.Answer.HoldUntil -le $state.Requests.Count })) {
            $held.Remove($ready)
            try { & $send $ready.Response $ready.Answer } catch { $ready.Response.Abort() }
        }
    }
}

<#
.SYNOPSIS
Starts a server on a loopback port. Stop it with Stop-TestServer.

.DESCRIPTION
Writes an object with the address (BaseUri, Port) and what was asked so far (Requests: Line, Method, Path with the query,
Headers, Body). Line is 'GET /path?query'. Answers and Map are what it will say; a test may change them.

.PARAMETER Answer
The answers, one after the other; the last one is given for ever. An answer is a hashtable with Status (200), ContentType
(JSON), Headers, Body ({}), Missing (bytes that are announced and never sent) and HoldUntil (how many requests must have
come before it is sent), or a script block that gets the request and returns one. The script block sees no other variable.

.PARAMETER Map
The bodies by the line of the request; what it does not know is 404.
#>
function Start-TestServer {
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Answer')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Answer')] [object[]] $Answer = @{},
        [Parameter(Mandatory, ParameterSetName = 'Map')] [hashtable] $Map
    )

    $port = Get-FreePort
    $uri = "http://localhost:$port/"
    if (-not $PSCmdlet.ShouldProcess($uri)) {
        return
    }

    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add($uri)
    $listener.Start()
    $server = [pscustomobject]@{
        BaseUri = $uri
        Port = $port
        Requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
        Answers = [Collections.Queue]::Synchronized([Collections.Queue]::new($Answer))
        Map = if ($null -ne $Map) { [hashtable]::Synchronized($Map) }
        Listener = $listener
        Shell = [powershell]::Create()
    }
    $null = $server.Shell.AddScript($serve.ToString()).AddArgument($listener).AddArgument($server).BeginInvoke()
    $server
}

<#
.SYNOPSIS
Stops servers of Start-TestServer and disconnects from them; what they hold is cut off.
#>
function Stop-TestServer {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [psobject] $Server)

    process {
        if ($PSCmdlet.ShouldProcess($Server.BaseUri)) {
            Get-EvalConnection | Where-Object { "$($_.BaseUri)".StartsWith($Server.BaseUri) } | Disconnect-EvalService
            # The listener before the runspace, which waits in it.
            $Server.Listener.Abort()
            $Server.Shell.Dispose()
        }
    }
}

<#
.SYNOPSIS
Connects to an address and writes the connection.

.PARAMETER Parameter
Further parameters for Connect-EvalService. Without them nothing is tried twice.
#>
function Connect-TestServer {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $BaseUri,
        [Parameter(Mandatory, Position = 1)] [string] $Service,
        [Parameter(Position = 2)] [hashtable] $Parameter = @{}
    )

    $options = $Parameter.Clone()
    if (-not $options.ContainsKey('MaximumRetryCount')) {
        $options.MaximumRetryCount = 0
    }

    Connect-EvalService $Service -BaseUri $BaseUri -ApiKey $key -Name "test$(([uri]$BaseUri).Port)" -NoProxy -PassThru @options
}

<#
.SYNOPSIS
The key that Connect-TestServer connects with: key-of-the-test-server.
#>
function Get-TestServerKey {
    $key
}

<#
.SYNOPSIS
A loopback port that nobody listens on just now.
#>
function Get-FreePort {
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    try { $probe.LocalEndpoint.Port } finally { $probe.Stop() }
}

<#
.SYNOPSIS
Whether anybody listens on a loopback port.
#>
function Test-Port {
    param([Parameter(Mandatory)] [int] $Port)

    $client = [Net.Sockets.TcpClient]::new()
    try {
        $client.Connect([Net.IPAddress]::Loopback, $Port)
        $true
    }
    catch [Net.Sockets.SocketException] {
        $false
    }
    finally {
        $client.Dispose()
    }
}

<#
.SYNOPSIS
How many clients are connected to a loopback port.
#>
function Get-ClientCount {
    param([Parameter(Mandatory)] [int] $Port)

    $connections = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()
    @($connections | Where-Object { $_.RemoteEndPoint.Port -eq $Port -and $_.State -eq 'Established' }).Count
}

<#
.SYNOPSIS
Waits until something is so.

.PARAMETER Condition
Asked again and again.

.PARAMETER TimeoutSec
After how many seconds it is an error that it is not so.
#>
function Wait-Until {
    param([Parameter(Mandatory, Position = 0)] [scriptblock] $Condition, [int] $TimeoutSec = 60)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $TimeoutSec) {
            throw "Not so after $TimeoutSec seconds: $Condition"
        }

        Start-Sleep -Milliseconds 20
    }
}

Export-ModuleMember -Function Start-TestServer, Stop-TestServer, Connect-TestServer, Get-TestServerKey, Get-FreePort, Test-Port,
    Get-ClientCount, Wait-Until
