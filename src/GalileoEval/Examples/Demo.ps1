<#
.SYNOPSIS
Demonstrates the module offline: no account, no key, no network.

.DESCRIPTION
Starts the sandbox, validates scorer files, waits for work of all three services together, compares two prompts, measures how
well three annotators agree, checks a gate that fails for a visible reason, and writes a report. The sandbox runs the scorer
files with the Python on PATH.

.PARAMETER OutputPath
The folder for the report and the CSV file; it is created. Default: a folder in the temporary folder.
#>
[CmdletBinding()]
param(
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'GalileoEval-demo')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$step = 0

function Write-Step {
    param([string] $Text)

    $script:step++
    Write-Progress -Activity 'GalileoEval demo' -Status $Text -PercentComplete (100 * $script:step / 7)
    Write-Host "`n$script:step. $Text" -ForegroundColor Cyan
}

$null = New-Item $OutputPath -ItemType Directory -Force
Write-Step 'Start a sandbox: the three services on this machine'
$sandbox = Start-EvalSandbox -TaskDuration 4 -WarningAction SilentlyContinue
Write-Host "   $($sandbox.BaseUri)"
try {
    Write-Step 'Validate three scorer files, read a validation and tasks, and wait for everything together'
    $work = @(
        Get-ChildItem $PSScriptRoot -Filter *.py | Invoke-GalileoCodeScorerValidation -TestOutput 'Choose "Forgot password".'
        Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 5
        'task_sandbox_02', 'task_sandbox_04' | Get-ScaleTask
    )
    $ended = @($work | Wait-EvalTask -Timeout 60)
    $ended | Format-Table | Out-Host
    $csv = Join-Path $OutputPath work.csv
    $ended | Select-Object Service, Id, State, Status, Score, TestScores, ErrorMessage | Export-Csv $csv -NoTypeInformation

    Write-Step 'Read the scores of two prompts over the same dataset rows, and measure them'
    $first = @(Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1)
    $second = @(Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2)
    $summaries = @($second | Measure-EvalScore)
    $summaries | Format-Table | Out-Host

    Write-Step 'Compare them row by row: is the second prompt worse?'
    $comparisons = @($second | Compare-EvalScore $first)
    $comparisons | Format-Table | Out-Host

    Write-Step 'Do three annotators of Scale agree?'
    $annotations = @(Get-ScaleTask -BatchName sandbox-agreement -Option submissions | Select-ScaleAnnotation)
    $agreements = @($annotations | Measure-EvalAgreement -Unit TaskId, TurnIndex, MessageIndex, SourceId)
    $agreements | Format-Table | Out-Host

    Write-Step 'May this ship? A gate of three rules'
    $rules = @(
        New-EvalGateRule * Verdict -NotEqualTo Regressed -Name 'no metric regresses'
        New-EvalGateRule completeness Mean -Minimum 0.6 -Name 'answers are complete' -Source Summary
        New-EvalGateRule helpfulness Value -Minimum 0.5 -Name 'raters agree' -Source Agreement
    )
    $gate = @($summaries + $comparisons + $agreements | Test-EvalGate $rules -Detailed)
    $gate | Format-Table | Out-Host

    Write-Step 'Write the report'
    $trend = Get-KolenaValidation -AgentId 1 -GroundTruthId 12
    $paths = 'report.html', 'report.md', 'report.xml' | ForEach-Object { Join-Path $OutputPath $_ }
    $gate + $summaries + $comparisons + $agreements + $ended + $trend + $annotations |
        Export-EvalReport $paths -Title 'Prompt v2 against v1' -PassThru |
        ForEach-Object { Write-Host "   $($_.FullName)" }
    Write-Host "   $csv"
}
finally {
    Write-Progress -Activity 'GalileoEval demo' -Completed
    $sandbox | Stop-EvalSandbox
}
