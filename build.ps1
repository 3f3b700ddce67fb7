<#
.SYNOPSIS
Builds, tests, demonstrates and packs the module.

.DESCRIPTION
Runs in Windows PowerShell 5.1 and in PowerShell 7. Requires the .NET SDK in global.json.

Build    builds the importable module in out/GalileoEval.
Test     builds everything and packs the module, then runs every xunit suite and the Pester suite, which installs that
         package. The last line has the totals. Pester is restored from NuGet into out/Pester.
Demo     builds, then demonstrates the module offline, without an account. It writes a report to out/demo. The sandbox
         needs Python 3 on PATH.
Bench    builds, then measures the module against alternatives that a user would write, and the analysis and the
         report against their limits. It takes twenty minutes and writes the first table to out/benchmarks.md.
Package  builds, then packs out/GalileoEval.<version>.nupkg, with its bill of materials (CycloneDX) beside it.
Reproduce
         packs, then builds and packs the last commit in another folder, and compares the two packages byte by byte.
         Requires git and a clean work tree.
PublicApi
         writes the public members of the client and the module to PublicAPI.Unshipped.txt. Run it when a build reports
         RS0016 or RS0017.
Help     builds, then writes the help of every cmdlet to docs/cmdlets. Run it when the help of a cmdlet has changed.
Clean    removes all build output.

.PARAMETER Task
The tasks, in order.

.PARAMETER Configuration
Release (the default) or Debug.

.PARAMETER Coverage
For Test: measures which lines of the shipped C# and PowerShell scripts the suites run, prints the coverage of each assembly and of the
scripts, and writes a report with every line to out/coverage. Requires PowerShell 7, and takes twice as long.

.PARAMETER Property
Build properties, each name=value, such as those of the publisher for Package.

.EXAMPLE
./build.ps1 Test

Runs every test.

.EXAMPLE
./build.ps1 Test -Coverage

Runs every test and prints the coverage.

.EXAMPLE
./build.ps1 Package -Property RepositoryUrl=https://example.org/GalileoEval, VersionSuffix=rc1

Packs a prerelease whose links lead to that repository.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Clean', 'Package', 'Reproduce', 'PublicApi', 'Help')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [switch] $Coverage,

    [string[]] $Property = @()
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$solution = Join-Path $PSScriptRoot 'Module.sln'
$moduleProject = Join-Path $PSScriptRoot 'src/GalileoEval.Module/GalileoEval.Module.csproj'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'GalileoEval'
$results = Join-Path $out 'TestResults'
$coverageFolder = Join-Path $out 'coverage'
$tests = Join-Path $PSScriptRoot 'tests'
$buildOptions = @('--configuration', $Configuration, '--nologo', '--verbosity', 'quiet') + @($Property | ForEach-Object { "-p:$_" })
if ($Coverage) {
    # Coverlet reads the source files at the paths in the symbols.
    $buildOptions += '-p:PathMap='
}

Import-Module (Join-Path $tests 'GalileoEval.Tests/PowerShellProcess.psm1') -Force

function Invoke-DotNet {
    [CmdletBinding()]
    param([string[]] $Arguments)

    & dotnet @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Arguments[0]) ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    [CmdletBinding()]
    param([string] $Project = $moduleProject)

    Invoke-DotNet (@('build', $Project) + $buildOptions)
}

function Invoke-Clean {
    $folders = @($out)
    foreach ($project in Get-ChildItem (Join-Path $PSScriptRoot 'src'), $tests -Recurse -Filter *.csproj) {
        $folders += Join-Path $project.DirectoryName 'bin'
        $folders += Join-Path $project.DirectoryName 'obj'
    }

    $folders | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
}

function Invoke-Package {
    Get-ChildItem $out -File | Where-Object Name -Match '^GalileoEval\..*\.(nupkg|cdx\.json)$' | Remove-Item
    Invoke-DotNet (@('pack', $moduleProject, '--no-build') + $buildOptions)
    Get-ChildItem $out -Filter *.nupkg
}

