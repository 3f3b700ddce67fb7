<#
.SYNOPSIS
Measures how long a report of many scores takes, how much memory, and how long the largest page takes to open.

.DESCRIPTION
The limits are 3 s and 300 MB for 100,000 scores on two processors, and one second to open the page in Chromium. Opening is the time
of a headless Chromium that draws the page, minus that of one that draws an empty page: the medians of five runs each, interleaved.
Without a Chromium on PATH it is not measured.

.PARAMETER Count
The number of scores.

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
Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
$temporary = [IO.Path]::GetTempPath()
$path = Join-Path $temporary "GalileoEval-report-$PID.html"
$emptyPath = Join-Path $temporary "GalileoEval-empty-$PID.html"
$chromium = Get-Command chromium, chromium-browser, google-chrome, chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1

function Measure-Drawing {
    param([string] $Page)

    $arguments = @(
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--window-size=1280,900'
        "--screenshot=$Page.png", ([uri]$Page).AbsoluteUri
    )
    (Measure-Command { & $chromium $arguments *> $null }).TotalMilliseconds
}

function Measure-Opening {
    if (-not $chromium) {
        return
    }

    Set-Content $emptyPath '<!DOCTYPE html><title>empty</title>'
    $runs = foreach ($run in 1..5) {
        [pscustomobject]@{ Empty = Measure-Drawing $emptyPath; Report = Measure-Drawing $path }
    }

    [math]::Round((Get-Median $runs.Report) - (Get-Median $runs.Empty))
}

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
    $memory = [math]::Round(($process.PeakWorkingSet64 - $before) / 1MB)
    # The largest page: as many rows as fit.
    $scores | Export-EvalReport $path -MaximumRow $Count
    [pscustomobject]@{
        Scores              = $Count
        Milliseconds        = $watch.ElapsedMilliseconds
        MemoryMB            = $memory
        LargestPageKB       = [math]::Round((Get-Item $path).Length / 1KB)
        OpeningMilliseconds = Measure-Opening
    }
}
finally {
    Remove-Item $path, $emptyPath, "$path.png", "$emptyPath.png" -ErrorAction SilentlyContinue
}
