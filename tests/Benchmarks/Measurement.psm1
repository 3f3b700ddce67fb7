# What the benchmarks share.

Set-StrictMode -Version 2.0

<#
.SYNOPSIS
Returns the median: of an even number of values, the mean of the two in the middle.
#>
function Get-Median {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [double[]] $Value)

    $sorted = @($Value | Sort-Object)
    ($sorted[[int][math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[int][math]::Ceiling(($sorted.Count - 1) / 2)]) / 2
}

Export-ModuleMember -Function Get-Median
