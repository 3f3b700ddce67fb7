#Requires -Version 5.1

<#
.SYNOPSIS
Harvests a batch of Scale GenAI: every annotation of its completed tasks into one CSV file, its failed tasks into another.

.DESCRIPTION
Goes through the batch task by task and writes the annotations as it goes, so that a batch of any size takes no more memory
than a small one. The files are written under other names and put in their places at the end: a report that is there is whole,
and a run that breaks off leaves that of the time before.

.PARAMETER BatchName
The name of the batch.

.PARAMETER Path
The CSV file for the annotations. One that is there is replaced.

.PARAMETER ErrorPath
The CSV file for the tasks that ended in an error. Default: beside Path, with .errors before the extension.

.PARAMETER Key
The keys of the questions to keep; wildcards are allowed. Default: all.

.PARAMETER Timeout
Waits until the batch is completed, this many seconds at most; -1 for ever. Default: does not wait, and takes what is
completed by now.

.PARAMETER PollInterval
The time between two looks, in seconds. Default: what suits the service.

.EXAMPLE
./Export-ScaleBatch.ps1 sandbox-ratings ratings.csv

Exports what is completed by now.

.EXAMPLE
./Export-ScaleBatch.ps1 sandbox-ratings ratings.csv -Key overall_quality -Timeout 3600

Waits for the batch, an hour at most, and exports the answers to one question.

.NOTES
Exit codes:

  0  both files are in their places
  2  something went wrong: no such batch, no connection, an error of the service, a file that cannot be written
  3  the batch was not completed when the time was up

With 2 and 3 neither file was touched, unless the second could not be put in its place. Connect before, or set SCALE_API_KEY.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $BatchName,

    [Parameter(Mandatory, Position = 1)]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [ValidateNotNullOrEmpty()]
    [string] $ErrorPath,

    [ValidateNotNullOrEmpty()]
    [string[]] $Key = '*',

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout,

    [ValidateRange(0.01, 86400)]
    [double] $PollInterval
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Named one by one: the columns are the same whatever comes first, and also when nothing comes.
$annotationColumns = 'TaskId', 'BatchId', 'BatchName', 'CompletedAt', 'ThreadIndex', 'TurnIndex', 'MessageIndex', 'ChunkIndex',
    'Role', 'SourceId', 'Level', 'Key', 'ValueText', 'Justification', 'NotApplicable', 'CannotAssess'
$errorColumns = 'TaskId', 'BatchId', 'Status', 'CreatedAt', 'Error'

# An empty pipeline leaves Export-Csv without a header, and Import-Csv of the file without columns.
function Write-HeaderOnly([string] $File, [string[]] $Column) {
    Set-Content -LiteralPath $File ('"{0}"' -f ($Column -join '","')) -Encoding UTF8 -Confirm:$false
}

$temporary = @()
try {
    if (-not (Get-Command Get-ScaleTask -ErrorAction SilentlyContinue)) {
        Import-Module GalileoEval
    }

    $report = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not $ErrorPath) {
        $ErrorPath = [IO.Path]::ChangeExtension($report, '.errors' + [IO.Path]::GetExtension($report))
    }

    $errorReport = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ErrorPath)
    if ($report -eq $errorReport) {
        throw "The annotations and the errors cannot go to the same file: '$report'."
    }

    # An unknown name is an error that tells the nearest ones.
    $batches = @(Get-ScaleBatch -BatchName ([Management.Automation.WildcardPattern]::Escape($BatchName)))
    if ($batches.Count -ne 1) {
        throw "'$BatchName' is the name of $($batches.Count) batches: give the name of one."
    }

    $batch = $batches[0]
    if ($PSBoundParameters.ContainsKey('Timeout')) {
        $waiting = @{ Timeout = $Timeout }
        if ($PSBoundParameters.ContainsKey('PollInterval')) {
            $waiting.PollInterval = $PollInterval
        }

        try {
            $batch = $batch | Wait-EvalTask @waiting
        }
        catch {
            if ($_.FullyQualifiedErrorId -notlike 'Timeout,*') {
                throw
            }

            Write-Error -ErrorRecord $_ -ErrorAction Continue
            exit 3
        }
    }

    if (-not $PSCmdlet.ShouldProcess($report, "Export the annotations of the batch $($batch.BatchName)")) {
        exit 0
    }

    # Beside the reports: a file can be put in the place of another at one stroke on the same volume only.
    $temporary = @("$report.$([guid]::NewGuid()).tmp", "$errorReport.$([guid]::NewGuid()).tmp")
    $count = @{ Tasks = 0; Rows = 0; Errors = 0 }
    Get-ScaleTask -BatchId $batch.BatchId -Status completed |
        ForEach-Object { $count.Tasks++; $_ } |
        Select-ScaleAnnotation -Key $Key |
        ForEach-Object { $count.Rows++; $_ } |
        Select-Object $annotationColumns |
        Export-Csv -LiteralPath $temporary[0] -NoTypeInformation -Encoding UTF8 -Confirm:$false
    Get-ScaleTask -BatchId $batch.BatchId -Status error |
        ForEach-Object { $count.Errors++; $_ } |
        Select-Object TaskId, BatchId, Status, CreatedAt, @{ Name = 'Error'; Expression = { $_.Errors -join '; ' } } |
        Export-Csv -LiteralPath $temporary[1] -NoTypeInformation -Encoding UTF8 -Confirm:$false
    if ($count.Rows -eq 0) {
        Write-HeaderOnly $temporary[0] $annotationColumns
    }

    if ($count.Errors -eq 0) {
        Write-HeaderOnly $temporary[1] $errorColumns
    }

    # The report last: where it is new, all is.
    Move-Item -LiteralPath $temporary[1] $errorReport -Force -Confirm:$false
    Move-Item -LiteralPath $temporary[0] $report -Force -Confirm:$false
    [pscustomobject]@{ PSTypeName = 'GalileoEval.Runbooks.Harvest'; Rows = $count.Rows; Tasks = $count.Tasks; Errors = $count.Errors; Path = $report }
    exit 0
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 2
}
finally {
    foreach ($file in $temporary) {
        if (Test-Path -LiteralPath $file) {
            Remove-Item -LiteralPath $file -Confirm:$false
        }
    }
}
