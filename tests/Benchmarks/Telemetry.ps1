<#
.SYNOPSIS
Compares the time of requests without a listener for the activity source GalileoEval and with one.

.DESCRIPTION
Reads a run of the sandbox many times, in alternating rounds, so that other load affects both. Without a
listener an operation only checks once whether there is one; the result includes the time of that check.

.PARAMETER Count
The number of requests per round.

.PARAMETER Round
The number of rounds of each kind.

.PARAMETER Module
The built module.

.EXAMPLE
./Telemetry.ps1
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100000)] [int] $Count = 500,
    [ValidateRange(1, 100)] [int] $Round = 7,
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $Module
$page = Get-Content (Join-Path $PSScriptRoot '../../docs/telemetry.md') -Raw
Add-Type -TypeDefinition ([regex]::Match($page, "(?s)Add-Type -TypeDefinition @'\r?\n(.*?)\r?\n'@").Groups[1].Value + @'

public static class ListenerCheck
{
    public static double Nanoseconds(int count)
    {
        using (var source = new System.Diagnostics.ActivitySource("GalileoEval.Benchmark"))
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            int listeners = 0;
            for (int i = 0; i < count; i++)
                listeners += source.HasListeners() ? 1 : 0;
            return clock.Elapsed.TotalMilliseconds * 1e6 / count + listeners;
        }
    }
}
'@)

function Measure-Round {
    $ids = @(501) * $Count
    (Measure-Command { $null = $ids | Get-KolenaAgentRun 1 -Connection $connection }).TotalMilliseconds
}

$key = ConvertTo-SecureString ([guid]::NewGuid().ToString()) -AsPlainText -Force
$sandbox = Start-EvalSandbox -NoConnect -ApiKey $key -WarningAction SilentlyContinue
try {
    $options = @{ ApiKey = $key; BaseUri = $sandbox.BaseUri; Name = 'telemetry'; NoProxy = $true; PassThru = $true }
    $connection = Connect-EvalService Kolena @options -MaximumRequestsPerMinute 1000000
    $null = Measure-Round
    $null = [ListenerCheck]::Nanoseconds(1000000)
    $times = @{ Without = @(); With = @() }
    foreach ($i in 1..$Round) {
        $times.Without += Measure-Round
        $recorder = [SpanRecorder]::new()
        $times.With += Measure-Round
        $recorder.Dispose()
    }

    $median = { param($values) ($values | Sort-Object)[[int][math]::Floor($Round / 2)] }
    $without = & $median $times.Without
    $with = & $median $times.With
    [pscustomobject]@{
        Requests = $Count
        MicrosecondsWithoutListener = [math]::Round($without * 1000 / $Count, 1)
        MicrosecondsWithListener = [math]::Round($with * 1000 / $Count, 1)
        Ratio = [math]::Round($with / $without, 3)
        NanosecondsToAskForAListener = [math]::Round([ListenerCheck]::Nanoseconds(10000000), 2)
    }
}
finally {
    $sandbox | Stop-EvalSandbox
}
