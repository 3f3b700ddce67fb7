#Requires -Version 5.1

<#
.SYNOPSIS
Measures a Kolena agent against its ground truths once a night, and resumes after a restart.

.DESCRIPTION
Starts one validation for each ground truth, waits for all of them, and appends the scores to a CSV file. A second CSV file
holds the pending validations: the next run waits for these, and starts nothing twice.

You can stop the script at any time. Before it starts a validation it writes a row with the newest validation of the ground
truth at that time. If the row has no ID after a restart, the script looks for a newer validation at the service, and starts
one only if there is none.

.PARAMETER Agent
The ID or the name of the agent.

.PARAMETER GroundTruthId
The IDs of the ground truths.

.PARAMETER MinimumScore
The score, from 0 to 100, that every ground truth should reach.

.PARAMETER PendingPath
The CSV file for pending validations. It is removed when all have ended.

.PARAMETER ResultPath
The CSV file that the results are appended to, night after night.

.PARAMETER Night
The name of the night: each ground truth is measured once per night. Pending work of another night is waited for as well.
Default: the night of the pending work, so that a run that continues after midnight starts nothing new; else today's date in
UTC.

.PARAMETER Timeout
How long to wait, in seconds; -1 for no limit. Default: -1.

.PARAMETER PollInterval
The time between two polls, in seconds. Default: the default of Wait-EvalTask.

.PARAMETER ReportPath
The reports to write, each in the format of its extension: .html, .md, .xml (JUnit) or .json. They show the gate of this
night and the trend of all nights. Default: none.

.EXAMPLE
./Invoke-NightlyAccuracy.ps1 'Invoice reader' 10, 11 -MinimumScore 80 -Timeout 7200

Measures two ground truths and waits two hours at most. The next run waits for the rest.

.EXAMPLE
./Invoke-NightlyAccuracy.ps1 1 10, 11 -MinimumScore 80 -ReportPath accuracy.html, accuracy.xml

Writes a page and a JUnit file for the CI system.

.EXAMPLE
./Invoke-NightlyAccuracy.ps1 1 10, 11 -PendingPath pending.csv -ResultPath scores.csv -WhatIf

Shows what would be started.

.NOTES
Exit codes:

  0  every ground truth of the night was measured and reached the score
  1  a validation failed, or a score is below -MinimumScore; warnings name the ground truths
  2  an error: no such agent or ground truth, no connection, an error of the service, another run in progress
  3  validations have not ended; they are in the pending file: run it again

The first of 2, 3 and 1 that applies is returned. Connect first, or set KOLENA_API_KEY.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $Agent,

    [Parameter(Mandatory, Position = 1)]
    [ValidateNotNullOrEmpty()]
    [long[]] $GroundTruthId,

    [ValidateRange(0, 100)]
    [double] $MinimumScore = 0,

    [ValidateNotNullOrEmpty()]
    [string] $PendingPath = 'accuracy-pending.csv',

    [ValidateNotNullOrEmpty()]
    [string] $ResultPath = 'accuracy.csv',

    [ValidateNotNullOrEmpty()]
    [string] $Night,

    [ValidateRange(-1, [int]::MaxValue)]
    [double] $Timeout = -1,

    [ValidateRange(0.01, 86400)]
    [double] $PollInterval,

    [string[]] $ReportPath
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$invariant = [Globalization.CultureInfo]::InvariantCulture

# Writes the file under another name and moves it, so that it is always complete.
function Save-Pending {
    if ($pending.Count -eq 0) {
        if (Test-Path -LiteralPath $pendingFile) {
            Remove-Item -LiteralPath $pendingFile -Confirm:$false
        }

        return
    }

    $pending | Export-Csv -LiteralPath "$pendingFile.new" -NoTypeInformation -Encoding UTF8 -Confirm:$false
    Move-Item -LiteralPath "$pendingFile.new" $pendingFile -Force -Confirm:$false
}

