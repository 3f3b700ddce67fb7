# Measures which commands of scripts run in the child processes of the tests (Invoke-PowerShellScript). Pester's code coverage measures
# only its own process, so this uses its internal functions that find the commands and write the report.

Set-StrictMode -Version 2.0

<#
.SYNOPSIS
Starts the measurement of all scripts in a folder and its subfolders, and returns it for Export-ScriptCoverage.

.PARAMETER Source
The folder.

.PARAMETER Copy
The folder with copies of the scripts. A command of a copy counts as the command of the script.
#>
function Start-ScriptCoverage {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)] [string] $Source,
        [Parameter(Mandatory)] [string] $Copy
    )

    $folder = Join-Path ([IO.Path]::GetTempPath()) "GalileoEval-coverage-$([guid]::NewGuid())"
    $source, $copy = (Get-Item -LiteralPath $Source, $Copy).FullName
    $commands = @(& (Get-Module Pester) { Enter-CoverageAnalysis @{ Path = $args[0]; RecursePaths = 1; IncludeTests = 1 } } $source)
    foreach ($command in $commands) {
        $places = $command.File, ($copy + $command.File.Substring($source.Length)) |
            ForEach-Object { "$_`t$($command.StartLine)`t$($command.StartColumn)" }
        $command | Add-Member Places $places
    }

    if ($PSCmdlet.ShouldProcess($source)) {
        $null = New-Item $folder -ItemType Directory
        [IO.File]::WriteAllLines((Join-Path $folder 'places.txt'), [string[]]$commands.Places)
        [pscustomobject]@{ Folder = $folder; Commands = $commands; Outer = $env:GALILEOEVAL_COVERAGE }
        $env:GALILEOEVAL_COVERAGE = $folder
    }
}

<#
.SYNOPSIS
Ends a measurement and writes its report, in the Cobertura format.

.PARAMETER Measurement
The object that Start-ScriptCoverage returned.

.PARAMETER Path
The file.

.PARAMETER Root
The folder to which the paths in the report are relative.
#>
function Export-ScriptCoverage {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [psobject] $Measurement,
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Root
    )

    $env:GALILEOEVAL_COVERAGE = $Measurement.Outer
    $hits = @{}
    foreach ($file in Get-ChildItem $Measurement.Folder -Filter *.hits) {
        [IO.File]::ReadAllLines($file.FullName) | ForEach-Object { $hits[$_]++ }
    }

    Remove-Item $Measurement.Folder -Recurse
    foreach ($command in $Measurement.Commands) {
        $command.Breakpoint = @{ HitCount = ($command.Places | ForEach-Object { [int]$hits[$_] } | Measure-Object -Sum).Sum }
    }

    $text = & (Get-Module Pester) {
        param($Commands, $Root)

        $report = Get-CoverageReport $Commands
        Get-CoberturaReportXml $report -TotalMilliseconds 0 -ReportRoot $Root
    } $Measurement.Commands (Get-Item -LiteralPath $Root).FullName
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    [IO.File]::WriteAllText($Path, $text)
}

Export-ModuleMember -Function Start-ScriptCoverage, Export-ScriptCoverage
