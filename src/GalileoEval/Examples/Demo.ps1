<#
.SYNOPSIS
Shows the module at work, offline: no account, no key, no network.

.DESCRIPTION
Starts the sandbox, validates scorer files on one sample and on log records, reads Kolena validations and Scale tasks,
waits for all of it together, and exports the outcome. The sandbox runs the scorer files with the Python on PATH.

.PARAMETER OutputPath
The CSV file that it writes. The default is in the folder for temporary files.
#>
[CmdletBinding()]
param(
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'GalileoEval-demo.csv')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Write-Step {
    param([string] $Text)

    Write-Host "`n== $Text" -ForegroundColor Cyan
}

Write-Step 'A sandbox: the three services on this machine'
$sandbox = Start-EvalSandbox
try {
    $sandbox | Out-Host

    Write-Step 'Three scorer files, validated on one sample'
    $scorers = Get-ChildItem $PSScriptRoot -Filter *.py
    $samples = @($scorers | Invoke-GalileoCodeScorerValidation -TestInput 'How do I reset my password?' -TestOutput 'Choose "Forgot password".')

    Write-Step 'One of them, validated on the records of a log stream'
    $records = Invoke-GalileoCodeScorerValidation (Join-Path $PSScriptRoot 'answer_length.py') -LogStreamId '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'

    Write-Step 'Validations on Kolena, tasks on Scale'
    $validations = @(1..5 | ForEach-Object { Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId $_ })
    $tasks = @('task_sandbox_01', 'task_sandbox_02', 'task_sandbox_03' | Get-ScaleTask)
    $validations | Format-Table | Out-Host
    $tasks | Format-Table | Out-Host

    Write-Step 'All of it, waited for together, in the order it ends'
    $ended = @($samples + $records + $validations + $tasks | Wait-EvalTask -Timeout 120)
    $ended | Out-Host

    Write-Step 'The validated files'
    $ended | Where-Object { $_ -is [GalileoEval.Galileo.CodeScorerValidation] } | Format-Table | Out-Host

    Write-Step 'The log records with the lowest scores'
    $ended | Where-Object { $_ -is [GalileoEval.Galileo.LogRecordValidation] } | ForEach-Object Scores |
        Where-Object Status -EQ 'success' | Sort-Object Score | Select-Object -First 5 | Format-Table | Out-Host

    # With the ids that find each kind of work again: Import-Csv ... | Wait-EvalTask would go on waiting for it.
    $columns = 'Service', 'State', 'TaskId', 'ProjectId', 'MetricsExperimentId', 'AgentId', 'GroundTruthId', 'ValidationId',
        'Status', 'IsFinal', 'Score', 'AverageScore', 'TestScores', 'ErrorMessage'
    $ended | Select-Object $columns | Export-Csv $OutputPath -NoTypeInformation
    Write-Step "Exported to $OutputPath"
}
finally {
    $sandbox | Stop-EvalSandbox
}
