<#
.SYNOPSIS
Runs the Pester suite against the module in out/GalileoEval.

.DESCRIPTION
Uses Pester from out/Pester, which the build restores from NuGet (Pester.csproj).

.PARAMETER Path
The files to run; all of them by default.

.PARAMETER ResultPath
The JSON file for the counts and the names of the failed tests.

.PARAMETER CoveragePath
The XML file (Cobertura) for the coverage of the scripts of the module. Default: the coverage is not measured.
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [string] $ResultPath,
    [string] $CoveragePath
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$pester = Join-Path $PSScriptRoot '../../out/Pester/Pester.psd1'
if (-not (Test-Path $pester)) {
    throw "Pester is not in out/Pester. Build it with: dotnet build $(Join-Path $PSScriptRoot 'Pester.csproj')"
}

Import-Module $pester

# The environment variables of this machine must not reach a test.
Get-ChildItem Env: |
    Where-Object { $_.Name -match '^(GALILEO|KOLENA|RESTRUCTURED|SCALE|SPLUNK)_' } |
    ForEach-Object { Remove-Item "Env:$($_.Name)" }

$src = Join-Path $PSScriptRoot '../../src'
if ($CoveragePath) {
    Import-Module (Join-Path $PSScriptRoot '../Coverage/ScriptCoverage.psm1')
    $coverage = Start-ScriptCoverage -Source "$src/GalileoEval/Examples" -Copy (Join-Path $PSScriptRoot '../../out/GalileoEval/Examples')
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
# Tests see the preferences that a user begins with.
Set-StrictMode -Off
$ErrorActionPreference = 'Continue'
$result = Invoke-Pester -Configuration $configuration
if ($CoveragePath) {
    Export-ScriptCoverage $coverage $CoveragePath $src
}

# A file or block that could not be run counts as a failed test.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($ResultPath) {
    @{
        Passed      = $result.PassedCount
        Failed      = $failed
        Skipped     = $result.SkippedCount + $result.NotRunCount
        FailedTests = @(
            $result.Failed | ForEach-Object { $_.ExpandedPath }
            $result.FailedBlocks | ForEach-Object { $_.ExpandedPath }
            $result.FailedContainers | ForEach-Object { "$($_.Item)" }
        )
    } |
        ConvertTo-Json |
        Set-Content $ResultPath -Encoding UTF8
}

exit [int]($failed -gt 0 -or $result.PassedCount -eq 0)
