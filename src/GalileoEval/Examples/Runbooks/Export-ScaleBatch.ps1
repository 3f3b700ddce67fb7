#Requires -Version 5.1

<#
.SYNOPSIS
Exports a Scale GenAI batch: the annotations of its completed tasks to one CSV file, its failed tasks to another.

.DESCRIPTION
Streams the batch task by task, so that memory use does not grow with the size of the batch. The files are written under
temporary names and moved into place at the end: an existing file is always complete, and an interrupted run keeps the files
of the previous run.

.PARAMETER BatchName
The name of the batch.

.PARAMETER Path
The CSV file for the annotations. An existing file is replaced.

.PARAMETER ErrorPath
The CSV file for the tasks that ended in an error. Default: the value of Path with .errors before the extension.

.PARAMETER Key
The keys of the questions to keep; wildcards are allowed. Default: all.

.PARAMETER Timeout
How long to wait until the batch is completed, in seconds; -1 for no limit. Default: does not wait, and exports the tasks that
are completed now.

.PARAMETER PollInterval
The time between two polls, in seconds. Default: 60 for the service.

.EXAMPLE
./Export-ScaleBatch.ps1 sandbox-ratings ratings.csv

Exports the tasks that are completed now.

.EXAMPLE
./Export-ScaleBatch.ps1 sandbox-ratings ratings.csv -Key overall_quality -Timeout 3600

Waits for the batch, an hour at most, and exports the annotations for one key.

.NOTES
Exit codes:

  0  both files were written
  2  an error: no such batch, no connection, an error of the service, a file that cannot be written
  3  the batch was not completed before the timeout

With 2 and 3 neither file was changed, unless moving the second one into place failed. Connect first, or set SCALE_API_KEY.
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

# An explicit list: the columns do not depend on the first row, and exist without any row.
$annotationColumns = 'TaskId', 'BatchId', 'BatchName', 'CompletedAt', 'ThreadIndex', 'TurnIndex', 'MessageIndex', 'ChunkIndex',
    'Role', 'SourceId', 'Level', 'Key', 'ValueText', 'Justification', 'NotApplicable', 'CannotAssess'
$errorColumns = 'TaskId', 'BatchId', 'Status', 'CreatedAt', 'Error'

# Export-Csv writes no header for an empty pipeline.
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

    # Move-Item would move the file into the folder.
    foreach ($file in $report, $errorReport | Where-Object { Test-Path -LiteralPath $_ -PathType Container }) {
        throw "'$file' is a folder: specify a file."
    }

    # An unknown name is an error that suggests the nearest names.
    $batch = Get-ScaleBatch -BatchName ([Management.Automation.WildcardPattern]::Escape($BatchName))
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

    # In the same folders: a move replaces a file atomically only within a volume.
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

    # The annotations last: if they are new, both files are.
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
