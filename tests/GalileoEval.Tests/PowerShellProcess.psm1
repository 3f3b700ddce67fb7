# Child processes of the PowerShell that runs this one, for the build and for the tests.

Set-StrictMode -Version 2.0

<#
.SYNOPSIS
Returns the command line of the current PowerShell: the program, and its leading arguments.
#>
function Get-PowerShellCommand {
    $program = (Get-Process -Id $PID).Path
    if ((Split-Path $program -Leaf) -match '^dotnet(\.exe)?$') {
        # PowerShell as a .NET tool.
        return $program, (Join-Path $PSHOME 'pwsh.dll')
    }

    if ($PSVersionTable.PSEdition -ne 'Core') {
        return $program, '-ExecutionPolicy', 'Bypass'
    }

    $program
}

<#
.SYNOPSIS
Runs PowerShell on this console and sets $LASTEXITCODE.
#>
function Start-PowerShellProcess {
    [CmdletBinding(SupportsShouldProcess)]
    param([string[]] $Arguments)

    $command = @(Get-PowerShellCommand) + $Arguments
    if ($PSCmdlet.ShouldProcess($command -join ' ')) {
        $program, $rest = $command
        & $program @rest | Out-Host
    }
}

<#
.SYNOPSIS
Runs a script in a separate PowerShell process and returns StdOut, StdErr and ExitCode.

.PARAMETER Script
The text of the script. A terminating error sets the exit code 1.

.PARAMETER Environment
Environment variables to set, or to remove if the value is $null.

.PARAMETER WorkingDirectory
The working directory.

.PARAMETER TimeoutSec
The timeout in seconds, after which the process is killed and an error is thrown.
#>
function Invoke-PowerShellScript {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Script,
        [hashtable] $Environment = @{},
        [string] $WorkingDirectory = $PWD.ProviderPath,
        [int] $TimeoutSec = 120
    )

    $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).ps1"
    if ($env:GALILEOEVAL_COVERAGE) {
        # In the first line, so that the numbers of the lines in errors stay the same.
        $Script = "& '{0}'; {1}" -f (Join-Path $PSScriptRoot '../Coverage/Enter-ScriptCoverage.ps1').Replace("'", "''"), $Script
    }

    # With the byte order mark that Windows PowerShell needs.
    [IO.File]::WriteAllText($file, $Script, [Text.UTF8Encoding]::new($true))
    try {
        $program, $rest = @(Get-PowerShellCommand) + '-NoProfile', '-NonInteractive', '-File', $file
        $start = [Diagnostics.ProcessStartInfo]::new($program)
        $start.Arguments = ($rest | ForEach-Object { '"{0}"' -f $_ }) -join ' '
        $start.WorkingDirectory = $WorkingDirectory
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        if ($PSVersionTable.PSEdition -eq 'Core') {
            $start.StandardOutputEncoding = [Text.UTF8Encoding]::new($false)
            $start.StandardErrorEncoding = [Text.UTF8Encoding]::new($false)
        }

        foreach ($name in $Environment.Keys) {
            if ($null -eq $Environment[$name]) {
                $start.EnvironmentVariables.Remove($name)
            }
            else {
                $start.EnvironmentVariables[$name] = [string]$Environment[$name]
            }
        }

        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        # Reads both concurrently: a full pipe would block the child.
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($TimeoutSec * 1000)) {
            $process.Kill()
            throw "The script did not end in $TimeoutSec seconds.`n$Script"
        }

        $process.WaitForExit()
        [pscustomobject]@{
            StdOut = $output.GetAwaiter().GetResult()
            StdErr = $errors.GetAwaiter().GetResult()
            ExitCode = $process.ExitCode
        }
    }
    finally {
        Remove-Item $file
    }
}

Export-ModuleMember -Function Get-PowerShellCommand, Start-PowerShellProcess, Invoke-PowerShellScript
