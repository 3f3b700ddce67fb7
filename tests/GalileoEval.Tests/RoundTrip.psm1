# Round trips of objects through files and jobs, as in a runbook that resumes after a restart.

Set-StrictMode -Version 2.0

<#
.SYNOPSIS
Writes objects to a CSV, JSON or CLIXML file and reads them back.
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
                    # Deep collections are truncated, which is irrelevant here.
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
Returns objects as the output of a background job.
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
Returns the CSV cells of an object that show a type name; there should be none.
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
