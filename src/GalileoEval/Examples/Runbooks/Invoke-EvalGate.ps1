#Requires -Version 5.1

<#
.SYNOPSIS
Tests in a CI pipeline (GitHub, Azure DevOps or any other) whether a build may ship: runs scorers, compares their scores with a
baseline, and tests a policy.

.DESCRIPTION
Runs the scorer files on a sample, a log stream, an experiment or a dataset of Galileo. Without scorer files, it uses the existing
scores of a log stream or an experiment, or the results in files, such as those of Kolena and Scale that a step before saved. Measures the scores, compares them with the baseline, tests the rules of the
policy file, and writes the reports and the verdict.

In GitHub and in Azure Pipelines, it writes one line for each rule, a job summary, at most ten annotations, and the outputs of the
step. Text of the service is escaped there, so it cannot be interpreted as a command. Elsewhere, it writes one object for each
rule. It uploads nothing.

The script does not have to be in the folder of the module. With -ModuleVersion, it installs the module if that version is missing.

Every parameter can also be set by an environment variable, such as EVAL_GATE_SCORER_PATH for -ScorerPath. A list has one value
per line.

.PARAMETER ScorerPath
The scorer files, or folders with scorer files (*.py). Default: none.

.PARAMETER Project
The project of the log stream or the experiment: its name or ID. Default: that of the environment.

.PARAMETER LogStream
The log stream: its name or ID.

.PARAMETER Experiment
The experiment: its name or ID.

.PARAMETER Dataset
The dataset on which the scorers are run: its name or ID.

.PARAMETER Limit
The maximum number of records or rows to score. Default: the service's default.

.PARAMETER TestInput
The input of the sample, if there is no log stream, experiment or dataset. Default: the service's default.

.PARAMETER TestOutput
The output of the sample, if there is no log stream, experiment or dataset. Default: the service's default.

.PARAMETER InputPath
The files with results, instead of scorers: .csv, .json (a list of objects) or .clixml. They have objects that the module emits or any
others with scores; then specify -Property. Default: none.

.PARAMETER Property
The properties of the results that have scores; each is a metric. Default: depends on the type: see Measure-EvalScore.

.PARAMETER Key
The properties of the results that identify an item in the baseline. Default: depends on the type: see Compare-EvalScore.

.PARAMETER PolicyPath
The policy file with the rules, .json or .psd1: see Test-EvalGate. Default: every scorer must be valid, work must have succeeded, no
score may have failed, and with a baseline, no metric may be worse or inconclusive.

.PARAMETER BaselinePath
The baseline for the comparison: see Export-EvalBaseline. Default: none.

.PARAMETER PassThreshold
The minimum score of a passing item, for rules about PassRate. Default: none.

.PARAMETER ReportPath
The reports to write, each in the format of its extension: .html, .md, .xml (JUnit) or .json. Default: none.

.PARAMETER VerdictPath
The JSON file for the verdict. It is written even if the gate fails or cannot run. Default: eval-gate.json.

.PARAMETER Timeout
How long to wait for the scorers, in seconds; -1 for no limit. Default: 600.

.PARAMETER ModuleVersion
The exact version of GalileoEval to use, such as 0.1.0 or 0.2.0-rc1. If it is not installed, it is installed for the current user.
Default: the version that is loaded or installed; nothing is installed.

.PARAMETER ModuleRepository
The name of the repository to install from: see Get-PSResourceRepository. Default: PSGallery.

.EXAMPLE
./Invoke-EvalGate.ps1 ./scorers -Dataset 'golden questions' -PolicyPath policy.json -ReportPath out/gate.html, out/gate.xml

Runs the scorers on a dataset and tests the policy.

.EXAMPLE
./Invoke-EvalGate.ps1 -Project prompt-lab -Experiment prompt-v2 -BaselinePath baseline.json

Tests whether any metric of an experiment is worse than the baseline.

.EXAMPLE
Get-KolenaValidation -AgentId 1 -GroundTruthId 12 | Export-Csv validations.csv; ./Invoke-EvalGate.ps1 -InputPath validations.csv

