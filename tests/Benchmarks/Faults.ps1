<#
.SYNOPSIS
Starts, waits for and reads work of all three services while a part of all requests goes wrong, and counts what came out.

.DESCRIPTION
Runs against a sandbox with -FaultRate. A third of the work are validations of scorer files (Galileo), each of another file; a
third are validations of ground truths (Kolena), each of another ground truth; the rest are tasks of a batch (Scale). All of it
is waited for together with Wait-EvalTask and then read once more by id. What comes out is compared with what the sandbox
must have answered.

A start whose answer is lost is an error, because it may have been received: it is counted, and the work is not waited for. The
sandbox counts the starts that it received, and those that it received twice.

.PARAMETER Count
How many pieces of work are waited for.

.PARAMETER FaultRate
The part of all requests that go wrong.

.PARAMETER Seed
Makes the faults the same each time.

.PARAMETER TimeoutSec
The limit for one try of one request: an answer that stalls takes this long.

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

# What is compared at the end: the words of the sandbox's sample data.
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

    # Each file scores by its number.
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

    # Read once more, by id.
    $readErrors = @()
    $read = @($scorers.TaskId | Get-GalileoCodeScorerValidation @quiet -ErrorVariable +readErrors) +
        @($validations | Get-KolenaValidation @quiet -ErrorVariable +readErrors) +
        @($tasks.TaskId | Get-ScaleTask @quiet -ErrorVariable +readErrors)
    $clock.Stop()

    # The file of a validation is known from its start only.
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
        Asked = $Count
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
        StartsAsked = $third + $truths.Count
        StartsAnswered = $scorers.Count + $validations.Count
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
