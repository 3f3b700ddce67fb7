<#
.SYNOPSIS
Measures how long a report of many scores takes, and how much memory.

.DESCRIPTION
The limits are 3 s and 300 MB for 100,000 scores on two processors.

.PARAMETER Count
How many scores.

.PARAMETER Module
The built module.
#>
[CmdletBinding()]
param(
    [int] $Count = 100000,
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Import-Module $Module
$path = Join-Path ([IO.Path]::GetTempPath()) "GalileoEval-report-$PID.html"
$scores = for ($i = 0; $i -lt $Count; $i++) {
    [GalileoEval.Galileo.LogRecordScore]@{
        MetricsExperimentId = 'e'; RecordId = "r$i"; RecordType = 'llm'; Metric = "m$($i % 5)"; Status = 'success'
        Score = [double](($i * 7919 % 1000) / 1000)
    }
}

try {
    [GC]::Collect()
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $before = $process.WorkingSet64
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $scores | Export-EvalReport $path
    $watch.Stop()
    $process.Refresh()
    [pscustomobject]@{
        Scores       = $Count
        Milliseconds = $watch.ElapsedMilliseconds
        MemoryMB     = [math]::Round(($process.PeakWorkingSet64 - $before) / 1MB)
        FileKB       = [math]::Round((Get-Item $path).Length / 1KB)
    }
}
finally {
    Remove-Item $path -ErrorAction SilentlyContinue
}
