BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetGalileoDatasetCommand'
    $golden = '9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04'
    $null = @{ input = 'a' } | New-GalileoDataset scratch
    @{ input = 'b'; output = 'c' }, @{ input = 'd' } | Add-GalileoDatasetRow scratch
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoDataset' {
    It 'lists all datasets' {
        $found = Get-GalileoDataset
        $found | Should -BeOfType GalileoEval.Galileo.Datasets.GalileoDataset
        $found.Name | Sort-Object | Should -Be 'golden questions', 'scratch'
        $one = $found.Where({ $_.Name -eq 'golden questions' })[0]
        $one.DatasetId | Should -Be $golden
        $one.Id | Should -Be $golden
        $one.RowCount | Should -Be 4
        $one.CurrentVersionIndex | Should -Be 1
        "$($one.ColumnNames)" | Should -Be 'input output metadata'
        $one.CreatedBy | Should -Be 'sandbox@example.com'
        $one.CreatedAt.Kind | Should -Be Utc
    }

    It 'finds datasets by name, wildcard and ID' {
        (Get-GalileoDataset 'GOLDEN questions').DatasetId | Should -Be $golden
        (Get-GalileoDataset 'gold*', 'scr*').Name | Should -Be 'golden questions', 'scratch'
        Get-GalileoDataset 'zz*' -ErrorAction Stop | Should -BeNullOrEmpty
        (Get-GalileoDataset -DatasetId $golden).Name | Should -Be 'golden questions'
        ([pscustomobject]@{ DatasetId = $golden } | Get-GalileoDataset).Name | Should -Be 'golden questions'
        (Get-GalileoDataset scratch | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoDataset).Name | Should -Be 'scratch'
    }

    It 'names the nearest of an unknown name' {
        $null = Get-GalileoDataset scrath -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'scrath'
        "$($problems[0])" | Should -Match "'scratch'"
    }

    It 'reports an unknown ID, and continues with the next' {
        $found = Get-GalileoDataset -DatasetId ([guid]::NewGuid()), $golden -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.DatasetId | Should -Be $golden
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        { Get-GalileoDataset -DatasetId nonsense -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'lists versions, all or by number' {
        $versions = Get-GalileoDataset scratch -AllVersions
        $versions | Should -BeOfType GalileoEval.Galileo.Datasets.GalileoDatasetVersion
        $versions.DatasetVersionIndex | Should -Be 2, 1
        $versions[0].RowsAdded | Should -Be 2
        $versions[0].ColumnsAdded | Should -Be 1
        $versions[0].RowCount | Should -Be 3
        (Get-GalileoDataset scratch -Version 1).RowCount | Should -Be 1
        ($versions | ConvertTo-Csv | ConvertFrom-Csv)[0].ColumnNames | Should -Be 'input; output'
    }

    It 'reports a version that does not exist' {
        $found = Get-GalileoDataset scratch -Version 1, 9 -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.DatasetVersionIndex | Should -Be 1
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 9
    }

    It 'completes names' {
        $line = 'Get-GalileoDataset gol'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Contain "'golden questions'"
    }
}
