<#
.SYNOPSIS
Makes the pictures of docs/reports.md again.

.DESCRIPTION
Runs the test that draws them in Chromium (from PATH or CHROME_PATH) with a report whose figures are the same each time.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).ProviderPath
$env:GALILEOEVAL_PICTURES = Join-Path $root 'docs/images'
try {
    $null = New-Item $env:GALILEOEVAL_PICTURES -ItemType Directory -Force
    dotnet test (Join-Path $PSScriptRoot '..') -c Release --nologo --filter 'FullyQualifiedName~ReportPictureTests'
} finally {
    Remove-Item Env:GALILEOEVAL_PICTURES
}