Tests the saved validations of Kolena.

.EXAMPLE
$env:EVAL_GATE_SCORER_PATH = 'scorers'; ./Invoke-EvalGate.ps1

Takes the parameters from the environment, as the GitHub action does.

.NOTES
Exit codes and verdicts:

  0  Passed: at least one rule passed, and none failed or was inconclusive
  1  Failed: a rule failed, or a scorer file is invalid
  2  Error: the gate could not run, such as for an invalid parameter or policy, no connection, or an error of the service
  3  Inconclusive: a rule had no value, nothing was checked, or a scorer did not end before the timeout

With shell: pwsh, GitHub may change every exit code other than 0 to 1; use the verdict file or the output instead. Connect before, or set
GALILEO_API_KEY (and GALILEO_API_URL). Results in files need no connection.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)]
    [string[]] $ScorerPath,

    [string] $Project,

    [string] $LogStream,

    [string] $Experiment,

    [string] $Dataset,

    [ValidateRange(1, [int]::MaxValue)]
    [Nullable[int]] $Limit,

    [string] $TestInput,

    [string] $TestOutput,

    [string[]] $InputPath,

    [string[]] $Property,

    [string[]] $Key,

    [string] $PolicyPath,

    [string] $BaselinePath,

    [Nullable[double]] $PassThreshold,

    [string[]] $ReportPath,

    [ValidateNotNullOrEmpty()]
    [string] $VerdictPath = 'eval-gate.json',

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout = 600,

    [string] $ModuleVersion,

    [ValidateNotNullOrEmpty()]
    [string] $ModuleRepository = 'PSGallery'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$exitCodes = @{ Passed = 0; Failed = 1; Error = 2; Inconclusive = 3 }
$utf8 = New-Object Text.UTF8Encoding $false
$hostName = if ($env:GITHUB_ACTIONS -eq 'true') { 'GitHub' } elseif ($env:TF_BUILD -eq 'True') { 'Azure' } else { 'Shell' }
$maximumAnnotations = 10

# Returns one line that contains no command: GitHub and Azure find ##[...] and ##vso[...] anywhere in a line.
function ConvertTo-LogText([string] $Text) {
    $line = ($Text -replace '[\x00-\x1F\x7F-\x9F\u2028\u2029]+', ' ' -replace '#(?=#)', '# ').Trim()
    if ($line.Length -gt 1000) { $line.Substring(0, 1000) + '...' } else { $line }
}

# Escapes text for a command. A property has more characters to escape than the message.
function ConvertTo-CommandText([string] $Text, [switch] $Property) {
    $line = ConvertTo-LogText $Text
    if ($hostName -eq 'Azure') {
        $line = $line.Replace('%', '%AZP25')
        if ($Property) { $line.Replace(';', '%3B').Replace(']', '%5D') } else { $line }
    }
    else {
        $line = $line.Replace('%', '%25')
        if ($Property) { $line.Replace(':', '%3A').Replace(',', '%2C') } else { $line }
    }
}

function Write-Annotation([string] $Level, [string] $Title, [string] $Text, [string] $File) {
    $title = ConvertTo-CommandText $Title -Property
    switch ($hostName) {
        GitHub {
            $place = if ($File) { "file=$(ConvertTo-CommandText $File -Property)," }
            "::$Level ${place}title=${title}::$(ConvertTo-CommandText $Text)"
        }
        Azure {
            $place = if ($File) { "sourcepath=$(ConvertTo-CommandText $File -Property);" }
            "##vso[task.logissue type=$Level;$place]$(ConvertTo-CommandText "${Title}: $Text")"
        }
    }
}

