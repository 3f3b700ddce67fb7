#Requires -Version 5.1

<#
.SYNOPSIS
A gate for CI: validates every scorer file of a folder, and ends with an exit code that stops the build.

.DESCRIPTION
Sends every *.py file of the folder to Galileo and waits for the outcome. The first scorer that turns out to be invalid ends
the wait, so that a broken one does not keep the build waiting for the others: what was not known by then is reported as
skipped. With -All the gate looks at all of them first.

Writes one object for each scorer, when its outcome is known, and besides, if asked for, a JUnit file and a Markdown summary.
Both are written however the gate ends.

.PARAMETER Path
The folder with the scorer files. It is taken literally: no character is a wildcard.

.PARAMETER TestInput
The input of the sample that the scorers are run on. Default: the service's own.

.PARAMETER TestOutput
The output of the sample that the scorers are run on. Default: the service's own.

.PARAMETER LogStreamId
The log stream whose records the scorers are run on, instead of a sample.

.PARAMETER Limit
How many records of the log stream are scored at most. Default: the service's own.

.PARAMETER Recurse
Takes the files of the folders below too.

.PARAMETER All
Goes on after an invalid scorer, and reports every one.

.PARAMETER Timeout
How long to wait for the outcome, in seconds; -1 for ever. Default: 300.

.PARAMETER PollInterval
The time between two looks, in seconds. Default: what suits the service.

.PARAMETER JUnitPath
The JUnit XML file to write. Default: none.

.PARAMETER SummaryPath
The Markdown file to write. Default: the summary of the GitHub step, if there is one ($env:GITHUB_STEP_SUMMARY), to which it
is appended as GitHub asks.

.EXAMPLE
./Test-ScorerFolder.ps1 ./scorers -TestInput 'Where is my order?' -TestOutput 'On its way.' -JUnitPath out/scorers.xml

Runs every scorer on one sample.

.EXAMPLE
./Test-ScorerFolder.ps1 ./scorers -LogStreamId $id -Limit 20 -All -SummaryPath out/scorers.md

Runs every scorer on twenty log records, and reports all that are invalid.

.NOTES
Exit codes:

  0  every scorer is valid
  1  a scorer is invalid
  2  the gate could not do its work: no folder, no scorer in it, no connection, an error of the service
  3  a scorer had no outcome when the time was up

The lowest of 1, 2 and 3 that applies is the one. Connect before, or set GALILEO_API_KEY (and GALILEO_API_URL).
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Sample')]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [Parameter(ParameterSetName = 'Sample')]
    [string] $TestInput,

    [Parameter(ParameterSetName = 'Sample')]
    [string] $TestOutput,

    [Parameter(Mandatory, ParameterSetName = 'LogStream')]
    [ValidateNotNullOrEmpty()]
    [string] $LogStreamId,

    [Parameter(ParameterSetName = 'LogStream')]
    [ValidateRange(1, [int]::MaxValue)]
    [int] $Limit,

    [switch] $Recurse,

    [switch] $All,

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout = 300,

    [ValidateRange(0.01, 86400)]
    [double] $PollInterval,

    [string] $JUnitPath,

    [string] $SummaryPath = $env:GITHUB_STEP_SUMMARY
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# What XML cannot hold at all, escaped or not: most control characters and halves of surrogate pairs. A scorer's own message
# may have them, and so may a file's name.
$notXml = '[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]'

function ConvertTo-XmlText([string] $Text) {
    [regex]::Replace($Text, $notXml, [string][char]0xFFFD)
}

# One line for a cell of a table. Every character that Markdown or HTML might act on becomes an entity, so that a message
# stays a message.
function ConvertTo-MarkdownText([string] $Text) {
    $line = [regex]::Replace((ConvertTo-XmlText $Text).Trim(), '\s+', ' ')
    if ($line.Length -gt 500) {
        $line = $line.Substring(0, 500).TrimEnd([char[]](0xD800..0xDBFF)) + '...'
    }

    [regex]::Replace($line, '[!#$&()*+<>@\[\\\]^_`{|}~]', { param($match) '&#{0};' -f [int]$match.Value[0] })
}

