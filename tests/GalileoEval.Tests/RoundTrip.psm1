# Objects that leave the session and come back: what a runbook does that survives its own restart.

Set-StrictMode -Version 2.0

<#
.SYNOPSIS
Sends objects through a file of CSV, JSON or CLIXML and returns what is read from it.
#>
function ConvertTo-RoundTrip {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [ValidateSet('Csv', 'Json', 'Clixml')] [string] $Way,
        [Parameter(Mandatory, ValueFromPipeline)] [object] $InputObject
    )

    begin { $objects = [Collections.Generic.List[object]]::new() }
    process { $objects.Add($InputObject) }
    end {
        $file = [IO.Path]::GetTempFileName()
        try {
            switch ($Way) {
                Csv {
                    $objects | Export-Csv $file -NoTypeInformation -Encoding UTF8
                    Import-Csv $file -Encoding UTF8
                }
                Json {
                    # Deep collections are cut off, which is not what is looked at here.
                    ConvertTo-Json $objects.ToArray() -Depth 3 -WarningAction SilentlyContinue | Set-Content $file -Encoding UTF8
                    # Windows PowerShell writes the array as one object.
                    (Get-Content $file -Raw -Encoding UTF8 | ConvertFrom-Json) | ForEach-Object { $_ }
                }
                Clixml {
                    $objects | Export-Clixml $file
                    Import-Clixml $file
                }
            }
        }
        finally {
            Remove-Item $file
        }
    }
}

<#
.SYNOPSIS
Sends objects through a background job and returns what comes out of it.
#>
function ConvertTo-JobOutput {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object[]] $InputObject)

    $job = Start-Job { $args[0] } -ArgumentList (, $InputObject)
    try {
        $job | Receive-Job -Wait
    }
    finally {
        $job | Remove-Job -Force
    }
}

<#
.SYNOPSIS
The cells of an object's CSV that show the name of a type: there should be none.
#>
function Get-TypeNameCell {
    [CmdletBinding()]
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $InputObject)

    process {
        $row = $InputObject | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        foreach ($cell in $row.PSObject.Properties) {
            if ($cell.Value -match 'System\.|GalileoEval\.') {
                '{0}: {1}' -f $cell.Name, $cell.Value
            }
        }
    }
}

Export-ModuleMember -Function ConvertTo-RoundTrip, ConvertTo-JobOutput, Get-TypeNameCell