# Sets an output of the step, such as verdict-path in GitHub and evalGateVerdictPath in Azure.
function Set-JobOutput([string] $Name, [string[]] $Value) {
    if ($hostName -eq 'Azure') {
        "##vso[task.setvariable variable=evalGate$Name;isOutput=true]$(ConvertTo-CommandText ($Value -join ';'))"
    }
    elseif ($hostName -eq 'GitHub' -and $env:GITHUB_OUTPUT) {
        $key = ($Name -creplace '(?<=[a-z])(?=[A-Z])', '-').ToLowerInvariant()
        # The delimiter is a text that the value cannot contain.
        $end = [guid]::NewGuid().ToString('N')
        [IO.File]::AppendAllText($env:GITHUB_OUTPUT, "$key<<$end`n$($Value -join "`n")`n$end`n", $utf8)
    }
}

# Adds a report to the job summary.
function Add-JobSummary([string] $Markdown) {
    if ($hostName -eq 'Azure' -and $env:AGENT_TEMPDIRECTORY) {
        $file = Join-Path $env:AGENT_TEMPDIRECTORY "eval-gate-$([guid]::NewGuid()).md"
        [IO.File]::WriteAllText($file, $Markdown, $utf8)
        "##vso[task.uploadsummary]$(ConvertTo-CommandText $file)"
    }
    elseif ($hostName -eq 'GitHub' -and $env:GITHUB_STEP_SUMMARY) {
        # A step before may have ended without a new line.
        [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, "`n$Markdown", $utf8)
    }
}

# Returns a path relative to the sources, as the CI system displays it.
function Get-SourcePath([string] $Path) {
    $sources = if ($hostName -eq 'Azure') { $env:BUILD_SOURCESDIRECTORY } else { $env:GITHUB_WORKSPACE }
    $base = "$sources".TrimEnd('/', '\')
    if ($base -and $Path.StartsWith($base, [StringComparison]::Ordinal) -and $Path.Substring($base.Length) -match '^[/\\]') {
        $Path = $Path.Substring($base.Length).TrimStart('/', '\')
    }

    $Path.Replace('\', '/')
}

function Get-FullPath([string] $Path) {
    $full = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($full))
    $full
}

function Get-VersionText($Module) {
    $label = $Module.PrivateData['PSData']['Prerelease']
    if ($label) { "$($Module.Version)-$label" } else { "$($Module.Version)" }
}

# Imports the module. Installs it only if -ModuleVersion is specified and not there.
function Import-EvalModule {
    $loaded = Get-Module GalileoEval
    if (-not $ModuleVersion) {
        if (-not $loaded -and -not (Get-Module GalileoEval -ListAvailable)) {
            throw 'The module GalileoEval is not installed. Specify -ModuleVersion, so that the gate installs it, or install it in a step before: Install-PSResource GalileoEval'
        }

        if (-not $loaded) {
            Import-Module GalileoEval
        }

        return
    }

    if ($loaded) {
        if ((Get-VersionText $loaded) -ne $ModuleVersion) {
            throw "GalileoEval $(Get-VersionText $loaded) is loaded, not $ModuleVersion. Run the gate in a new PowerShell process, or specify another -ModuleVersion."
        }

        return
    }

    $find = { Get-Module GalileoEval -ListAvailable | Where-Object { (Get-VersionText $_) -eq $ModuleVersion } | Select-Object -First 1 }
    $module = & $find
    if (-not $module) {
        if (-not (Get-Command Install-PSResource -ErrorAction SilentlyContinue)) {
            throw "GalileoEval $ModuleVersion is not installed, and Install-PSResource is missing. Use PowerShell 7.4 or later, or install the module in a step before."
        }

        $advice = "Check the version (Find-PSResource GalileoEval -Version *) and the repository (Get-PSResourceRepository), or install the module in a step before."
        try {
            if (-not $WhatIfPreference) {
                $ProgressPreference = 'SilentlyContinue'
                Install-PSResource GalileoEval -Version $ModuleVersion -Repository $ModuleRepository -Scope CurrentUser -TrustRepository
            }
        }
        catch {
            throw "GalileoEval $ModuleVersion cannot be installed from '$ModuleRepository': $("$_".TrimEnd('.')). $advice"
        }

        $module = & $find
        if (-not $module) {
            throw "GalileoEval $ModuleVersion is not installed. $advice"
        }
    }

    Import-Module $module.Path
}

# Reads the results that a step before saved.
function Get-SavedResult {
    foreach ($path in $InputPath) {
        if (-not (Test-Path -LiteralPath $path -PathType Leaf)) {
            throw "There is no results file '$path'."
        }

        try {
            switch ([IO.Path]::GetExtension($path)) {
                .csv { Import-Csv -LiteralPath $path -Encoding UTF8 }
                .json { Get-Content -LiteralPath $path -Raw -Encoding UTF8 | ConvertFrom-Json | ForEach-Object { $_ } }
                .clixml { Import-Clixml -LiteralPath $path | ForEach-Object { $_ } }
                default { throw 'its extension is not .csv, .json or .clixml' }
            }
        }
        catch {
            throw "The results file '$path' cannot be read: $_"
        }
    }
}

function Test-Property($Row, [string[]] $Name) {
    @($Name | Where-Object { $Row.PSObject.Properties[$_] }).Count -gt 0
}

# Every object that can be waited for has both.
function Test-Work($Row) {
    (Test-Property $Row State) -and (Test-Property $Row IsFinal)
}

function Get-ScorerFile {
    foreach ($path in $ScorerPath) {
        if (-not (Test-Path -LiteralPath $path)) {
            throw "There is no scorer file or folder '$path'."
        }

        $item = Get-Item -LiteralPath $path
        $found = @(if ($item.PSIsContainer) { Get-ChildItem -LiteralPath $path -Filter *.py -File | Sort-Object FullName } else { $item })
        if ($found.Count -eq 0) {
            # A gate that checked nothing must not pass.
            throw "There is no scorer (*.py) in the folder '$path'."
        }

        $found
    }
}

function Get-DefaultRule {
    if ($files) {
        @{ Name = 'scorers are valid'; Metric = '*'; Statistic = 'State'; EqualTo = 'Succeeded'; Source = 'Work' }
    }

    if ($work.Count) {
        @{ Name = 'work has succeeded'; Metric = '*'; Statistic = 'State'; EqualTo = 'Succeeded'; Source = 'Work' }
    }

    if ($target.Count -or ($InputPath -and ($scores.Count -or -not $work.Count))) {
        @{ Name = 'no score failed'; Metric = '*'; Statistic = 'Failed'; Maximum = 0; Source = 'Summary' }
    }

    if ($BaselinePath) {
        @{ Name = 'no metric is worse'; Metric = '*'; Statistic = 'Verdict'; NotEqualTo = 'Regressed', 'Inconclusive' }
    }
}

# Returns the subject of a result: the scorer file, or the metric.
function Get-Subject($Result) {
    $path = if ($workOf.ContainsKey("$($Result.Metric)")) { $workOf[$Result.Metric].Path } elseif ($Result.Rule -eq $fileRule) { $Result.Metric }
    if ($path) { Get-SourcePath $path } else { $Result.Metric }
}

# Returns the reason for an outcome, with the service's error message for a scorer.
function Get-Reason($Result) {
    $why = $null
    if ($workOf.ContainsKey("$($Result.Metric)")) {
        $ended = $workOf[$Result.Metric]
        $why = if ($ended -is [GalileoEval.Galileo.CodeScorerValidation]) { $ended.ErrorMessage }
        else { $ended.Scores | Where-Object Error | Select-Object -First 1 -ExpandProperty Error }
    }

    "$($Result.Message) $why".Trim()
}

# Creates the result for a scorer file without a validation.
function New-FileResult([string] $Outcome, [string] $File, [string] $Text) {
    [pscustomobject]@{ Rule = $fileRule; Source = 'Work'; Metric = $File; Outcome = $Outcome; Statistic = 'State'; Message = $Text }
}

# Sets the parameters that are not bound. An omitted input of the action is an empty string.
function Set-ParameterFromEnvironment {
    foreach ($name in $settings) {
        $variable = 'EVAL_GATE_' + ($name -creplace '(?<=[a-z])(?=[A-Z])', '_').ToUpperInvariant()
        $value = [Environment]::GetEnvironmentVariable($variable)
        if ($bound.ContainsKey($name) -or -not $value) {
            continue
        }

        if ($name -in 'ScorerPath', 'ReportPath', 'InputPath', 'Property', 'Key') {
            $value = @($value -split '\r?\n' | ForEach-Object { $_.Trim() } | Where-Object { $_ })
        }

        try {
            Set-Variable $name $value -Scope Script
        }
        catch {
            "$variable is '$value': $($_.Exception.Message)"
        }
    }
}

$bound = $PSBoundParameters
$settings = @(
    'ScorerPath', 'Project', 'LogStream', 'Experiment', 'Dataset', 'Limit', 'TestInput', 'TestOutput', 'InputPath', 'Property', 'Key'
    'PolicyPath', 'BaselinePath', 'PassThreshold', 'ReportPath', 'VerdictPath', 'Timeout', 'ModuleVersion', 'ModuleRepository'
)
$verdict = 'Error'
$failure = $null
$results = @()
$reports = @()
$workOf = @{}
$fileRule = 'scorer file'
try {
    $wrong = @(Set-ParameterFromEnvironment)
    if ($wrong) {
        throw $wrong[0]
    }

    Import-EvalModule
    $target = @{}
    foreach ($name in 'LogStream', 'Experiment', 'Dataset') {
        $value = Get-Variable $name -ValueOnly
        if ($value) {
            $target[$name] = $value
        }
    }

    $files = @(Get-ScorerFile)
    if ($target.Count -gt 1) {
        throw "Specify one of $($target.Keys -join ', '), not several."
    }

    if ($InputPath -and ($files -or $target.Count)) {
        throw "Specify either files with results (-InputPath), or $(if ($files) { 'scorer files' } else { $target.Keys })."
    }

    if (-not $InputPath -and -not $files -and ($target.Count -eq 0 -or $Dataset)) {
        throw 'Specify scorer files, or a log stream or an experiment that has scores, or files with results (-InputPath).'
    }

    # A result is work, or has scores, or both, such as a validation.
    $saved = @(Get-SavedResult)
    $scoreNames = @('Score', 'Scores', 'TestScores') + @($Property | Where-Object { $_ })
    $work = @($saved | Where-Object { Test-Work $_ })
    $scores = @($saved | Where-Object { -not (Test-Work $_) -or (Test-Property $_ $scoreNames) })

    # Detects an invalid policy or baseline, or a folder that cannot be created, before anything is sent.
    $gate = if ($PolicyPath) { @{ Path = $PolicyPath } } else { @{ Rule = @(Get-DefaultRule) } }
    $null = Test-EvalGate @gate -InputObject @()
    $baseline = @(if ($BaselinePath) { Import-EvalBaseline $BaselinePath })
    if (-not $WhatIfPreference) {
        $reports = @($ReportPath | Where-Object { $_ } | ForEach-Object { Get-FullPath $_ })
    }

    $options = $target.Clone()
    if ($Project -and $target.Count) {
        $options.Project = $Project
    }

    if ($files) {
        if ($null -ne $Limit) {
            $options.Limit = $Limit
        }

        foreach ($name in 'TestInput', 'TestOutput') {
            $value = Get-Variable $name -ValueOnly
            if ($value) {
                $options[$name] = $value
            }
        }

        $work = @($files | Invoke-GalileoCodeScorerValidation @options -Wait -Timeout $Timeout -ErrorAction SilentlyContinue -ErrorVariable problems)
        $work | ForEach-Object { $workOf[$_.Describe()] = $_ }
        $scores = $work
        foreach ($problem in $problems) {
            $file = [string]$problem.TargetObject
            switch -Wildcard ($problem.FullyQualifiedErrorId) {
                'InvalidFile,*' { $results += New-FileResult 'Failed' ($file -replace '^Microsoft\.PowerShell\.Core\\FileSystem::') "$problem" }
                'Timeout,*' { $results += New-FileResult 'Inconclusive' $problem.TargetObject.Path "$problem" }
                default { throw $problem }
            }
        }
    }
    elseif (-not $InputPath) {
        $scores = @(Get-GalileoLogRecordScore @options)
    }

    if ($WhatIfPreference) {
        exit 0
    }

    $columns = @{}
    if ($Property) {
        $columns.Property = $Property
    }

    $measure = if ($null -ne $PassThreshold) { @{ PassThreshold = $PassThreshold } } else { @{} }
    $summaries = @($scores | Measure-EvalScore @columns @measure)
    if ($Key) {
        $columns.Key = $Key
    }

    $comparisons = @(if ($baseline) { Compare-EvalScore $baseline $scores @columns })
    $results += @(Test-EvalGate @gate -InputObject ($work + $summaries + $comparisons) -Detailed)

    $outcomes = @($results | ForEach-Object { "$($_.Outcome)" })
    $verdict = if ($outcomes -contains 'Failed') { 'Failed' }
    elseif ($outcomes -contains 'Inconclusive' -or $outcomes -notcontains 'Passed') { 'Inconclusive' }
    else { 'Passed' }

    $all = $results + $summaries + $comparisons + $work
    $title = @{ Title = "Evaluation gate: $verdict" }
    if ($reports) {
        $all | Export-EvalReport $reports @title -Confirm:$false
    }

    if ($hostName -eq 'Shell') {
        $results
    }
    else {
        $results | ForEach-Object { ConvertTo-LogText "$($_.Outcome): $(Get-Subject $_): $($_.Rule): $(Get-Reason $_)" }
        Add-JobSummary ($all | ConvertTo-EvalReport -Format Markdown @title)
    }
}
catch {
    $verdict = 'Error'
    $advice = if ($_.ErrorDetails) { $_.ErrorDetails.RecommendedAction }
    $failure = "$_ $advice".Trim()
    if ($hostName -eq 'Shell') {
        Write-Error -ErrorRecord $_ -ErrorAction Continue
    }
    else {
        Write-Annotation 'error' 'The evaluation gate could not run' $failure
    }
}

if ($WhatIfPreference) {
    exit $exitCodes[$verdict]
}

$notable = @($results | Where-Object { "$($_.Outcome)" -eq 'Failed' }) + @($results | Where-Object { "$($_.Outcome)" -eq 'Inconclusive' })
$shown = if ($notable.Count -gt $maximumAnnotations) { $maximumAnnotations - 1 } else { $notable.Count }
foreach ($result in $notable | Select-Object -First $shown) {
    $level = if ("$($result.Outcome)" -eq 'Failed') { 'error' } else { 'warning' }
    $subject = Get-Subject $result
    $file = if ($files -and "$($result.Source)" -eq 'Work') { $subject }
    Write-Annotation $level "${subject}: $($result.Rule)" (Get-Reason $result) $file
}

if ($notable.Count -gt $shown) {
    Write-Annotation 'warning' 'Evaluation gate' "$($notable.Count - $shown) more results did not pass: see the summary or the report."
}

try {
    $verdictFile = Get-FullPath $VerdictPath
    $count = @{ Passed = 0; Failed = 0; Inconclusive = 0; Skipped = 0 }
    $results | ForEach-Object { $count["$($_.Outcome)"]++ }
    $content = [ordered]@{
        verdict      = $verdict
        exitCode     = $exitCodes[$verdict]
        error        = $failure
        passed       = $count.Passed
        failed       = $count.Failed
        inconclusive = $count.Inconclusive
        skipped      = $count.Skipped
        reports      = $reports
        results      = @($results | ForEach-Object { [ordered]@{ rule = $_.Rule; subject = Get-Subject $_; outcome = "$($_.Outcome)"; message = Get-Reason $_ } })
    }
    [IO.File]::WriteAllText($verdictFile, (ConvertTo-Json $content -Depth 4), $utf8)
    Set-JobOutput Verdict $verdict
    Set-JobOutput VerdictPath $verdictFile
    Set-JobOutput ReportPaths $reports
}
catch {
    Write-Error (ConvertTo-LogText "The verdict cannot be written: $_") -ErrorAction Continue
    exit $exitCodes.Error
}

if ($hostName -ne 'Shell') {
    "Evaluation gate: $verdict"
}

exit $exitCodes[$verdict]