function Write-JUnitFile([string] $File) {
    $settings = New-Object Xml.XmlWriterSettings
    $settings.Indent = $true
    $settings.Encoding = New-Object Text.UTF8Encoding $false
    $seconds = { param($number) ([double]$number).ToString('0.000', [Globalization.CultureInfo]::InvariantCulture) }
    $writer = [Xml.XmlWriter]::Create($File, $settings)
    try {
        $writer.WriteStartElement('testsuites')
        $writer.WriteStartElement('testsuite')
        $writer.WriteAttributeString('name', (ConvertTo-XmlText "Scorers in $folder"))
        $writer.WriteAttributeString('timestamp', $startedAt.ToString('s', [Globalization.CultureInfo]::InvariantCulture))
        $writer.WriteAttributeString('time', (& $seconds $clock.Elapsed.TotalSeconds))
        $writer.WriteAttributeString('tests', [string]$cases.Count)
        foreach ($pair in @('failures', @('Invalid')), @('errors', @('Error', 'Timeout')), @('skipped', @('Skipped'))) {
            $writer.WriteAttributeString($pair[0], [string]@($cases | Where-Object { $pair[1] -contains $_.Result }).Count)
        }

        foreach ($case in $cases) {
            $writer.WriteStartElement('testcase')
            $writer.WriteAttributeString('classname', 'GalileoEval.Scorer')
            $writer.WriteAttributeString('name', (ConvertTo-XmlText $case.Scorer))
            $writer.WriteAttributeString('time', (& $seconds $case.Seconds))
            $element = @{ Invalid = 'failure'; Error = 'error'; Timeout = 'error'; Skipped = 'skipped' }[$case.Result]
            if ($element) {
                $writer.WriteStartElement($element)
                $text = ConvertTo-XmlText $case.Message
                $writer.WriteAttributeString('message', ($text.Trim() -split '\r?\n')[-1])
                if ($element -ne 'skipped') {
                    $writer.WriteAttributeString('type', $case.Result)
                    $writer.WriteString($text)
                }

                $writer.WriteEndElement()
            }

            $writer.WriteEndElement()
        }

        $writer.WriteEndElement()
        $writer.WriteEndElement()
    }
    finally {
        $writer.Close()
    }
}

function Write-SummaryFile([string] $File, [bool] $Append) {
    $counts = $cases | Group-Object Result | Sort-Object Name | ForEach-Object { '{0} {1}' -f $_.Count, $_.Name.ToLowerInvariant() }
    $lines = @(
        '## Scorers'
        ''
        '{0} in {1}: {2}.' -f $cases.Count, (ConvertTo-MarkdownText $folder), ($counts -join ', ')
        ''
        '| Scorer | Result | Message |'
        '| --- | --- | --- |'
        foreach ($case in $cases) {
            '| {0} | {1} | {2} |' -f (ConvertTo-MarkdownText $case.Scorer), $case.Result, (ConvertTo-MarkdownText $case.Message)
        }
    )
    $text = ($lines -join "`n") + "`n"
    $encoding = New-Object Text.UTF8Encoding $false
    if ($Append) {
        [IO.File]::AppendAllText($File, $text, $encoding)
    }
    else {
        [IO.File]::WriteAllText($File, $text, $encoding)
    }
}

# The file to write to, in a folder that is there: found out before anything is sent.
function Resolve-OutputFile([string] $File) {
    $full = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($File)
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($full))
    $full
}

# Keeps an outcome for the files, and writes it at once.
function Set-Outcome($Case, [string] $Result, [string] $Message) {
    $Case.Result = $Result
    $Case.Message = $Message
    $Case.Seconds = [Math]::Round($clock.Elapsed.TotalSeconds, 3)
    $script:PSCmdlet.WriteObject($Case)
}

function Get-Failure($Ended) {
    if ($Ended -is [GalileoEval.Galileo.CodeScorerValidation]) {
        return $Ended.ErrorMessage
    }

    $first = $Ended.Scores | Where-Object Error | Select-Object -First 1
    '{0} of {1} scores failed, the first with: {2}' -f $Ended.FailedCount, ($Ended.FailedCount + $Ended.ScoredCount), $first.Error
}

# The service takes a file without scorer_fn for valid, and one that applies to no record.
function Get-Hint($Ended) {
    if ($Ended -is [GalileoEval.Galileo.CodeScorerValidation] -and $Ended.HasOnlyNullScores) {
        'Every score is empty: has the file a scorer_fn?'
    }
    elseif ($Ended -is [GalileoEval.Galileo.LogRecordValidation] -and $Ended.ScoredCount -eq 0) {
        'No record was scored: the scorer applies to none of them.'
    }
}

