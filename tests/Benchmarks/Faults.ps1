<#
.SYNOPSIS
Starts, waits for and reads work of all three services with fault injection, and counts the results.

.DESCRIPTION
Runs against a sandbox with -FaultRate. A third of the work are validations of different scorer files (Galileo), a third are
validations of different ground truths (Kolena), the rest are tasks of a batch (Scale). Wait-EvalTask waits for all of it, then it is
read again by ID. The results are compared with the expected ones.

A start with a lost response is an error, because it may have been received: it is counted, and the work is not waited for. The
sandbox counts the starts that it received, and the duplicates.

.PARAMETER Count
The number of items to wait for.

.PARAMETER FaultRate
The share of requests with a fault.

.PARAMETER Seed
The seed of the faults, which makes them reproducible.

.PARAMETER TimeoutSec
The timeout of one attempt of a request, which is the duration of a stalled response.

.PARAMETER Module
The built module.

.EXAMPLE
./Faults.ps1 -Count 200
#>
[CmdletBinding()]
param(
    [ValidateRange(3, 100000)] [int] $Count = 2000,
    [ValidateRange(0, 0.9)] [double] $FaultRate = 0.3,
    [int] $Seed = 20260701,
    [int] $TimeoutSec = 2,
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $Module

# The expected final statuses of the sandbox's sample data.
$ends = 'completed', 'completed', 'completed', 'error', 'completed', 'canceled', 'completed', 'completed'
$third = [int][math]::Floor($Count / 3)
$key = ConvertTo-SecureString ([guid]::NewGuid()) -AsPlainText -Force
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "faults-$([guid]::NewGuid())")).FullName
$sandbox = Start-EvalSandbox -ApiKey $key -FaultRate $FaultRate -Seed $Seed -TaskCount $Count -TaskDuration 10 -ScorerTimeout 60 -NoConnect -WarningAction SilentlyContinue
try {
    $connections = foreach ($service in 'Galileo', 'Kolena', 'Scale') {
        $options = @{ ApiKey = $key; BaseUri = $sandbox.BaseUri; Name = 'faults'; NoProxy = $true; PassThru = $true }
        Connect-EvalService $service @options -TimeoutSec $TimeoutSec -MaximumRetryCount 20 -MaximumRequestsPerMinute 1000000
    }

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }

    # Each file returns a different score.
    foreach ($number in 1..$third) {
        [IO.File]::WriteAllText("$folder/$number.py", "def scorer_fn(*, step_object, **kwargs):`n    return $number / 1000`n")
    }

    $failures = @()
    $files = Get-ChildItem $folder -Filter *.py | Sort-Object { [int]$_.BaseName }
    $scorers = @($files | Invoke-GalileoCodeScorerValidation -ScoreableNodeType llm @quiet -ErrorVariable +failures)

    $made = @{ AgentId = $sandbox.AgentId; EvaluationInstructions = 'Equal.'; Run = @{ UserDefinedId = 'run'; Data = @{ total = 1 } } }
    $truths = @(1..$third | ForEach-Object { New-KolenaGroundTruth -Name "Truth $_" @made @quiet })
    $validations = @($truths | Start-KolenaValidation @quiet -ErrorVariable +failures)

    $rest = $Count - $scorers.Count - $validations.Count
    $tasks = @(Get-ScaleTask -BatchId $sandbox.BatchId -First $rest @quiet)

    $work = $scorers + $validations + $tasks
    $ended = @($work | Wait-EvalTask -Timeout 3600 -PollInterval 1 @quiet -ErrorVariable waitErrors)

    # Read again by ID.
    $readErrors = @()
    $read = @($scorers.TaskId | Get-GalileoCodeScorerValidation @quiet -ErrorVariable +readErrors) +
        @($validations | Get-KolenaValidation @quiet -ErrorVariable +readErrors) +
        @($tasks.TaskId | Get-ScaleTask @quiet -ErrorVariable +readErrors)
    $clock.Stop()

    # Only the started validation has the path of its file.
    $numbers = @{}
    foreach ($scorer in $scorers) {
        $numbers[$scorer.TaskId] = [int][IO.Path]::GetFileNameWithoutExtension($scorer.Path)
    }

    function Get-Name {
        param($Item)
        switch ("$($Item.Service)") {
            Galileo { "Galileo $($Item.TaskId)" }
            Kolena { "Kolena $($Item.GroundTruthId)/$($Item.ValidationId)" }
            Scale { "Scale $($Item.TaskId)" }
        }
    }

    function Test-Right {
        param($Item)
        switch ("$($Item.Service)") {
            Galileo { $Item.IsValid -and $Item.TestScores[0].Score -eq $numbers[$Item.TaskId] / 1000 }
            Kolena { $Item.Status -eq 'success' -and $Item.Score -eq 60 + ($Item.ValidationId * 7.25) % 40 }
            Scale {
                $place = [int]($Item.TaskId -replace '\D') - 1
                $threads = @($Item.Threads)
                $Item.Status -eq $ends[$place % $ends.Count] -and
                    ($threads.Count -eq 0 -or $threads[0].Id -eq "thread_$($Item.TaskId)")
            }
        }
    }

    $wanted = @($work | ForEach-Object { Get-Name $_ })
    $found = @($ended | ForEach-Object { Get-Name $_ })
    $foundAgain = @($read | ForEach-Object { Get-Name $_ })
    $inOrder = -not (Compare-Object $wanted $foundAgain -SyncWindow 0)
    $faults = ($sandbox.Faults | Measure-Object Count -Sum).Sum

    [pscustomobject]@{
        Requested = $Count
        FaultRate = $FaultRate
        Seed = $Seed
        Requests = $sandbox.RequestCount
        Faults = [long]$faults
        FaultKinds = "$($sandbox.Faults)"
        Waited = $ended.Count
        Lost = @($wanted | Where-Object { $_ -notin $found }).Count
        Twice = $found.Count - @($found | Sort-Object -Unique).Count
        Wrong = @(@($ended) + $read | Where-Object { -not (Test-Right $_) }).Count
        WaitErrors = @($waitErrors).Count
        ReadAgain = $read.Count
        ReadInOrder = $inOrder
        ReadErrors = @($readErrors).Count
        StartsSent = $third + $truths.Count
        StartsSucceeded = $scorers.Count + $validations.Count
        StartsFailed = @($failures).Count
        StartsReceived = $sandbox.StartCount
        StartedTwice = $sandbox.RepeatedStartCount
        Seconds = [math]::Round($clock.Elapsed.TotalSeconds, 1)
    }
}
finally {
    $connections | Disconnect-EvalService
    $sandbox | Stop-EvalSandbox
    Remove-Item $folder -Recurse -Force
}