function Get-Row([string] $File) {
    if (Test-Path -LiteralPath $File) {
        Import-Csv -LiteralPath $File -Encoding UTF8
    }
}

# Returns the ID of the newest validation of a ground truth, or 0.
function Get-NewestId([long] $Id) {
    [long](Get-KolenaValidation -AgentId $agentId -GroundTruthId $Id | ForEach-Object ValidationId | Sort-Object | Select-Object -Last 1)
}

# Starts the validation of a row unless it was started already, and writes its ID to the file.
function Start-Row($Row) {
    $newest = Get-NewestId $Row.GroundTruthId
    if ($pending.Contains($Row) -and $newest -gt [long]$Row.NewestBefore) {
        $Row.ValidationId = $newest
    }
    else {
        $Row.NewestBefore = $newest
        if (-not $pending.Contains($Row)) {
            $null = $pending.Add($Row)
        }

        Save-Pending
        $Row.ValidationId = (Start-KolenaValidation -AgentId $agentId -GroundTruthId $Row.GroundTruthId -Confirm:$false).ValidationId
    }

    Save-Pending
}

function Add-Result($Row, [string] $Status, [string] $State, $Score) {
    [pscustomobject]@{
        Night         = $Row.Night
        AgentId       = $Row.AgentId
        GroundTruthId = $Row.GroundTruthId
        ValidationId  = $Row.ValidationId
        Status        = $Status
        State         = $State
        # Invariant: the file is read again, perhaps under another culture.
        Score         = if ($null -ne $Score) { ([double]$Score).ToString('R', $invariant) }
        EndedAt       = [datetime]::UtcNow.ToString('s', $invariant) + 'Z'
    } | Export-Csv -LiteralPath $resultFile -NoTypeInformation -Encoding UTF8 -Append -Confirm:$false
    # Only now: if the script is stopped between the two, the next run finds the result and skips the row.
    $null = $pending.Remove($Row)
    Save-Pending
}