function Invoke-Reproduce {
    $changes = & git -C $PSScriptRoot status --porcelain
    if ($LASTEXITCODE -ne 0 -or $changes) {
        throw "Reproduce requires a clean git work tree: $changes"
    }

    $package = Invoke-Package
    # The path has a different name and length.
    $clone = Join-Path ([IO.Path]::GetTempPath()) "GalileoEval reproduced $([guid]::NewGuid())"
    try {
        & git clone --quiet --shared $PSScriptRoot $clone
        if ($LASTEXITCODE -ne 0) {
            throw "git clone ended with exit code $LASTEXITCODE."
        }

        $project = $moduleProject.Replace($PSScriptRoot, $clone)
        Invoke-Build $project
        Invoke-DotNet (@('pack', $project, '--no-build') + $buildOptions)
        $other = Get-ChildItem (Join-Path $clone 'out') -Filter *.nupkg
        if ((Get-FileHash $package).Hash -ne (Get-FileHash $other).Hash) {
            $names = Compare-Object (Get-PackageEntry $package) (Get-PackageEntry $other) | ForEach-Object { $_.InputObject.Split('|')[0] }
            throw "Two builds of one commit differ in: $(($names | Sort-Object -Unique) -join ', ')"
        }

        'Both packages are {0}, SHA-256 {1}' -f $package.Name, (Get-FileHash $package).Hash
    }
    finally {
        Remove-Item $clone -Recurse -Force -ErrorAction Ignore
    }
}

# The entries of a package, with time and hash.
function Get-PackageEntry {
    [CmdletBinding()]
    param([IO.FileInfo] $Package)

    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $archive = [IO.Compression.ZipFile]::OpenRead($Package.FullName)
    try {
        foreach ($entry in $archive.Entries) {
            '{0}|{1:s}|{2}' -f $entry.FullName, $entry.LastWriteTime, (Get-FileHash -InputStream $entry.Open()).Hash
        }
    }
    finally {
        $archive.Dispose()
    }
}

# The analyzer of the public API reports every member that is in no file (RS0016): with empty files, all of them.
function Invoke-PublicApi {
    $empty = "#nullable enable`n"
    $before = @{}
    foreach ($file in Get-ChildItem (Join-Path $PSScriptRoot 'src') -Recurse -Filter PublicAPI.Unshipped.txt) {
        $before[$file.FullName] = [IO.File]::ReadAllText($file.FullName)
        [IO.File]::WriteAllText($file.FullName, $empty)
    }

    $project = Join-Path $PSScriptRoot 'src/GalileoEval/GalileoEval.csproj'
    $log = & dotnet build $project --no-incremental -p:TreatWarningsAsErrors=false @buildOptions
    if ($LASTEXITCODE -ne 0) {
        $before.Keys | ForEach-Object { [IO.File]::WriteAllText($_, $before[$_]) }
        throw "The build failed: $(@($log -match ': error ')[0])"
    }

    # By project, member and framework. Case counts.
    $found = @{}
    $pattern = "RS0016: Symbol '(.*)' is not part of .*\[(.*)[\\/][^\\/]*\.csproj::TargetFramework=(.*)\]"
    foreach ($line in $log) {
        if ($line -match $pattern) {
            $member, $folder, $framework = $Matches[1..3]
            if (-not $found.ContainsKey($folder)) {
                $found[$folder] = New-Object 'Collections.Generic.SortedDictionary[string, object]' ([StringComparer]::Ordinal)
            }

            if (-not $found[$folder].ContainsKey($member)) {
                $found[$folder][$member] = @{}
            }

            $found[$folder][$member][$framework] = $true
        }
    }

    foreach ($folder in $found.Keys) {
        $frameworks = $found[$folder].Values | ForEach-Object { $_.Keys } | Sort-Object -Unique
        $texts = @{ '.' = $empty }
        $frameworks | ForEach-Object { $texts[$_] = $empty }
        foreach ($member in $found[$folder].Keys) {
            $in = $found[$folder][$member].Keys
            $places = if (@($in).Count -eq @($frameworks).Count) { '.' } else { $in }
            $places | ForEach-Object { $texts[$_] += "$member`n" }
        }

        foreach ($place in $texts.Keys | Where-Object { $_ -eq '.' -or $texts[$_] -ne $empty }) {
            $file = [IO.Path]::GetFullPath((Join-Path $folder "PublicAPI/$place/PublicAPI.Unshipped.txt"))
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($file))
            [IO.File]::WriteAllText($file, $texts[$place])
            Get-Item $file
        }
    }
}

