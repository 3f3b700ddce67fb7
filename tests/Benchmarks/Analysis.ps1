<#
.SYNOPSIS
Measures the analysis: Measure-EvalScore against Measure-Object, and how long Compare-EvalScore takes.

.DESCRIPTION
Measure-EvalScore and Measure-Object -AllStats measure the same objects in one process, alternately, several times; the
figures are medians, and the ratio is the ratio of the medians. Memory is the peak heap size minus the input, sampled on another
thread. Writes an object for each case.

.PARAMETER Count
The number of scores.

.PARAMETER Runs
The number of runs of each case.

.PARAMETER Module
The built module.

.EXAMPLE
./Analysis.ps1 -Runs 5
#>
[CmdletBinding()]
param(
    [ValidateRange(1000, 10000000)] [int] $Count = 1000000,
    [ValidateRange(1, 100)] [int] $Runs = 5,
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $Module
Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')

# Samples the heap while the pipeline thread is busy.
Add-Type @'
using System;
using System.Threading;

public sealed class HeapPeak : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _ended;

    public HeapPeak()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Start = GC.GetTotalMemory(true);
        _thread = new Thread(Sample) { IsBackground = true };
        _thread.Start();
    }

    public long Start { get; }

    public long Largest { get; private set; }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }

    private void Sample()
    {
        while (!_ended)
        {
            // What a full collection leaves: garbage is not held.
            Largest = Math.Max(Largest, GC.GetTotalMemory(true) - Start);
            Thread.Sleep(250);
        }
    }
}
'@

function Measure-Run {
    param([string] $Name, [scriptblock] $Run, [scriptblock] $Against)

    $own = [Collections.Generic.List[double]]::new()
    $other = [Collections.Generic.List[double]]::new()
    foreach ($i in 0..$Runs) {
        $seconds = (Measure-Command $Run).TotalSeconds
        $secondsOther = if ($Against) { (Measure-Command $Against).TotalSeconds }
        # The first run is a warm-up.
        if ($i -gt 0) {
            $own.Add($seconds)
            if ($Against) { $other.Add($secondsOther) }
        }
    }

    $peak = [HeapPeak]::new()
    $null = & $Run
    $peak.Dispose()
    $median = Get-Median $own.ToArray()
    [pscustomobject]@{
        Case     = $Name
        Seconds  = [math]::Round($median, 3)
        Against  = if ($Against) { [math]::Round((Get-Median $other.ToArray()), 3) }
        Ratio    = if ($Against) { [math]::Round($median / (Get-Median $other.ToArray()), 2) }
        Megabyte = [math]::Round($peak.Largest / 1MB, 1)
    }
}

$random = [Random]::new(1)
$scores = [GalileoEval.Galileo.LogRecordScore[]]::new($Count)
$rows = [object[]]::new($Count)
for ($i = 0; $i -lt $Count; $i++) {
    $value = $random.NextDouble()
    $scores[$i] = [GalileoEval.Galileo.LogRecordScore]@{ MetricsExperimentId = 'e'; Metric = 'correctness'; Status = 'success'; Score = $value }
    $rows[$i] = [pscustomobject]@{ Item = $i; Correctness = $value }
}

Measure-Run "Measure $Count log-record scores" { $scores | Measure-EvalScore } { $scores | Measure-Object Score -AllStats }
Measure-Run "Measure $Count objects" { $rows | Measure-EvalScore Correctness } { $rows | Measure-Object Correctness -AllStats }

foreach ($pairs in 100000, 5000) {
    $reference = $rows | Select-Object -First $pairs
    $difference = foreach ($row in $reference) { [pscustomobject]@{ Item = $row.Item; Correctness = $row.Correctness + ($random.NextDouble() - 0.48) / 10 } }
    Measure-Run "Compare 2 x $pairs objects" { $difference | Compare-EvalScore $reference -Property Correctness -Key Item }
}
