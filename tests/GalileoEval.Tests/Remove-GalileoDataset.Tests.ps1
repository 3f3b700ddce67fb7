BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.RemoveGalileoDatasetCommand'
    $made = 'one', 'two', 'three', 'four' | ForEach-Object { @{ input = 'a' } | New-GalileoDataset $_ }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Remove-GalileoDataset' {
    It 'asks for confirmation' {
        $metadata = [Management.Automation.CommandMetadata](Get-Command Remove-GalileoDataset)
        $metadata.SupportsShouldProcess | Should -BeTrue
        $metadata.ConfirmImpact | Should -Be High
    }

    It 'removes nothing with -WhatIf' {
        $made | Remove-GalileoDataset -WhatIf
        @(Get-GalileoDataset) | Should -HaveCount 5
    }

    It 'removes by name, by ID and from the pipeline' {
        Remove-GalileoDataset ONE -Confirm:$false | Should -BeNullOrEmpty
        Remove-GalileoDataset $made[1].DatasetId -Confirm:$false
        Get-GalileoDataset three | ConvertTo-Csv | ConvertFrom-Csv | Remove-GalileoDataset -Confirm:$false
        (Get-GalileoDataset).Name | Sort-Object | Should -Be 'four', 'golden questions'
    }

    It 'names the nearest of an unknown name, and continues with the next' {
        Remove-GalileoDataset fourr, four -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'fourr'
        "$($problems[0])" | Should -Match "'four'"
        (Get-GalileoDataset).Name | Should -Be 'golden questions'
    }

    It 'reports an ID that does not exist' {
        { Remove-GalileoDataset ([guid]::NewGuid()) -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
    }
}
