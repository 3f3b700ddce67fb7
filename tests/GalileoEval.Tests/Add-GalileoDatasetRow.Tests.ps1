BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.AddGalileoDatasetRowCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Add-GalileoDatasetRow' {
    BeforeEach {
        $null = @{ input = 'a' } | New-GalileoDataset scratch
    }

    AfterEach {
        Remove-GalileoDataset scratch -Confirm:$false
    }

    It 'appends all rows as one version' {
        $output = @{ input = 'b' }, [pscustomobject]@{ input = 'c'; output = 'd' } | Add-GalileoDatasetRow scratch
        $output | Should -BeNullOrEmpty
        (Get-GalileoDatasetRow scratch).input | Should -Be 'a', 'b', 'c'
        (Get-GalileoDataset scratch).CurrentVersionIndex | Should -Be 2
    }

    It 'accepts the dataset by name, ID and object, and writes it with -PassThru' {
        $dataset = Get-GalileoDataset scratch
        (Add-GalileoDatasetRow SCRATCH @{ input = 'b' } -PassThru).CurrentVersionIndex | Should -Be 2
        (Add-GalileoDatasetRow $dataset.DatasetId @{ input = 'c' } -PassThru).CurrentVersionIndex | Should -Be 3
        $made = Add-GalileoDatasetRow $dataset @{ input = 'd' } -PassThru
        $made | Should -BeOfType GalileoEval.Galileo.Datasets.GalileoDataset
        $made.RowCount | Should -Be 4
    }

    It 'copies rows of another dataset without their identity, with changed values' {
        $row = Get-GalileoDatasetRow 'golden questions' | Select-Object -First 1
        $row.output = 'changed'
        $row | Add-GalileoDatasetRow scratch
        $copy = (Get-GalileoDatasetRow scratch)[1]
        $copy.output | Should -Be 'changed'
        $copy.metadata.topic | Should -Be 'refund'
        "$((Get-GalileoDataset scratch).ColumnNames)" | Should -Be 'input output metadata'
    }

    It 'sends nothing with -WhatIf' {
        @{ input = 'b' } | Add-GalileoDatasetRow scratch -WhatIf
        (Get-GalileoDataset scratch).RowCount | Should -Be 1
    }

    It 'appends nothing when one of the rows is not a row' {
        @{ input = 'b' }, 'text' | Add-GalileoDatasetRow scratch -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $problems[0].TargetObject | Should -Be 'text'
        (Get-GalileoDataset scratch).RowCount | Should -Be 1
    }

    It 'names the nearest of an unknown name' {
        $failure = Get-TestError { @{ input = 'b' } | Add-GalileoDatasetRow scrath }
        $failure.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $failure.TargetObject | Should -Be 'scrath'
        "$failure" | Should -Match "'scratch'"
    }

    It 'is sent once, and its error says how to find out whether it was received' {
        $server = Start-TestServer {
            param($request)
            if ($request.Method -eq 'GET') { @{ Body = '{"rows": []}'; Headers = @{ ETag = '"v1"' } } } else { @{ Status = 502; Body = '{"detail": "down"}' } }
        }
        try {
            $only = Connect-TestServer $server.BaseUri Galileo @{ MaximumRetryCount = 3 }
            @{ input = 1 } | Add-GalileoDatasetRow 9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04 -Connection $only -ErrorVariable problems -ErrorAction SilentlyContinue
            $server.Requests.Method | Should -Be 'GET', 'PATCH'
            $server.Requests[1].Headers['If-Match'] | Should -Be '"v1"'
            $problems[0].FullyQualifiedErrorId | Should -Be "ServerError,$source"
            $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Get-GalileoDataset .* -AllVersions'
        }
        finally {
            $server | Stop-TestServer
        }
    }
}
