#Requires -Version 5.1

<#
.SYNOPSIS
Measures a Kolena agent against its ground truths, once a night, and survives a restart.

.DESCRIPTION
Starts one validation for each ground truth, waits for all of them, and adds the scores to a CSV file. What was started and
has not ended is in another CSV file: run again, the script goes on waiting for that, and starts nothing a second time.

It may be stopped at any moment. A validation is noted before it is started, with the newest one that the ground truth had
until then. Where the number of the new one is missing after a restart, a newer one at the service is the one that was
started; only if there is none is it started now.

.PARAMETER Agent
The id of the agent, or its name.

.PARAMETER GroundTruthId
The ids of the ground truths.

.PARAMETER MinimumScore
The score, from 0 to 100, that every ground truth should reach.

.PARAMETER PendingPath
The CSV file of what has not ended. It goes away when all has.

.PARAMETER ResultPath
The CSV file that the outcomes are added to, night after night.

.PARAMETER Night
The name of the night: each ground truth is measured once in it. Work that is pending from another night is waited for all
the same. Default: the night of the pending work, so that a run that goes on after midnight starts nothing anew; else today's
date in UTC.

.PARAMETER Timeout
How long to wait, in seconds; -1 for ever. Default: -1.

.PARAMETER PollInterval
The time between two looks, in seconds. Default: what suits the service.

.EXAMPLE
./Invoke-NightlyAccuracy.ps1 'Invoice reader' 10, 11 -MinimumScore 80 -Timeout 7200

Measures two ground truths, waiting two hours at most. What is late is waited for by the next run.

.EXAMPLE
./Invoke-NightlyAccuracy.ps1 1 10, 11 -PendingPath pending.csv -ResultPath scores.csv -WhatIf

Tells what would be started.

.NOTES
Exit codes:

  0  every ground truth of the night was measured and reached the score
  1  a validation failed, or a score is below -MinimumScore; warnings name the ground truths
  2  something went wrong: no such agent or ground truth, no connection, an error of the service, another run at work
  3  validations have not ended; they are in the pending file: run it again

The first of 2, 3 and 1 that applies is the one. Connect before, or set KOLENA_API_KEY.
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
    [double] $PollInterval
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$invariant = [Globalization.CultureInfo]::InvariantCulture

# Whole or not at all: written under another name and put in its place at one stroke.
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

# The newest validation of a ground truth; 0 when there is none.
function Get-NewestId([long] $Id) {
    [long](Get-KolenaValidation -AgentId $agentId -GroundTruthId $Id | ForEach-Object ValidationId | Sort-Object | Select-Object -Last 1)
}

# Sees to it that the validation of a row is under way, and that its number is in the file.
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
        # The same in every language: the file is read again.
        Score         = if ($null -ne $Score) { ([double]$Score).ToString('R', $invariant) }
        EndedAt       = [datetime]::UtcNow.ToString('s', $invariant) + 'Z'
    } | Export-Csv -LiteralPath $resultFile -NoTypeInformation -Encoding UTF8 -Append -Confirm:$false
    # Only now: should it end between the two, the next run finds the result and passes the row over.
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

        # Two at once, such as a scheduled one and one that still waits, would both start what neither has noted.
        try {
            $lock = [IO.File]::Open("$pendingFile.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [IO.IOException] {
            throw "Another run is at work with '$pendingFile': $($_.Exception.GetBaseException().Message)"
        }
    }

    $name = [Management.Automation.WildcardPattern]::Escape($Agent)
    $agents = @(if ($Agent -match '^[0-9]+$') { Get-KolenaAgent -AgentId $Agent } else { Get-KolenaAgent -Name $name })
    if ($agents.Count -ne 1) {
        throw "'$Agent' is the name of $($agents.Count) agents: give the id of one."
    }

    $agentId = $agents[0].AgentId
    $pending = New-Object Collections.ArrayList
    Get-Row $pendingFile | ForEach-Object { $null = $pending.Add($_) }
    foreach ($other in $pending | Where-Object { [long]$_.AgentId -ne $agentId } | Select-Object -First 1) {
        throw "'$pendingFile' has work of the agent $($other.AgentId): give each agent a file of its own."
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

        # One that cannot be started does not keep the others from it.
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
            # It was deleted. Waiting for it in every run to come would help nobody.
            Add-Result $problem.TargetObject 'not found' 'Failed' $null
        }
        elseif ($problem.FullyQualifiedErrorId -notlike 'Timeout,*') {
            Write-Error -ErrorRecord $problem -ErrorAction Continue
            $failed = $true
        }
    }

    # Of the whole night, also what ended in an earlier run.
    $below = $false
    $report = @(Get-Row $resultFile) + @($pending) |
        Where-Object { $_.Night -eq $Night -and [long]$_.AgentId -eq $agentId } |
        Sort-Object { [long]$_.GroundTruthId }
    foreach ($row in $report) {
        $isPending = $pending.Contains($row)
        $score = if (-not $isPending -and $row.Score) { [double]::Parse($row.Score, $invariant) }
        if (-not $isPending -and $row.State -ne 'Succeeded') {
            $below = $true
            Write-Warning "Ground truth $($row.GroundTruthId): the validation $($row.ValidationId) ended as $($row.Status)."
        }
        elseif (-not $isPending -and $score -lt $MinimumScore) {
            $below = $true
            Write-Warning ('Ground truth {0}: {1} is below {2}.' -f $row.GroundTruthId, $row.Score, $MinimumScore.ToString($invariant))
        }

        [pscustomobject]@{
            PSTypeName    = 'GalileoEval.Runbooks.Accuracy'
            GroundTruthId = [long]$row.GroundTruthId
            ValidationId  = $row.ValidationId
            Status        = if ($isPending) { 'pending' } else { $row.Status }
            Score         = $score
        }
    }

    if ($failed) {
        exit 2
    }

    if ($pending.Count) {
        exit 3
    }

    exit [int]$below
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
