# A test double of a service with scripted responses, for cases that no sandbox produces: errors, redirects, responses that are
# invalid, late or missing, and responses that echo the request.

Set-StrictMode -Version 2.0

# The key of every connection to such a server.
$key = [Net.NetworkCredential]::new('', 'key-of-the-test-server').SecurePassword

# Runs in a separate runspace and shares its state with the test. Reads one request at a time; held responses do not delay the
# others.
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
        elseif ($state.Responses.Count -gt 1) {
            $state.Responses.Dequeue()
        }
        else {
            $state.Responses.Peek()
        }
    }

    $send = {
        param($target, $response)
        $body = [Text.Encoding]::UTF8.GetBytes([string]$response.Body)
        $target.StatusCode = $response.Status
        $target.ContentType = $response.ContentType
        # A connected client is then always a waiting one.
        $target.KeepAlive = $false
        foreach ($name in $response.Headers.Keys) {
            $target.AddHeader($name, $response.Headers[$name])
        }

        $target.ContentLength64 = $body.Length + $response.Missing
        $target.OutputStream.Write($body, 0, $body.Length)
        if ($response.Missing -gt 0) {
            $target.OutputStream.Flush()
            $target.Abort()
        }
        else {
            $target.Close()
        }
    }

    $held = [Collections.ArrayList]::new()
    while ($listener.IsListening) {
        try { $context = $listener.GetContext() } catch { return }

        try {
            $request = & $read $context
            $chosen = & $choose $request
            # The body of a held request is not read, so that a large upload blocks.
            if (-not $chosen.HoldUntil) {
                $request.Body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
            }

            if ($chosen -is [scriptblock]) {
                # A copy, because the original is bound to the runspace of the test.
                $chosen = try { & ([scriptblock]::Create($chosen)) $request } catch { @{ Status = 500; Body = "$_" } }
            }

            $response = @{ Status = 200; ContentType = 'application/json'; Headers = @{}; Body = '{}'; Missing = 0; HoldUntil = 0 }
            foreach ($name in $chosen.Keys) {
                $response[$name] = $chosen[$name]
            }

            $null = $state.Requests.Add($request)
            $null = $held.Add(@{ Target = $context.Response; Response = $response })
        }
        catch {
            # The client disconnected during its request.
            $context.Response.Abort()
        }

        foreach ($ready in @($held | Where-Object { $_.Response.HoldUntil -le $state.Requests.Count })) {
            $held.Remove($ready)
            try { & $send $ready.Target $ready.Response } catch { $ready.Target.Abort() }
        }
    }
}

<#
.SYNOPSIS
Starts a server on a loopback port. Stop it with Stop-TestServer.

.DESCRIPTION
Writes an object with the address (BaseUri, Port), the received requests (Requests: Line, Method, Path with the query,
Headers, Body; Line is 'GET /path?query'), and the scripted responses (Responses, Map), which a test may change.

.PARAMETER Response
The responses, in order; the last one is repeated. A response is a hashtable with Status (200), ContentType (JSON), Headers,
Body ({}), Missing (announced bytes that are never sent) and HoldUntil (the number of requests that must arrive before it is
sent), or a script block that takes the request and returns one. The script block sees no other variables.

.PARAMETER Map
The bodies by the line of the request; an unknown request gets 404.
#>
function Start-TestServer {
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Response')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Response')] [object[]] $Response = @{},
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
        Responses = [Collections.Queue]::Synchronized([Collections.Queue]::new($Response))
        Map = if ($null -ne $Map) { [hashtable]::Synchronized($Map) }
        Listener = $listener
        Shell = [powershell]::Create()
    }
    $null = $server.Shell.AddScript($serve.ToString()).AddArgument($listener).AddArgument($server).BeginInvoke()
    $server
}

<#
.SYNOPSIS
Stops servers of Start-TestServer and disconnects from them; held responses are aborted.
#>
function Stop-TestServer {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [psobject] $Server)

    process {
        if ($PSCmdlet.ShouldProcess($Server.BaseUri)) {
            Get-EvalConnection | Where-Object { "$($_.BaseUri)".StartsWith($Server.BaseUri) } | Disconnect-EvalService
            # The listener first, because the runspace blocks on it.
            $Server.Listener.Abort()
            $Server.Shell.Dispose()
        }
    }
}

<#
.SYNOPSIS
Connects to an address and writes the connection.

.PARAMETER Parameter
Additional parameters for Connect-EvalService. By default nothing is retried.
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
Returns a free loopback port.
#>
function Get-FreePort {
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    try { $probe.LocalEndpoint.Port } finally { $probe.Stop() }
}

<#
.SYNOPSIS
Tests whether a process listens on a loopback port.
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
Returns the number of clients that are connected to a loopback port.
#>
function Get-ClientCount {
    param([Parameter(Mandatory)] [int] $Port)

    $connections = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()
    @($connections | Where-Object { $_.RemoteEndPoint.Port -eq $Port -and $_.State -eq 'Established' }).Count
}

<#
.SYNOPSIS
Waits until a condition is true.

.PARAMETER Condition
The condition, evaluated repeatedly.

.PARAMETER TimeoutSec
The timeout in seconds, after which an error is thrown.
#>
function Wait-Until {
    param([Parameter(Mandatory, Position = 0)] [scriptblock] $Condition, [int] $TimeoutSec = 60)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $TimeoutSec) {
            throw "The condition was not true after $TimeoutSec seconds: $Condition"
        }

        Start-Sleep -Milliseconds 20
    }
}

Export-ModuleMember -Function Start-TestServer, Stop-TestServer, Connect-TestServer, Get-TestServerKey, Get-FreePort, Test-Port,
    Get-ClientCount, Wait-Until
