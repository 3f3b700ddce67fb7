<#
.SYNOPSIS
Makes icon.png, the icon of the package, from icon.svg again.

.DESCRIPTION
Draws it in Chromium: the one of CHROME_PATH, or chromium from PATH.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$chromium = if ($env:CHROME_PATH) { $env:CHROME_PATH } else { 'chromium' }
$picture = Join-Path $PSScriptRoot 'icon.png'
$arguments = @(
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1'
    '--default-background-color=00000000', '--window-size=85,85'
    "--screenshot=$picture"
    # Not file://, which a policy of the machine may block.
    'data:image/svg+xml;base64,' + [Convert]::ToBase64String([IO.File]::ReadAllBytes((Join-Path $PSScriptRoot 'icon.svg')))
)
& $chromium @arguments 2>&1 | Write-Verbose
if ($LASTEXITCODE -ne 0) {
    throw "$chromium ended with exit code $LASTEXITCODE."
}

Get-Item $picture