$lock = $null
try {
    if (-not (Get-Command Start-KolenaValidation -ErrorAction SilentlyContinue)) {
        Import-Module GalileoEval
    }

    $pendingFile = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($PendingPath)
    $resultFile = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ResultPath)
    if (-not $WhatIfPreference) {
        foreach ($file in $pendingFile, $resultFile) {
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($file))
        }

        # Two concurrent runs could start the same validation twice.
        try {
            $lock = [IO.File]::Open("$pendingFile.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [IO.IOException] {
            throw "Another run is in progress with '$pendingFile': $($_.Exception.GetBaseException().Message)"
        }
    }

    $name = [Management.Automation.WildcardPattern]::Escape($Agent)
    $agents = @(if ($Agent -match '^[0-9]+$') { Get-KolenaAgent -AgentId $Agent } else { Get-KolenaAgent -Name $name })
    if ($agents.Count -ne 1) {
        throw "'$Agent' is the name of $($agents.Count) agents: specify an ID."
    }

    $agentId = $agents[0].AgentId
    $pending = New-Object Collections.ArrayList
    Get-Row $pendingFile | ForEach-Object { $null = $pending.Add($_) }
    foreach ($other in $pending | Where-Object { [long]$_.AgentId -ne $agentId } | Select-Object -First 1) {
        throw "'$pendingFile' has work of the agent $($other.AgentId): use one file per agent."
    }

    if (-not $Night) {
        $Night = if ($pending.Count) { $pending[0].Night } else { [datetime]::UtcNow.ToString('yyyy-MM-dd', $invariant) }
    }

    $done = @(Get-Row $resultFile | Where-Object { [long]$_.AgentId -eq $agentId })
    foreach ($row in @($pending)) {
        if ($row.ValidationId -and @($done | Where-Object { $_.GroundTruthId -eq $row.GroundTruthId -and $_.ValidationId -eq $row.ValidationId }).Count) {
            $pending.Remove($row)
        }
    }

    $failed = $false
    $known = @($done) + @($pending) | Where-Object Night -EQ $Night | ForEach-Object { [long]$_.GroundTruthId }
    $unstarted = @($pending | Where-Object { -not $_.ValidationId })
    $unstarted += @($GroundTruthId | Select-Object -Unique | Where-Object { $known -notcontains $_ } | ForEach-Object {
            [pscustomobject]@{ Night = $Night; AgentId = $agentId; GroundTruthId = $_; ValidationId = $null; NewestBefore = $null }
        })
    foreach ($row in $unstarted) {
        if (-not $PSCmdlet.ShouldProcess("Agent $agentId, ground truth $($row.GroundTruthId)", 'Start a validation')) {
            continue
        }

        # The others are started even if one fails.
        try {
            Start-Row $row
        }
        catch {
            Write-Error -ErrorRecord $_ -ErrorAction Continue
            $failed = $true
        }
    }

    if ($WhatIfPreference) {
        exit 0
    }

    Save-Pending
    $waiting = @{ Timeout = $Timeout }
    if ($PSBoundParameters.ContainsKey('PollInterval')) {
        $waiting.PollInterval = $PollInterval
    }

    $byId = @{}
    $pending | Where-Object ValidationId | ForEach-Object { $byId["$($_.GroundTruthId)/$($_.ValidationId)"] = $_ }
    $byId.Values | Wait-EvalTask @waiting -ErrorAction SilentlyContinue -ErrorVariable late | ForEach-Object {
        Add-Result $byId["$($_.GroundTruthId)/$($_.ValidationId)"] $_.Status $_.State $_.Score
    }
    foreach ($problem in $late) {
        if ($problem.FullyQualifiedErrorId -like 'NotFound,*') {
            # It was deleted, so later runs must not wait for it.
            Add-Result $problem.TargetObject 'not found' 'Failed' $null
        }
        elseif ($problem.FullyQualifiedErrorId -notlike 'Timeout,*') {
            Write-Error -ErrorRecord $problem -ErrorAction Continue
            $failed = $true
        }
    }

    # The whole night, with the validations that ended in an earlier run.
    $results = @(Get-Row $resultFile | Where-Object { [long]$_.AgentId -eq $agentId })
    $ended = @($results | Where-Object Night -EQ $Night)
    $unfinished = @($pending | Where-Object { $_.Night -eq $Night })
    $gate = @()
    if ($ended.Count) {
        $rules = @(
            @{ Metric = '*'; Statistic = 'State'; EqualTo = 'Succeeded'; Source = 'Work' }
            @{ Metric = '*'; Statistic = 'Score'; Minimum = $MinimumScore; Source = 'Work' }
        )
        $gate = @($ended | Test-EvalGate $rules -Detailed)
    }

    if ($ReportPath) {
        # The results of all nights, for the trend.
        $gate + $results | Export-EvalReport $ReportPath -Title "Accuracy of agent $agentId, $Night" -Confirm:$false
    }

    $failures = @($gate | Where-Object Outcome -NE 'Passed')
    $failures | Group-Object Metric | ForEach-Object { Write-Warning "$($_.Name): $($_.Group[0].Message)" }
    foreach ($row in $ended + $unfinished | Sort-Object { [long]$_.GroundTruthId }) {
        $isPending = $pending.Contains($row)
        [pscustomobject]@{
            PSTypeName    = 'GalileoEval.Runbooks.Accuracy'
            GroundTruthId = [long]$row.GroundTruthId
            ValidationId  = $row.ValidationId
            Status        = if ($isPending) { 'pending' } else { $row.Status }
            Score         = if (-not $isPending -and $row.Score) { [double]::Parse($row.Score, $invariant) }
        }
    }

    if ($failed) {
        exit 2
    }

    if ($pending.Count) {
        exit 3
    }

    exit [int]($failures.Count -gt 0)
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 2
}
finally {
    if ($lock) {
        $lock.Dispose()
    }
}