try {
    if (-not (Get-Command Invoke-GalileoCodeScorerValidation -ErrorAction SilentlyContinue)) {
        Import-Module GalileoEval
    }

    if (-not (Test-Path -LiteralPath $Path -PathType Container)) {
        throw "There is no folder '$Path'."
    }

    $folder = (Resolve-Path -LiteralPath $Path).ProviderPath
    $files = @(Get-ChildItem -LiteralPath $folder -Filter *.py -File -Recurse:$Recurse | Sort-Object FullName)
    if ($files.Count -eq 0) {
        # A gate that looked at nothing must not be green.
        throw "There is no scorer (*.py) in the folder '$folder'."
    }

    $junitFile = if ($JUnitPath -and -not $WhatIfPreference) { Resolve-OutputFile $JUnitPath }
    $summaryFile = if ($SummaryPath -and -not $WhatIfPreference) { Resolve-OutputFile $SummaryPath }
    $startedAt = [datetime]::UtcNow
    $clock = [Diagnostics.Stopwatch]::StartNew()
    # Not a hashtable: on Linux a.py and A.py are two files.
    $byPath = New-Object 'Collections.Generic.Dictionary[string, object]' ([StringComparer]::Ordinal)
    $cases = @(foreach ($file in $files) {
            $name = $file.FullName.Substring($folder.Length).TrimStart([char[]]'\/')
            $byPath[$file.FullName] = [pscustomobject]@{
                PSTypeName = 'GalileoEval.Runbooks.Scorer'
                Scorer     = $name
                Result     = 'Skipped'
                Seconds    = 0
                Message    = 'Not known when the gate ended.'
            }
            $byPath[$file.FullName]
        })

    $options = @{}
    foreach ($name in 'TestInput', 'TestOutput', 'LogStreamId', 'Limit') {
        if ($PSBoundParameters.ContainsKey($name)) {
            $options[$name] = $PSBoundParameters[$name]
        }
    }

    $waiting = @{ Timeout = $Timeout }
    if ($PSBoundParameters.ContainsKey('PollInterval')) {
        $waiting.PollInterval = $PollInterval
    }

    $started = @($files | Invoke-GalileoCodeScorerValidation @options -ErrorAction SilentlyContinue -ErrorVariable notSent)
    if ($WhatIfPreference) {
        exit 0
    }

    try {
        $stop = $false
        foreach ($problem in $notSent) {
            # What is wrong with a file is the scorer's fault, anything else is not.
            $result = if ($problem.FullyQualifiedErrorId -like 'InvalidFile,*') { 'Invalid' } else { 'Error' }
            $file = [string]$problem.TargetObject -replace '^Microsoft\.PowerShell\.Core\\FileSystem::'
            Set-Outcome $byPath[$file] $result ([string]$problem)
            $stop = $stop -or -not $All
        }

        if (-not $stop) {
            # What is written here goes to Select-Object, and the first of it ends the wait. Outcomes go past it.
            $started | Wait-EvalTask @waiting -ErrorAction SilentlyContinue -ErrorVariable notEnded | ForEach-Object {
                if ($_.State -eq 'Succeeded') {
                    Set-Outcome $byPath[$_.Path] 'Valid' (Get-Hint $_)
                }
                else {
                    Set-Outcome $byPath[$_.Path] 'Invalid' (Get-Failure $_)
                    if (-not $All) {
                        'stop'
                    }
                }
            } | Select-Object -First 1 | Out-Null
            foreach ($problem in $notEnded) {
                $result = if ($problem.FullyQualifiedErrorId -like 'Timeout,*') { 'Timeout' } else { 'Error' }
                Set-Outcome $byPath[$problem.TargetObject.Path] $result ([string]$problem)
            }
        }
    }
    finally {
        # Also when the wait was broken off: what is known is known.
        if ($junitFile) {
            Write-JUnitFile $junitFile
        }

        if ($summaryFile) {
            Write-SummaryFile $summaryFile ($SummaryPath -eq $env:GITHUB_STEP_SUMMARY)
        }
    }

    $cases | Where-Object Result -EQ 'Skipped'
    $results = @($cases | ForEach-Object Result)
    if ($results -contains 'Invalid') {
        exit 1
    }

    if ($results -contains 'Error') {
        exit 2
    }

    exit $(if ($results -contains 'Timeout') { 3 } else { 0 })
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 2
}
