BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.NewGalileoDatasetCommand'
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Stop-TestSandbox
}

Describe 'New-GalileoDataset' {
    It 'creates a dataset from a file of the format <Extension>' -ForEach @(
        @{ Extension = 'csv'; Text = "input,output`n`"a, b`",1`nc,2`n" }
        @{ Extension = 'json'; Text = '[{"input":"a, b","output":"1"},{"input":"c","output":"2"}]' }
        @{ Extension = 'jsonl'; Text = "{`"input`":`"a, b`",`"output`":`"1`"}`n{`"input`":`"c`",`"output`":`"2`"}`n" }
    ) {
        Set-Content "from-$Extension.$Extension" $Text
        $made = New-GalileoDataset -Path "from-$Extension.$Extension"
        $made | Should -BeOfType GalileoEval.Galileo.Datasets.GalileoDataset
        $made.Name | Should -Be "from-$Extension"
        $made.RowCount | Should -Be 2
        ($made | Get-GalileoDatasetRow).input | Should -Be 'a, b', 'c'
    }

    It 'accepts a name, a format, and files of the pipeline' {
        Set-Content -LiteralPath 'rows [1].txt' '{"input":"a"}'
        (New-GalileoDataset named -LiteralPath 'rows [1].txt' -Format jsonl).Name | Should -Be 'named'
        Set-Content piped1.csv "input`na"
        Set-Content piped2.csv "input`nb"
        (Get-ChildItem piped*.csv | New-GalileoDataset).Name | Should -Be 'piped1', 'piped2'
    }

    It 'creates a dataset from hashtables and objects' {
        $time = ([datetime]'2026-01-02T03:04:05Z').ToUniversalTime()
        $rows = @{ input = 'a'; n = 1; x = 0.5; flag = $true; none = $null; list = 1, 'b'; nested = @{ k = 'v' }; deep = @{ k = @{ l = 1 } }; time = $time },
            [pscustomobject]@{ input = 'b'; n = 2 }
        $made = $rows | New-GalileoDataset objects
        $first = ($made | Get-GalileoDatasetRow)[0]
        $first.n | Should -Be 1
        $first.x | Should -Be 0.5
        $first.flag | Should -BeExactly 'true'
        $first.none | Should -BeNullOrEmpty
        $first.list | Should -Be '[1,"b"]'
        $first.nested.k | Should -Be 'v'
        $first.deep | Should -Be '{"k":{"l":1}}'
        ([datetime]$first.time).ToUniversalTime() | Should -Be $time
    }

    It 'copies rows without their identity, also after a CSV file' {
        Get-GalileoDatasetRow 'golden questions' | New-GalileoDataset copied | ForEach-Object { "$($_.ColumnNames)" } | Should -Be 'input output metadata'
        Get-GalileoDatasetRow 'golden questions' | Export-Csv golden.csv -NoTypeInformation
        (Import-Csv golden.csv | New-GalileoDataset again).ColumnNames -join ' ' | Should -Be 'input output metadata'
    }

    It 'creates a draft' {
        $made = @{ input = 'a' } | New-GalileoDataset draft -Draft
        $made.IsDraft | Should -BeTrue
        (@{ input = 'b' } | Add-GalileoDatasetRow draft -PassThru).CurrentVersionIndex | Should -Be 1
        (Get-GalileoDatasetRow draft).input | Should -Be 'a', 'b'
    }

    It 'sends nothing with -WhatIf' {
        @{ input = 'a' } | New-GalileoDataset unmade -WhatIf
        Set-Content unmade.csv "input`na"
        New-GalileoDataset -Path unmade.csv -WhatIf
        Get-GalileoDataset unmade* | Should -BeNullOrEmpty
    }

    It 'creates nothing when one of the rows is not a row' {
        @{ input = 'a' }, 'text', 7 | New-GalileoDataset unmade -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be "InvalidArgument,$source"
        $problems.TargetObject | Should -Be 'text', 7
        Get-GalileoDataset unmade* | Should -BeNullOrEmpty
    }

    It 'rejects <Name>' -ForEach @(
        @{ Name = 'no rows'; Script = { @() | New-GalileoDataset unmade }; Id = 'InvalidArgument' }
        @{ Name = 'a row without columns'; Script = { @{} | New-GalileoDataset unmade }; Id = 'InvalidArgument' }
        @{ Name = 'rows without a name'; Script = { @{ input = 1 } | New-GalileoDataset }; Id = 'InvalidArgument' }
        @{ Name = 'a missing file'; Script = { New-GalileoDataset -LiteralPath nothing.csv }; Id = 'InvalidFile' }
        @{ Name = 'an empty file'; Script = { $null = New-Item -Force empty.csv; New-GalileoDataset -Path empty.csv }; Id = 'InvalidFile' }
        @{ Name = 'a file of an unknown format'; Script = { Set-Content rows.xml '<a/>'; New-GalileoDataset -Path rows.xml }; Id = 'InvalidArgument' }
        @{ Name = 'a number that is not finite'; Script = { @{ input = [double]::NaN } | New-GalileoDataset unmade }; Id = 'InvalidArgument' }
        @{ Name = 'a name that is taken'; Script = { @{ input = 1 } | New-GalileoDataset 'golden questions' }; Id = 'ValidationError' }
    ) {
        (Get-TestError $Script).FullyQualifiedErrorId | Should -Be "$Id,$source"
    }

    It 'rejects one name for several files' {
        Set-Content two1.csv "input`na"
        Set-Content two2.csv "input`nb"
        $made = New-GalileoDataset both two*.csv -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Name | Should -Be 'both'
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }

    It 'is sent once, and its error says how to find out whether it was received' {
        $server = Start-TestServer @{ Status = 502; Body = '{"detail": "down"}' }
        try {
            $only = Connect-TestServer $server.BaseUri Galileo @{ MaximumRetryCount = 3 }
            @{ input = 1 } | New-GalileoDataset once -Connection $only -ErrorVariable problems -ErrorAction SilentlyContinue
            $server.Requests | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -Be "ServerError,$source"
            $problems[0].ErrorDetails.RecommendedAction | Should -Match "Get-GalileoDataset -Name 'once'"
        }
        finally {
            $server | Stop-TestServer
        }
    }
}
