<#
.SYNOPSIS
Records which of the measured commands run in this process: see ScriptCoverage.psm1.

.DESCRIPTION
Each command gets a breakpoint that does not stop, and appends its place to a file of this process at its first hit. So the commands
of a process that is killed are recorded too. Requires PowerShell 7, whose debugger sets 2000 breakpoints twenty times as fast as
Set-PSBreakpoint.
#>
[CmdletBinding()]
param()

$file = Join-Path $env:GALILEOEVAL_COVERAGE "$([guid]::NewGuid()).hits"
$record = {
    if ($_.HitCount -eq 1) {
        [IO.File]::AppendAllText($file, "$($_.Script)`t$($_.Line)`t$($_.Column)`n")
    }
}.GetNewClosure()
foreach ($place in [IO.File]::ReadAllLines((Join-Path $env:GALILEOEVAL_COVERAGE 'places.txt'))) {
    $script, $line, $column = $place.Split("`t")
    $null = [runspace]::DefaultRunspace.Debugger.SetLineBreakpoint($script, $line, $column, $record, $null)
}
