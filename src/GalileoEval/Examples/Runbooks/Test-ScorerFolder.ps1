#Requires -Version 5.1

<#
.SYNOPSIS
Validates every scorer file in a folder, and fails the build if one is invalid: a gate for CI.

.DESCRIPTION
Sends every *.py file of the folder to Galileo and waits for the outcome. The first invalid scorer ends the wait, so that the
build fails early: scorers without an outcome are then reported as skipped. With -All the gate waits for all of them.

Writes one object for each scorer when its outcome is known. The reports of -ReportPath are written even if the gate fails.

.PARAMETER Path
The folder with the scorer files. Wildcards are not supported.

.PARAMETER TestInput
The input of the sample that the scorers are run on. Default: the service's default.

.PARAMETER TestOutput
The output of the sample that the scorers are run on. Default: the service's default.

.PARAMETER LogStreamId
The log stream whose records the scorers are run on, instead of a sample.

.PARAMETER Limit
The maximum number of records to score. Default: the service's default.

.PARAMETER Recurse
Includes the files of subfolders.

.PARAMETER All
Continues after an invalid scorer, and reports all of them.

.PARAMETER Timeout
How long to wait for the outcome, in seconds; -1 for no limit. Default: 300.

.PARAMETER PollInterval
The time between two polls, in seconds. Default: the default of Wait-EvalTask.

.PARAMETER ReportPath
The reports to write, each in the format of its extension: .html, .md, .xml (JUnit) or .json. Default: none. In a GitHub
step, the Markdown report is also appended to its summary ($env:GITHUB_STEP_SUMMARY).

.EXAMPLE
./Test-ScorerFolder.ps1 ./scorers -TestInput 'Where is my order?' -TestOutput 'On its way.' -ReportPath out/scorers.xml

Runs every scorer on one sample.

.EXAMPLE
./Test-ScorerFolder.ps1 ./scorers -LogStreamId $id -Limit 20 -All -ReportPath out/scorers.html, out/scorers.md

Runs every scorer on twenty log records, and reports all invalid ones.

.NOTES
Exit codes:

  0  every scorer is valid
  1  a scorer is invalid
  2  the gate could not run: no folder, no scorer in it, no connection, an error of the service
  3  a scorer had no outcome before the timeout

The lowest code that applies is returned. Connect first, or set GALILEO_API_KEY (and GALILEO_API_URL).
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Sample')]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [Parameter(ParameterSetName = 'Sample')]
    [string] $TestInput,

    [Parameter(ParameterSetName = 'Sample')]
    [string] $TestOutput,

    [Parameter(Mandatory, ParameterSetName = 'LogStream')]
    [ValidateNotNullOrEmpty()]
    [string] $LogStreamId,

    [Parameter(ParameterSetName = 'LogStream')]
    [ValidateRange(1, [int]::MaxValue)]
    [int] $Limit,

    [switch] $Recurse,

    [switch] $All,

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout = 300,

    [ValidateRange(0.01, 86400)]
    [double] $PollInterval,

    [string[]] $ReportPath
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Outcomes as gate results, which every report format shows. A scorer without an outcome did not pass.
function Get-GateResult {
    foreach ($case in $cases) {
        [pscustomobject]@{
            Rule      = $case.Scorer
            Source    = 'Work'
            Outcome   = switch ($case.Result) { 'Valid' { 'Passed' } 'Invalid' { 'Failed' } 'Skipped' { 'Skipped' } default { 'Inconclusive' } }
            Statistic = 'Result'
            Actual    = $case.Result
            Message   = $case.Message
        }
    }
}

function Write-Report {
    $title = @{ Title = "Scorers in $folder" }
    if ($ReportPath) {
        Get-GateResult | Export-EvalReport $ReportPath @title -Confirm:$false
    }

    if ($env:GITHUB_STEP_SUMMARY) {
        $markdown = Get-GateResult | ConvertTo-EvalReport -Format Markdown @title
        [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, $markdown)
    }
}

# Stores an outcome for the reports, and writes it at once.
function Set-Outcome($Case, [string] $Result, [string] $Message) {
    $Case.Result = $Result
    $Case.Message = $Message
    $Case.Seconds = [Math]::Round($clock.Elapsed.TotalSeconds, 3)
    $script:PSCmdlet.WriteObject($Case)
}

function Get-Failure($Ended) {
    if ($Ended -is [GalileoEval.Galileo.CodeScorerValidation]) {
        return $Ended.ErrorMessage
    }

    $first = $Ended.Scores | Where-Object Error | Select-Object -First 1
    '{0} of {1} scores failed, the first with: {2}' -f $Ended.FailedCount, ($Ended.FailedCount + $Ended.ScoredCount), $first.Error
}

