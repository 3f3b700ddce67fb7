BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetGalileoDatasetRowCommand'
    $golden = '9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04'
    $graded = @{ input = 'a'; grade = 0.5 }, @{ input = 'b'; grade = 1 } | New-GalileoDataset graded
    @{ input = 'c'; grade = 0 } | Add-GalileoDatasetRow graded
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoDatasetRow' {
    It 'writes the rows of the newest version, with the columns as properties' {
        $rows = Get-GalileoDatasetRow graded
        $rows | Should -BeOfType GalileoEval.Galileo.Datasets.GalileoDatasetRow
        $rows.input | Should -Be 'a', 'b', 'c'
        $rows.grade | Should -Be 0.5, 1, 0
        $rows.RowIndex | Should -Be 0, 1, 2
        $rows.DatasetVersionIndex | Sort-Object -Unique | Should -Be 2
        $rows.DatasetId | Sort-Object -Unique | Should -Be $graded.DatasetId
        $rows[0]['grade'] | Should -Be 0.5
        { [guid]$rows[0].RowId } | Should -Not -Throw
    }

    It 'reads a version' {
        (Get-GalileoDatasetRow graded -Version 1).input | Should -Be 'a', 'b'
        (Get-GalileoDataset graded -Version 1 | Get-GalileoDatasetRow).input | Should -Be 'a', 'b'
        (Get-GalileoDataset graded -Version 1 | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoDatasetRow).input | Should -Be 'a', 'b'
        { Get-GalileoDatasetRow graded -Version 0 -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
        { Get-GalileoDatasetRow graded -Version 7 -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
    }

    It 'accepts datasets from the pipeline, as objects, rows, names and IDs' {
        (Get-GalileoDataset graded | Get-GalileoDatasetRow).input | Should -HaveCount 3
        ([pscustomobject]@{ DatasetId = $golden; DatasetVersionIndex = '' } | Get-GalileoDatasetRow).output | Should -HaveCount 4
        ($golden, 'graded' | Get-GalileoDatasetRow) | Should -HaveCount 7
    }

    It 'has rows that can be exported and measured' {
        $path = Join-Path $TestDrive rows.csv
        Get-GalileoDatasetRow 'golden questions' | Export-Csv $path -NoTypeInformation
        $first = @(Import-Csv $path)[0]
        $first.output | Should -Be 'Start a refund for a damaged item.'
        $first.metadata | Should -Be '{"topic":"refund"}'
        (Get-GalileoDatasetRow graded | Measure-EvalScore -Property grade).Mean | Should -Be 0.5
    }

    It 'shows a row on one line' {
        (Get-GalileoDatasetRow graded | Select-Object -First 1 | Out-String -Width 80) | Should -Match '0 .*grade=0\.5'
    }

    It 'keeps a column with the name of a property, and warns once' {
        $null = @{ RowId = 'mine'; input = 1 }, @{ RowId = 'yours'; input = 2 } | New-GalileoDataset clash
        $rows = Get-GalileoDatasetRow clash -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$($warnings[0])" | Should -Match "'RowId'"
        $rows.ForEach({ $_['RowId'] }) | Should -Be 'mine', 'yours'
    }

    It 'names the nearest of an unknown name, and continues with the next' {
        $rows = 'gradd', 'graded' | Get-GalileoDatasetRow -ErrorVariable problems -ErrorAction SilentlyContinue
        $rows | Should -HaveCount 3
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'gradd'
        "$($problems[0])" | Should -Match "'graded'"
    }
}
