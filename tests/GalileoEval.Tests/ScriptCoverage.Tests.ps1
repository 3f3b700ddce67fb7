# The measurement of scripts in child processes, for build.ps1 Test -Coverage.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot '../Coverage/ScriptCoverage.psm1') -Force
    $source = Join-Path $TestDrive 'src/scripts'
    $copy = Join-Path $TestDrive 'out/scripts'
    $null = New-Item (Join-Path $source 'sub') -ItemType Directory
    Set-Content (Join-Path $source 'sub/Sample.ps1') @'
[CmdletBinding(SupportsShouldProcess)]
param([string] $Mode)
function Get-Word {
    'word'
}
if ($Mode -eq 'Killed') {
    [Diagnostics.Process]::GetCurrentProcess().Kill()
}
if ($Mode -eq 'Exit') {
    foreach ($number in 1..3) {
        Get-Word
    }
    exit 3
}
'not reached'
'@
    $null = New-Item (Split-Path $copy) -ItemType Directory
    Copy-Item $source $copy -Recurse

    # Runs the script once for each command line, and returns its lines that ran and its lines that did not.
    function Measure-Sample([string[]] $Text) {
        $report = Join-Path $TestDrive 'report/Scripts.xml'
        $measurement = Start-ScriptCoverage -Source $source -Copy $copy
        try {
            $results = $Text | ForEach-Object { Invoke-PowerShellScript $_ }
        }
        finally {
            Export-ScriptCoverage $measurement $report (Join-Path $TestDrive 'src')
        }

        $class = ([xml](Get-Content $report -Raw)).SelectSingleNode('//class')
        $lines = $class.SelectNodes('lines/line')
        [pscustomobject]@{
            Results = $results
            File = $class.filename
            Hit = @($lines | Where-Object { [int]$_.hits } | ForEach-Object { [int]$_.number })
            Missed = @($lines | Where-Object { -not [int]$_.hits } | ForEach-Object { [int]$_.number })
            Folder = $measurement.Folder
        }
    }
}

Describe 'The coverage of a script that runs in a child process' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    It 'has the lines that ran until it ended with exit, and changes neither its output nor its exit code' {
        $sample = Measure-Sample "& '$source/sub/Sample.ps1' Exit -WhatIf`nexit `$LASTEXITCODE"
        $sample.File | Should -Be 'scripts/sub/Sample.ps1'
        $sample.Hit | Should -Be 4, 6, 9, 10, 11, 13
        $sample.Missed | Should -Be 7, 15
        $sample.Results.ExitCode | Should -Be 3
        $sample.Results.StdOut -split '\r?\n' | Where-Object { $_ } | Should -Be 'word', 'word', 'word'
        $sample.Results.StdErr | Should -BeNullOrEmpty
        $sample.Folder | Should -Not -Exist
    }

    It 'adds the lines of several processes, of a copy, and of a process that is killed' {
        $sample = Measure-Sample "& '$copy/sub/Sample.ps1' Killed", "& '$source/sub/Sample.ps1'"
        $sample.Hit | Should -Be 6, 7, 9, 15
        $sample.Missed | Should -Be 4, 10, 11, 13
    }

    It 'ends with the measurement' {
        $outer = $env:GALILEOEVAL_COVERAGE
        $null = Measure-Sample "'nothing'"
        $env:GALILEOEVAL_COVERAGE | Should -Be $outer
        $env:GALILEOEVAL_COVERAGE = $null
        try {
            (Invoke-PowerShellScript '@(Get-PSBreakpoint).Count').StdOut.Trim() | Should -Be '0'
        }
        finally {
            $env:GALILEOEVAL_COVERAGE = $outer
        }
    }
}
