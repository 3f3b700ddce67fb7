#Requires -Version 5.1

<#
.SYNOPSIS
Runs a campaign of Scale GenAI: a CSV file of prompts becomes a batch of tasks, and the batch becomes annotations and a report.

.DESCRIPTION
Creates a staging batch and one task for each row, finalizes the batch, waits until it is completed, and writes the annotations
to a CSV file and a report. The batch is finalized only when every row has its task.

You can stop the script at any time and run it again with the same arguments: it finds the batch by its name and the tasks by the
key of their rows, creates missing tasks, and continues to wait. The key is in the metadata of each task and in a column of the
annotations.

.PARAMETER Path
The CSV file of prompts. Its columns are the template variables of the project, and the key.

.PARAMETER BatchName
The name of the batch.

.PARAMETER ProjectName
The name of the project.

.PARAMETER Key
The column that identifies a row: its values must be unique. Default: id.

.PARAMETER AnnotationPath
The CSV file for the annotations. An existing one is replaced.

.PARAMETER ReportPath
The reports to write, each in the format of its extension: .html, .md, .xml (JUnit) or .json. Default: none.

.PARAMETER Timeout
How long to wait for the batch, in seconds; -1 for no limit. Default: -1.

.PARAMETER PollInterval
The time between two polls, in seconds. Default: 60 for the service.

.EXAMPLE
./Start-ScaleCampaign.ps1 prompts.csv july-prompts 'Sandbox ratings' annotations.csv -ReportPath report.html

Creates the batch and its tasks, waits for them, and writes the annotations and a report.

.EXAMPLE
./Start-ScaleCampaign.ps1 prompts.csv july-prompts 'Sandbox ratings' annotations.csv -Timeout 0

Creates missing tasks and ends at once. A later run, such as a scheduled one, writes the annotations.

.NOTES
Exit codes:

  0  every task is completed, and the files are written
  1  the files are written, but some tasks or the batch were cancelled or ended in an error
  2  an error: a row without a key, no such project, no connection, an error of the service
  3  the batch was not completed before the timeout: run it again

With 2 and 3 no file is written. Connect first, or set SCALE_API_KEY.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [Parameter(Mandatory, Position = 1)]
    [ValidateNotNullOrEmpty()]
    [string] $BatchName,

    [Parameter(Mandatory, Position = 2)]
    [ValidateNotNullOrEmpty()]
    [string] $ProjectName,

    [Parameter(Mandatory, Position = 3)]
    [ValidateNotNullOrEmpty()]
    [string] $AnnotationPath,

    [ValidateNotNullOrEmpty()]
    [string] $Key = 'id',

    [ValidateNotNullOrEmpty()]
    [string[]] $ReportPath,

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout = -1,

    [ValidateRange(0.01, 86400)]
    [double] $PollInterval
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Gets the batch of an earlier run, if there is one.
function Find-Batch {
    try {
        Get-ScaleBatch -BatchName ([Management.Automation.WildcardPattern]::Escape($BatchName))
    }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'NotFound,*') {
            throw
        }
    }
}

$temporary = $null
try {
    if (-not (Get-Command New-ScaleTask -ErrorAction SilentlyContinue)) {
        Import-Module GalileoEval
    }

    $target = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($AnnotationPath)
    if (Test-Path -LiteralPath $target -PathType Container) {
        # Move-Item would move the file into the folder.
        throw "'$target' is a folder: specify a file."
    }

    $rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
    $keys = @($rows | ForEach-Object { if ($_.PSObject.Properties[$Key]) { $_.$Key } } | Where-Object { "$_".Trim() })
    if ($rows.Count -eq 0 -or $keys.Count -ne $rows.Count -or @($keys | Sort-Object -Unique).Count -ne $rows.Count) {
        throw "'$Path' has $($rows.Count) rows: it needs at least one, and a unique value in the column '$Key' of every row."
    }

    if (-not $PSCmdlet.ShouldProcess("Batch '$BatchName'", "Create the tasks of $($rows.Count) rows and finalize the batch")) {
        exit 0
    }

    $batch = Find-Batch
    if (-not $batch) {
        $batch = New-ScaleBatch $BatchName -ProjectName $ProjectName -Staging -Confirm:$false
    }

    if ($batch.State -ne 'Canceled') {
        $tasks = @($rows | New-ScaleTask $batch -ResumeKey $Key -Confirm:$false -ErrorAction Continue -ErrorVariable missing)
        if ($missing) {
            throw "$($tasks.Count) of $($rows.Count) rows have a task, so the batch was not finalized: run this again."
        }
    }

    if ($batch.Status -eq 'staging') {
        $batch = $batch | Complete-ScaleBatch -Confirm:$false
    }

    $waiting = @{ Timeout = $Timeout }
    if ($PSBoundParameters.ContainsKey('PollInterval')) {
        $waiting.PollInterval = $PollInterval
    }

    try {
        # Read again: a batch that was completed before this run may have new tasks.
        $batch = $batch | Get-ScaleBatch | Wait-EvalTask @waiting
    }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'Timeout,*') {
            throw
        }

        Write-Error -ErrorRecord $_ -ErrorAction Continue
        exit 3
    }

    $ended = @(Get-ScaleTask -BatchId $batch.BatchId -Option annotation_details, submissions)
    $keyOf = @{}
    $ended | ForEach-Object { $keyOf[$_.TaskId] = if ($_.Metadata -and $_.Metadata.ContainsKey($Key)) { $_.Metadata[$Key] } }
    $completed = @($ended | Where-Object Status -EQ completed)
    $annotations = @($completed | Select-ScaleAnnotation)

    # In the same folder: a move replaces a file atomically only within a volume.
    $temporary = "$target.$([guid]::NewGuid()).tmp"
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
    $columns = 'TaskId', 'ContributorId', 'ThreadIndex', 'TurnIndex', 'MessageIndex', 'Role', 'SourceId', 'Level', 'Key', 'ValueText',
        'Justification', 'NotApplicable', 'CannotAssess' | Where-Object { $_ -ne $Key }
    if ($annotations.Count) {
        $keyColumn = @{ Name = $Key; Expression = { $keyOf[$_.TaskId] } }
        $annotations | Select-Object (@($keyColumn) + $columns) |
            Export-Csv -LiteralPath $temporary -NoTypeInformation -Encoding UTF8 -Confirm:$false
    }
    else {
        # Export-Csv writes no header for an empty pipeline.
        $header = @(@($Key) + $columns | ForEach-Object { '"{0}"' -f $_.Replace('"', '""') }) -join ','
        Set-Content -LiteralPath $temporary $header -Encoding UTF8 -Confirm:$false
    }

    Move-Item -LiteralPath $temporary $target -Force -Confirm:$false
    if ($ReportPath) {
        @($annotations | Measure-EvalScore) + $ended | Export-EvalReport $ReportPath -Title "Campaign $BatchName" -Confirm:$false
    }

    $failed = @($ended | Where-Object State -NE Succeeded)
    [pscustomobject]@{
        PSTypeName = 'GalileoEval.Runbooks.Harvest'; Rows = $annotations.Count; Tasks = $completed.Count; Errors = $failed.Count; Path = $target
    }
    exit [int]($failed.Count -gt 0 -or $batch.State -ne 'Succeeded')
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 2
}
finally {
    if ($temporary -and (Test-Path -LiteralPath $temporary)) {
        Remove-Item -LiteralPath $temporary -Confirm:$false
    }
}