function Invoke-Help {
    $pages = Join-Path $PSScriptRoot 'docs/cmdlets'
    if (Test-Path $pages) {
        Remove-Item $pages -Recurse
    }

    Copy-Item (Join-Path $PSScriptRoot 'src/GalileoEval.Module/obj/Generated/cmdlets') $pages -Recurse
    Get-Item (Join-Path $pages README.md)
}

function Invoke-Demo {
    $manifest = Join-Path $module 'GalileoEval.psd1'
    $demo = Join-Path $module 'Examples/Demo.ps1'
    $arguments = $manifest, $demo, (Join-Path $out 'demo') | ForEach-Object { $_.Replace("'", "''") }
    $script = "Import-Module '{0}'; & '{1}' -OutputPath '{2}'" -f $arguments
    Start-PowerShellProcess -Arguments '-NoProfile', '-Command', $script
    if ($LASTEXITCODE -ne 0) {
        throw "The demo ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Bench {
    $path = Join-Path $out 'benchmarks.md'
    & (Join-Path $tests 'Benchmarks/Speed.ps1') -Path $path -Module (Join-Path $module 'GalileoEval.psd1') |
        Format-Table Case, Contender, Milliseconds, Ratio, CpuSeconds, MemoryMB, Requests -AutoSize | Out-Host
    foreach ($name in 'Analysis', 'Reports') {
        $script = (Join-Path $tests "Benchmarks/$name.ps1").Replace("'", "''")
        Start-PowerShellProcess -Arguments '-NoProfile', '-Command', "& '$script' | Format-Table -AutoSize"
    }

    Get-Item $path
}

function Invoke-Test {
    if (Test-Path $results) {
        Remove-Item $results -Recurse -Force
    }

    if ($Coverage) {
        # Not part of the solution, which cannot run its target.
        Invoke-DotNet 'restore', (Join-Path $tests 'Coverage/Coverage.csproj')
        if (Test-Path $coverageFolder) {
            Remove-Item $coverageFolder -Recurse -Force
        }
    }

    $null = New-Item $results -ItemType Directory
    $null = Invoke-Package
    $counts = @()
    foreach ($project in Get-ChildItem $tests -Recurse -Filter *.Tests.csproj) {
        $counts += Invoke-XunitSuite $project
    }

    $counts += Invoke-PesterSuite
    if ($Coverage) {
        Write-Coverage
    }

    $broken = @($counts | Where-Object { $_.Failed -gt 0 -or $_.Broken })
    foreach ($suite in $broken) {
        Write-Warning "$($suite.Suite): $($suite.Failed) failed. $($suite.Broken)"
        $suite.FailedTests | ForEach-Object { Write-Warning "  $_" }
    }

    $counts | Format-Table Suite, Passed, Failed, Skipped | Out-Host
    $sum = $counts | Measure-Object -Property Passed, Failed, Skipped -Sum
    '{0} passed, {1} failed, {2} skipped' -f $sum[0].Sum, $sum[1].Sum, $sum[2].Sum
    $script:exitCode = [int]($broken.Count -gt 0)
}

function Invoke-XunitSuite {
    [CmdletBinding()]
    param([IO.FileInfo] $Project)

    $arguments = @(
        'dotnet', 'test', $Project.FullName, '--no-build', '--configuration', $Configuration, '--nologo', '--verbosity', 'quiet'
        '--logger', "trx;LogFileName=$($Project.BaseName).trx", '--results-directory', $results
        # Reports and ends a test that hangs.
        '--blame-hang-timeout', '5m', '--blame-hang-dump-type', 'none'
    )
    $assembly = Join-Path $Project.DirectoryName "bin/$Configuration/net10.0/$($Project.BaseName).dll"
    $exit = Invoke-SuiteCommand $Project.BaseName $arguments $assembly

    $count = New-Count $Project.BaseName
    $trx = Join-Path $results "$($Project.BaseName).trx"
    if (Test-Path $trx) {
        $run = ([xml](Get-Content $trx -Raw)).TestRun
        $counters = $run.ResultSummary.Counters
        $count.FailedTests = @(
            $run.SelectNodes("//*[local-name()='UnitTestResult'][@outcome='Failed']/@testName") | ForEach-Object { $_.Value }
        )
        $count.Passed = [int]$counters.passed
        $count.Failed = [int]$counters.executed - [int]$counters.passed
        $count.Skipped = [int]$counters.total - [int]$counters.executed
    }

    Test-Count $count $exit
}

function Invoke-PesterSuite {
    $path = Join-Path $results 'GalileoEval.Tests.json'
    $suite = Join-Path $tests 'GalileoEval.Tests/Invoke-Suite.ps1'
    $arguments = @(Get-PowerShellCommand) + '-NoProfile', '-File', $suite, '-ResultPath', $path
    if ($Coverage) {
        $arguments += '-CoveragePath', (Join-Path $coverageFolder 'Scripts.xml')
    }

    $assembly = Join-Path $module 'bin/net8.0/GalileoEval.dll'
    $symbols = Copy-Symbol (Split-Path $assembly)
    $exit = Invoke-SuiteCommand 'GalileoEval.Tests' $arguments $assembly
    $symbols | Remove-Item

    $count = New-Count 'GalileoEval.Tests'
    if (Test-Path $path) {
        $result = Get-Content $path -Raw | ConvertFrom-Json
        $count.Passed = $result.Passed
        $count.Failed = $result.Failed
        $count.Skipped = $result.Skipped
        $count.FailedTests = @($result.FailedTests)
    }

    Test-Count $count $exit
}

# Runs the command of a suite and returns its exit code. With -Coverage, measures the coverage of the assemblies in the folder of the
# given assembly, and in its subfolder private.
function Invoke-SuiteCommand {
    [CmdletBinding()]
    param([string] $Suite, [string[]] $Command, [string] $Assembly)

    if ($Coverage) {
        $line = ($Command | ForEach-Object { if ($_ -match '[\s;]') { '"{0}"' -f $_ } else { $_ } }) -join ' '
        $Command = @(
            'dotnet', 'msbuild', (Join-Path $tests 'Coverage/Coverage.csproj'), '-nologo', '-verbosity:minimal', '-target:Measure'
            "-property:TargetPath=$Assembly"
            "-property:IncludeDirectory=$(Join-Path (Split-Path $Assembly) private)"
            "-property:CoverletOutput=$(Join-Path $coverageFolder "$Suite.xml")"
            "-property:SuiteCommand=$($line.Replace('%', '%25').Replace(';', '%3B').Replace('"', '%22'))"
        )
    }

    $program, $rest = $Command
    & $program @rest | Out-Host
    $LASTEXITCODE
}

# Coverlet requires the symbols beside the assembly. The package does not include them.
function Copy-Symbol {
    [CmdletBinding()]
    param([string] $Folder)

    if ($Coverage) {
        foreach ($file in Get-ChildItem $Folder -Recurse -Filter GalileoEval*.dll) {
            $symbols = Join-Path $PSScriptRoot "src/$($file.BaseName)/bin/$Configuration/net8.0/$($file.BaseName).pdb"
            Copy-Item $symbols $file.DirectoryName -PassThru
        }
    }
}

function Write-Coverage {
    $arguments = @(
        'tool', 'run', 'reportgenerator', "-reports:$(Join-Path $coverageFolder '*.xml')", "-targetdir:$coverageFolder"
        '-reporttypes:TextSummary;Html', '-verbosity:Warning'
    )
    Invoke-DotNet $arguments
    Get-Content (Join-Path $coverageFolder 'Summary.txt') |
        Where-Object { $_ -match '^\s*(Line|Branch) coverage|^GalileoEval' } |
        Out-Host
}

function New-Count {
    [CmdletBinding()]
    param([string] $Suite)

    [pscustomobject]@{ Suite = $Suite; Passed = 0; Failed = 0; Skipped = 0; Broken = ''; FailedTests = @() }
}

# A suite without tests, or with an error exit code although every test passed, has failed too.
function Test-Count {
    [CmdletBinding()]
    param([psobject] $Count, [int] $ExitCode)

    if ($Count.Passed + $Count.Failed -eq 0) {
        $Count.Broken = 'No test ran.'
    }
    elseif ($ExitCode -ne 0 -and $Count.Failed -eq 0) {
        $Count.Broken = "The run ended with exit code $ExitCode."
    }

    $Count
}

$exitCode = 0
foreach ($name in $Task) {
    switch ($name) {
        'Test' { Invoke-Build $solution }
        { $_ -in 'Demo', 'Bench', 'Package', 'Reproduce', 'Help' } { Invoke-Build }
    }

    & "Invoke-$name"
}

exit $exitCode