# The service accepts a file without scorer_fn, and one that applies to no record.
function Get-Hint($Ended) {
    if ($Ended -is [GalileoEval.Galileo.CodeScorerValidation] -and $Ended.HasOnlyNullScores) {
        'Every score is empty: check that the file has a scorer_fn.'
    }
    elseif ($Ended -is [GalileoEval.Galileo.LogRecordValidation] -and $Ended.ScoredCount -eq 0) {
        'No record was scored: the scorer applies to none of them.'
    }
}

try {
    if (-not (Get-Command Invoke-GalileoCodeScorerValidation -ErrorAction SilentlyContinue)) {
        Import-Module GalileoEval
    }

    if (-not (Test-Path -LiteralPath $Path -PathType Container)) {
        throw "The folder '$Path' does not exist."
    }

    $folder = (Resolve-Path -LiteralPath $Path).ProviderPath
    $files = @(Get-ChildItem -LiteralPath $folder -Filter *.py -File -Recurse:$Recurse | Sort-Object FullName)
    if ($files.Count -eq 0) {
        # A gate that checked nothing must not pass.
        throw "The folder '$folder' contains no scorer (*.py)."
    }

    if (-not $WhatIfPreference) {
        # Fails before anything is sent if a folder cannot be created.
        foreach ($file in $ReportPath) {
            $full = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($file)
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($full))
        }
    }

    $clock = [Diagnostics.Stopwatch]::StartNew()
    # A case-sensitive dictionary: on Linux a.py and A.py are two files.
    $byPath = New-Object 'Collections.Generic.Dictionary[string, object]' ([StringComparer]::Ordinal)
    $cases = @(foreach ($file in $files) {
            $name = $file.FullName.Substring($folder.Length).TrimStart([char[]]'\/')
            $byPath[$file.FullName] = [pscustomobject]@{
                PSTypeName = 'GalileoEval.Runbooks.Scorer'
                Scorer     = $name
                Result     = 'Skipped'
                Seconds    = 0
                Message    = 'Had no outcome when the gate ended.'
            }
            $byPath[$file.FullName]
        })

    $options = @{}
    foreach ($name in 'TestInput', 'TestOutput', 'LogStreamId', 'Limit') {
        if ($PSBoundParameters.ContainsKey($name)) {
            $options[$name] = $PSBoundParameters[$name]
        }
    }

    $waiting = @{ Timeout = $Timeout }
    if ($PSBoundParameters.ContainsKey('PollInterval')) {
        $waiting.PollInterval = $PollInterval
    }

    $started = @($files | Invoke-GalileoCodeScorerValidation @options -ErrorAction SilentlyContinue -ErrorVariable notSent)
    if ($WhatIfPreference) {
        exit 0
    }

    try {
        $stop = $false
        foreach ($problem in $notSent) {
            # Only an invalid file counts against the scorer.
            $result = if ($problem.FullyQualifiedErrorId -like 'InvalidFile,*') { 'Invalid' } else { 'Error' }
            $file = [string]$problem.TargetObject -replace '^Microsoft\.PowerShell\.Core\\FileSystem::'
            Set-Outcome $byPath[$file] $result ([string]$problem)
            $stop = $stop -or -not $All
        }

        if (-not $stop) {
            # Select-Object ends the wait when it receives 'stop'. Outcomes are written directly.
            $started | Wait-EvalTask @waiting -ErrorAction SilentlyContinue -ErrorVariable notEnded | ForEach-Object {
                if ($_.State -eq 'Succeeded') {
                    Set-Outcome $byPath[$_.Path] 'Valid' (Get-Hint $_)
                }
                else {
                    Set-Outcome $byPath[$_.Path] 'Invalid' (Get-Failure $_)
                    if (-not $All) {
                        'stop'
                    }
                }
            } | Select-Object -First 1 | Out-Null
            foreach ($problem in $notEnded) {
                $result = if ($problem.FullyQualifiedErrorId -like 'Timeout,*') { 'Timeout' } else { 'Error' }
                Set-Outcome $byPath[$problem.TargetObject.Path] $result ([string]$problem)
            }
        }
    }
    finally {
        # Also after Ctrl+C, with the outcomes known so far.
        Write-Report
    }

    $cases | Where-Object Result -EQ 'Skipped'
    $results = @($cases | ForEach-Object Result)
    if ($results -contains 'Invalid') {
        exit 1
    }

    if ($results -contains 'Error') {
        exit 2
    }

    exit $(if ($results -contains 'Timeout') { 3 } else { 0 })
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 2
}
