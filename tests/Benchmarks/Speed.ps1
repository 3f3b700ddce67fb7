<#
.SYNOPSIS
Measures the module against alternatives that a user would write.

.DESCRIPTION
Each contender runs in a separate PowerShell process, against one minimal loopback server in another process: the sandbox would be
slower than the module. The runs of all contenders of a case are interleaved, so that other load affects all of them. At startup,
PowerShell precompiles the methods that the previous process compiled (startup profile); on Linux and macOS every contender has a
separate cache folder, so that it uses its own profile, or none if the case says so. The figures are medians; a ratio is the ratio of
two medians of the same runs. Writes an object for each contender, and with -Path a
Markdown table.

.PARAMETER Case
The cases, by pattern. Default: all.

.PARAMETER Runs
The number of runs of each contender.

.PARAMETER Path
The path of the table.

.PARAMETER Module
The built module.

.EXAMPLE
./Speed.ps1 -Case 'Read*' -Runs 7
#>
[CmdletBinding()]
param(
    [string[]] $Case = '*',
    [ValidateRange(1, 100)] [int] $Runs = 5,
    [string] $Path,
    [string] $Module = (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../GalileoEval.Tests/PowerShellProcess.psm1')
Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')

# The set-up of each contender, not measured, with a few calls to warm up.
$connect = @'
Import-Module $module
$null = Connect-EvalService Galileo -BaseUri $uri -ApiKey $key -NoProxy
$null = Connect-EvalService Kolena -BaseUri $uri -ApiKey $key -NoProxy
$null = Connect-EvalService Scale -BaseUri $uri -ApiKey $key -NoProxy
'@
$client = '$client = [Net.Http.HttpClient]::new(); $client.DefaultRequestHeaders.Add("Authorization", "Bearer k"); '
$rest = '$rest = @{ Headers = @{ Authorization = "Bearer k" }; NoProxy = $true }; '

# The work to wait for: validations of ten ground truths and tasks of five batches, polled once to warm up.
$work = @'

$work = @(
    foreach ($truth in 1..10) { foreach ($i in 1..100) { [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = $truth; ValidationId = $truth * 1000 + $i; Status = 'running' } } }
    foreach ($batch in 1..5) { foreach ($i in 0..199) { [GalileoEval.Scale.ScaleTask]@{ TaskId = "open_200_${batch}_$i"; Status = 'pending'; BatchId = "open_200_$batch" } } }
)
$null = $work | Wait-EvalTask -Timeout 0 -ErrorAction SilentlyContinue

'@

# Sequential calls: early, before tiered compilation has optimized the code, and late.
function Get-CallCase {
    param([int] $Warm)

    @{ Name = 'Get-ScaleTask'; Before = $connect + "`n1..$Warm | ForEach-Object { `$null = Get-ScaleTask t }"; Run = '$null = 1..1000 | ForEach-Object { Get-ScaleTask "t$_" }' }
    @{ Name = 'Invoke-RestMethod'; Before = $rest + "1..$Warm | ForEach-Object { `$null = Invoke-RestMethod `$uri/v2/task?task_id=t @rest }"; Run = '$null = 1..1000 | ForEach-Object { Invoke-RestMethod "$uri/v2/task?task_id=t$_" @rest }' }
    @{ Name = 'the smallest possible cmdlet: HttpClient, text only'; Before = 'Import-Module $folder/Empty/Empty.psd1; ' + "1..$Warm | ForEach-Object { `$null = Get-Text `$uri/v2/task?task_id=t }"; Run = '$null = 1..1000 | ForEach-Object { Get-Text "$uri/v2/task?task_id=t$_" }' }
    @{ Name = 'HttpClient, text only'; Before = $client + "1..$Warm | ForEach-Object { `$null = `$client.GetStringAsync(`"`$uri/v2/task?task_id=t`").Result }"; Run = '$null = 1..1000 | ForEach-Object { $client.GetStringAsync("$uri/v2/task?task_id=t$_").Result }' }
}

# The first call of a process, with or without PowerShell's startup profile.
function Get-FirstCase {
    param([switch] $New)

    $connectScale = '$null = Connect-EvalService Scale -BaseUri $uri -ApiKey $key -NoProxy; '
    @{ Name = 'Get-ScaleTask'; New = $New; Before = 'Import-Module $module; ' + $connectScale; Run = '$null = Get-ScaleTask t' }
    @{ Name = 'Connect-EvalService and Get-ScaleTask'; New = $New; Before = 'Import-Module $module'; Run = $connectScale + '$null = Get-ScaleTask t' }
    @{ Name = 'Invoke-RestMethod'; New = $New; Before = $rest; Run = '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest' }
}

# A task of 40,000 turns with a text and its rating, after other large ones or none.
function Get-LargeCase {
    param([string] $Warm)

    foreach ($contender in @(
            @{ Name = 'Get-ScaleTask'; Before = "$connect`n`$null = Get-ScaleTask t"; Read = 'Get-ScaleTask large' }
            @{ Name = 'Invoke-RestMethod'; Before = $rest + '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest'; Read = 'Invoke-RestMethod "$uri/v2/task?task_id=large" @rest' }
            @{ Name = 'HttpClient, bytes only'; Before = $client + '$null = $client.GetByteArrayAsync("$uri/v2/task?task_id=t").Result'; Read = '$client.GetByteArrayAsync("$uri/v2/task?task_id=large").Result' }
        )) {
        @{ Name = $contender.Name; Before = $contender.Before + "`n" + $Warm.Replace('<read>', $contender.Read); Run = '$task = ' + $contender.Read }
    }
}

# 50,000 ratings: five raters who mostly agree on one of 20 values.
$ratings = @'
Import-Module $module
$random = [Random]::new(1)
$ratings = foreach ($item in 1..10000) {
    $truth = $random.Next(20)
    foreach ($rater in 1..5) {
        $value = if ($random.Next(3) -eq 0) { $random.Next(20) } else { $truth }
        [pscustomobject]@{ Item = $item; Rater = "r$rater"; Value = $value }
    }
}

'@

# The contenders of each case, the module first. Before is not measured; Slow delays every response by 50 ms; New clears the
# cache folder of PowerShell first.
$cases = [ordered]@{
    'Read 1,000 tasks one by one, after 100' = @(Get-CallCase 100)
    'Read 1,000 tasks one by one, after 20,000' = @(Get-CallCase 20000)
    'Read 200 tasks at 50 ms' = @(
        @{ Name = '$ids | Get-ScaleTask'; Slow = $true; Before = $connect + "`n`$null = 'a', 'b' | Get-ScaleTask"; Run = '$null = 1..200 | ForEach-Object { "t$_" } | Get-ScaleTask' }
        @{ Name = 'ForEach-Object -Parallel 16'; Slow = $true; Before = $rest + '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest'; Run = '$null = 1..200 | ForEach-Object -ThrottleLimit 16 -Parallel { $rest = $using:rest; Invoke-RestMethod "$using:uri/v2/task?task_id=t$_" @rest }' }
        @{ Name = 'Invoke-RestMethod in a loop'; Slow = $true; Before = $rest + '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest'; Run = '$null = 1..200 | ForEach-Object { Invoke-RestMethod "$uri/v2/task?task_id=t$_" @rest }' }
        @{ Name = 'lower bound: 13 responses in sequence'; Slow = $true; Before = $client + '$null = $client.GetStringAsync("$uri/v2/task?task_id=t").Result'; Run = '1..13 | ForEach-Object { $null = $client.GetStringAsync("$uri/v2/task?task_id=t").Result }' }
    )
    'Read one task of 20 MB, the first of a process' = @(Get-LargeCase '')
    'Read one task of 20 MB, the second time' = @(Get-LargeCase '$task = <read>; $task = $null')
    'Read one task of 20 MB, the fifth time' = @(Get-LargeCase '1..4 | ForEach-Object { $task = <read>; $task = $null }')
    'Send 200 scorer files at 50 ms' = @(
        @{ Name = 'Get-ChildItem | Invoke-GalileoCodeScorerValidation'; Slow = $true; Before = $connect + "`n`$null = Invoke-GalileoCodeScorerValidation `$folder/1.py"; Run = '$null = Get-ChildItem $folder/*.py | Invoke-GalileoCodeScorerValidation' }
        @{ Name = 'ForEach-Object -Parallel 16'; Slow = $true; Before = $rest + '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest'; Run = '$null = Get-ChildItem $folder/*.py | ForEach-Object -ThrottleLimit 16 -Parallel { $rest = $using:rest; Invoke-RestMethod "$using:uri/v2/scorers/code/validate" -Method Post -Form @{ file = $_ } @rest }' }
        @{ Name = 'Invoke-RestMethod in a loop'; Slow = $true; Before = $rest + '$null = Invoke-RestMethod "$uri/v2/task?task_id=t" @rest'; Run = '$null = Get-ChildItem $folder/*.py | ForEach-Object { Invoke-RestMethod "$uri/v2/scorers/code/validate" -Method Post -Form @{ file = $_ } @rest }' }
    )
    'List and export, 10,000 and 100,000 tasks' = @(
        @{ Name = '100,000 tasks to CSV'; Before = $connect + "`n`$null = Get-ScaleTask -BatchId done_100_0 | Select-ScaleAnnotation"; Run = 'Get-ScaleTask -BatchId done_100000_0 | Select-ScaleAnnotation | Export-Csv $folder/out.csv -NoTypeInformation' }
        @{ Name = '10,000 tasks to CSV'; Before = $connect + "`n`$null = Get-ScaleTask -BatchId done_100_0 | Select-ScaleAnnotation"; Run = 'Get-ScaleTask -BatchId done_10000_0 | Select-ScaleAnnotation | Export-Csv $folder/out.csv -NoTypeInformation' }
    )
    'Import' = @(
        @{ Name = 'Import-Module GalileoEval'; Before = ''; Run = 'Import-Module $module' }
        @{ Name = 'a binary module of one cmdlet'; Before = ''; Run = 'Import-Module $folder/Empty/Empty.psd1' }
        @{ Name = 'a binary module of one cmdlet, one table and one alias'; Before = ''; Run = 'Import-Module $folder/Least/Least.psd1' }
    )
    'First call of a process' = @(Get-FirstCase)
    'First call of a process, the first of a machine' = @(Get-FirstCase -New)
    'Alpha with its interval, of 10,000 units, 5 raters and 20 values' = @(
        @{ Name = 'Measure-EvalAgreement'; Before = $ratings; Run = '$null = $ratings | Measure-EvalAgreement Value -Unit Item -Rater Rater' }
        @{ Name = 'Measure-EvalAgreement -Level Ordinal'; Before = $ratings; Run = '$null = $ratings | Measure-EvalAgreement Value -Unit Item -Rater Rater -Level Ordinal' }
        @{ Name = 'Group-Object Item'; Before = $ratings; Run = '$null = $ratings | Group-Object Item' }
    )
    'Wait for 1,000 validations and 1,000 tasks' = @(
        @{ Name = 'requests of one round (Wait-EvalTask)'; Before = $connect + $work + $client + '$count = { [int]$client.GetStringAsync("$uri/requests").Result }; $before = & $count'; Run = '$null = $work | Wait-EvalTask -Timeout 0 -ErrorAction SilentlyContinue'; After = '$figures.Requests = (& $count) - $before - 1' }
    )
    'Wait for 1,000 validations and 1,000 tasks that do not end' = @(
        @{ Name = 'Wait-EvalTask, two polls 5 s apart'; Before = $connect + $work; Once = $true; Run = '$null = $work | Wait-EvalTask -Timeout 5 -PollInterval 300 -ErrorAction SilentlyContinue' }
        @{ Name = 'Wait-EvalTask, two polls 65 s apart'; Before = $connect + $work; Once = $true; Run = '$null = $work | Wait-EvalTask -Timeout 65 -PollInterval 300 -ErrorAction SilentlyContinue' }
        @{ Name = 'Start-Sleep, 60 s'; Before = ''; Once = $true; Run = 'Start-Sleep 60' }
    )
}

$server = $null
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "speed-$PID")).FullName
try {
    $built = Join-Path $folder 'server'
    $null = dotnet build (Join-Path $PSScriptRoot 'Server.cs') --configuration Release --nologo --verbosity quiet --output $built
    if ($LASTEXITCODE -ne 0) {
        throw 'The server of the benchmarks was not built.'
    }

    $empty = (New-Item -ItemType Directory (Join-Path $folder 'Empty')).FullName
    Add-Type -OutputAssembly "$empty/Empty.dll" -ReferencedAssemblies System.Management.Automation, System.Net.Http, System.Net.Primitives -TypeDefinition @'
using System.Management.Automation;
using System.Net.Http;
[Cmdlet("Get", "Text")]
public class GetTextCommand : PSCmdlet
{
    private static readonly HttpClient Client = new HttpClient();
    [Parameter(Position = 0)] public string Uri { get; set; }
    protected override void ProcessRecord() { WriteObject(Client.GetStringAsync(Uri).GetAwaiter().GetResult()); }
}
'@
    New-ModuleManifest "$empty/Empty.psd1" -RootModule Empty.dll -CmdletsToExport Get-Text -FunctionsToExport @() -AliasesToExport @()
    $least = (New-Item -ItemType Directory (Join-Path $folder 'Least')).FullName
    Copy-Item "$empty/Empty.dll" $least
    [IO.File]::WriteAllText("$least/Least.Format.ps1xml", @'
<Configuration><ViewDefinitions><View><Name>Least</Name><ViewSelectedBy><TypeName>Least</TypeName></ViewSelectedBy><TableControl>
<TableHeaders><TableColumnHeader/></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>
<TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
</TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
'@)
    [IO.File]::WriteAllText("$least/Least.Types.ps1xml", @'
<Types><Type><Name>Least</Name><Members>
<AliasProperty><Name>Id</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty>
</Members></Type></Types>
'@)
    New-ModuleManifest "$least/Least.psd1" -RootModule Empty.dll -CmdletsToExport Get-Text -FunctionsToExport @() -AliasesToExport @() -FormatsToProcess Least.Format.ps1xml -TypesToProcess Least.Types.ps1xml
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "`"$(Join-Path $built 'Server.dll')`"")
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $server = [Diagnostics.Process]::Start($start)
    $address = $server.StandardOutput.ReadLine()
    1..200 | ForEach-Object { [IO.File]::WriteAllText("$folder/$_.py", "def scorer_fn(*, step_object, **kwargs):`n    return $_ / 1000`n") }

    # One run of one contender.
    function Measure-Contender {
        param([hashtable] $Contender, [string] $Cache)

        if ($Contender['New'] -and (Test-Path $Cache)) {
            Remove-Item $Cache -Recurse
        }

        $null = New-Item -ItemType Directory $Cache -Force
        $after = if ($Contender['After']) { $Contender.After } else { '' }
        $script = @"
`$ErrorActionPreference = 'Stop'
`$ProgressPreference = 'SilentlyContinue'
`$module = '$((Resolve-Path $Module).ProviderPath)'
`$folder = '$folder'
`$uri = '$address$(if ($Contender['Slow']) { '/slow50' })'
`$key = [Net.NetworkCredential]::new('', 'k').SecurePassword
$($Contender.Before)
[GC]::Collect()
[GC]::WaitForPendingFinalizers()
`$process = [Diagnostics.Process]::GetCurrentProcess()
`$cpu = `$process.TotalProcessorTime
`$memory = `$process.WorkingSet64
`$clock = [Diagnostics.Stopwatch]::StartNew()
$($Contender.Run)
`$clock.Stop()
`$process.Refresh()
`$figures = @{
    Milliseconds = `$clock.Elapsed.TotalMilliseconds
    CpuSeconds = (`$process.TotalProcessorTime - `$cpu).TotalSeconds
    MemoryMB = [math]::Max(0, (`$process.PeakWorkingSet64 - `$memory) / 1MB)
}
$after
ConvertTo-Json `$figures -Compress
"@
        $result = Invoke-PowerShellScript $script -Environment @{ XDG_CACHE_HOME = $Cache } -TimeoutSec 900
        if ($result.ExitCode -ne 0 -or $result.StdErr) {
            throw "$($Contender.Name): $($result.StdErr) $($result.StdOut)"
        }

        $result.StdOut.Trim() -split "`n" | Select-Object -Last 1 | ConvertFrom-Json
    }

    $table = foreach ($name in $cases.Keys | Where-Object { $title = $_; $Case.Where({ $title -like $_ }) }) {
        $contenders = $cases[$name]
        $figures = @{}
        foreach ($contender in $contenders) {
            $figures[$contender.Name] = [Collections.Generic.List[object]]::new()
        }

        if (Test-Path "$folder/cache") {
            Remove-Item "$folder/cache" -Recurse
        }

        foreach ($run in 1..$Runs) {
            foreach ($contender in $contenders) {
                if ($run -eq 1 -or -not $contender['Once']) {
                    $figures[$contender.Name].Add((Measure-Contender $contender "$folder/cache/$([array]::IndexOf($contenders, $contender))"))
                }
            }
        }

        $own = Get-Median $figures[$contenders[0].Name].Milliseconds
        foreach ($contender in $contenders) {
            $of = $figures[$contender.Name]
            $time = Get-Median $of.Milliseconds
            [pscustomobject]@{
                Case = $name
                Contender = $contender.Name
                Runs = $of.Count
                Milliseconds = [math]::Round($time, 1)
                Ratio = [math]::Round($time / $own, 2)
                CpuSeconds = [math]::Round((Get-Median $of.CpuSeconds), 2)
                MemoryMB = [math]::Round((Get-Median $of.MemoryMB), 1)
                Requests = if ($contender['After']) { [int](Get-Median $of.Requests) }
            }
        }
    }
}
finally {
    if ($server) {
        $server.StandardInput.Close()
        $null = $server.WaitForExit(5000)
        $server.Dispose()
    }

    Remove-Item $folder -Recurse -Force
}

$table
if ($Path) {
    $last = ''
    $lines = @(
        "PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors, $([Runtime.InteropServices.RuntimeInformation]::OSDescription); medians of $Runs runs."
        ''
        '| case | contender | ms | ratio | CPU s | memory MB |'
        '| --- | --- | ---: | ---: | ---: | ---: |'
        foreach ($row in $table) {
            $time = if ($null -ne $row.Requests) { "$($row.Requests) requests" } else { $row.Milliseconds }
            $title = if ($row.Case -ne $last) { "$($row.Case) " }
            $last = $row.Case
            '| {0}| {1} | {2} | {3} | {4} | {5} |' -f $title, $row.Contender.Replace('|', '\|'), $time, $row.Ratio, $row.CpuSeconds, $row.MemoryMB
        }
    )
    [IO.File]::WriteAllLines($Path, $lines)
}
