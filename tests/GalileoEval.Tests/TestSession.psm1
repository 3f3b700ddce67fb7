# The common set-up of the test files: the built module and a separate sandbox.

Set-StrictMode -Version 2.0

$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).ProviderPath
$folder = Join-Path $root 'out/GalileoEval'

<#
.SYNOPSIS
The folder of the repository.
#>
function Get-RepositoryRoot {
    $root
}

<#
.SYNOPSIS
The folder of the built module.
#>
function Get-TestModuleFolder {
    $folder
}

<#
.SYNOPSIS
The path of the package of the built module.

.DESCRIPTION
build.ps1 Test packs the module before the tests. When a file is run by hand, the package may be missing or outdated; it is
then packed.
#>
function Get-TestPackage {
    $version = (Test-ModuleManifest (Join-Path $folder 'GalileoEval.psd1')).Version
    $package = Join-Path $root "out/GalileoEval.$version.nupkg"
    $built = (Get-ChildItem $folder -Recurse -File | Measure-Object LastWriteTimeUtc -Maximum).Maximum
    if (-not (Test-Path $package) -or (Get-Item $package).LastWriteTimeUtc -lt $built) {
        dotnet pack (Join-Path $root 'src/GalileoEval.Module') --no-build --configuration Release --nologo --verbosity quiet | Out-Host
        if ($LASTEXITCODE -ne 0) {
            throw "dotnet pack ended with exit code $LASTEXITCODE."
        }
    }

    $package
}

<#
.SYNOPSIS
Replaces text in a file of a package, such as the version.
#>
function Edit-PackageEntry {
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Package,
        [Parameter(Mandatory, Position = 1)] [string] $Name,
        [Parameter(Mandatory, Position = 2)] [string] $Pattern,
        [Parameter(Mandatory, Position = 3)] [string] $Replacement
    )

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $archive = [IO.Compression.ZipFile]::Open($Package, 'Update')
    try {
        $entry = $archive.GetEntry($Name)
        $reader = [IO.StreamReader]::new($entry.Open())
        $text = $reader.ReadToEnd()
        $reader.Dispose()
        $changed = $text -replace $Pattern, $Replacement
        if ($changed -ceq $text) {
            throw "$Name has no match for $Pattern."
        }

        $entry.Delete()
        $writer = [IO.StreamWriter]::new($archive.CreateEntry($Name).Open(), [Text.UTF8Encoding]::new($true))
        $writer.Write($changed)
        $writer.Dispose()
    }
    finally {
        $archive.Dispose()
    }
}

<#
.SYNOPSIS
Imports the built module into the session.
#>
function Import-TestModule {
    $manifest = Join-Path $folder 'GalileoEval.psd1'
    if (-not (Test-Path $manifest)) {
        throw "There is no $manifest. Run ./build.ps1 first."
    }

    Import-Module $manifest -Global
}

<#
.SYNOPSIS
Imports the module, starts a sandbox and connects the session to it.

.DESCRIPTION
Call it in the BeforeAll of a file, and Stop-TestSandbox in its AfterAll.

.PARAMETER Parameter
Additional parameters for Start-EvalSandbox.
#>
function Start-TestSandbox {
    [CmdletBinding(SupportsShouldProcess)]
    param([hashtable] $Parameter = @{})

    Import-TestModule
    if ($PSCmdlet.ShouldProcess('Start-EvalSandbox')) {
        Start-EvalSandbox @Parameter
    }
}

<#
.SYNOPSIS
Stops every sandbox of the session.
#>
function Stop-TestSandbox {
    [CmdletBinding(SupportsShouldProcess)]
    param()

    if ($PSCmdlet.ShouldProcess('Stop-EvalSandbox')) {
        Get-EvalSandbox | Stop-EvalSandbox
    }
}

<#
.SYNOPSIS
Converts text to a SecureString, as Read-Host -AsSecureString does.
#>
function New-TestSecret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory, Position = 0)] [string] $Text)

    [Net.NetworkCredential]::new('', $Text).SecurePassword
}

<#
.SYNOPSIS
Runs a script block and returns its terminating error, or the first error that it writes; $null if there is none.
#>
function Get-TestError {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [scriptblock] $Script)

    try {
        & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1
    }
    catch {
        $_
    }
}

<#
.SYNOPSIS
Runs a script that uses the module in a separate PowerShell process: see Invoke-PowerShellScript.
#>
function Invoke-ModuleScript {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Script,
        [hashtable] $Environment = @{},
        [string] $WorkingDirectory = $PWD.ProviderPath,
        [int] $TimeoutSec = 120
    )

    # A warning of Start-EvalSandbox about the version of Python would be part of the output.
    $import = "`$ErrorActionPreference = 'Stop'`n`$PSDefaultParameterValues['Start-EvalSandbox:WarningAction'] = 'SilentlyContinue'`nImport-Module '{0}'`n" -f (Join-Path $folder 'GalileoEval.psd1').Replace("'", "''")
    $null = $PSBoundParameters.Remove('Script')
    Invoke-PowerShellScript ($import + $Script) @PSBoundParameters
}

Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1')
Export-ModuleMember -Function Get-RepositoryRoot, Get-TestModuleFolder, Get-TestPackage, Edit-PackageEntry, Import-TestModule, Start-TestSandbox,
    Stop-TestSandbox, New-TestSecret, Get-TestError, Invoke-ModuleScript, Invoke-PowerShellScript
