BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.ExportGalileoLogRecordCommand'
    $run = @{ Project = 'support-bot'; LogStream = 'production' }
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Stop-TestSandbox
}

Describe 'Export-GalileoLogRecord' {
    It 'writes JSON Lines, a trace with its spans in each line' {
        Export-GalileoLogRecord @run records.jsonl | Should -BeNullOrEmpty
        $records = Get-Content records.jsonl | ConvertFrom-Json
        $records | Should -HaveCount 12
        $records.type | Sort-Object -Unique | Should -Be 'trace'
        $records[0].spans.Count | Should -BeGreaterThan 3
    }

    It 'writes CSV, and chooses columns' {
        Export-GalileoLogRecord @run records.csv
        (Import-Csv records.csv)[0].input | Should -Not -BeNullOrEmpty
        Export-GalileoLogRecord @run records.txt -Format csv -Column id, name -RootType span
        $spans = Import-Csv records.txt
        $spans.Count | Should -BeGreaterThan 50
        ($spans[0] | Get-Member -MemberType NoteProperty).Name | Should -Be 'id', 'name'
    }

    It 'exports an experiment, by ID and from the pipeline' {
        Get-GalileoExperiment baseline -Project support-bot | Export-GalileoLogRecord -Path experiment.jsonl
        Get-Content experiment.jsonl | Should -HaveCount 5
        Export-GalileoLogRecord -ProjectId $sandbox.ProjectId -ExperimentId $sandbox.ExperimentId -Path again.jsonl
        (Get-FileHash again.jsonl).Hash | Should -Be (Get-FileHash experiment.jsonl).Hash
        Get-GalileoLogStream production -Project support-bot | ConvertTo-Csv | ConvertFrom-Csv | Export-GalileoLogRecord -Path stream.jsonl
        Get-Content stream.jsonl | Should -HaveCount 12
    }

    It 'filters and sorts' {
        $filter = New-GalileoLogRecordFilter name -Operator contains -Text refund
        $file = Export-GalileoLogRecord @run filtered.csv -Filter $filter -Sort @{ column_id = 'created_at' } -PassThru
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be (Get-Item filtered.csv).FullName
        (Import-Csv filtered.csv).name | Sort-Object -Unique | Should -Be 'refund'
    }

    It 'writes nothing with -WhatIf, and replaces nothing with -NoClobber' {
        Export-GalileoLogRecord @run unmade.jsonl -WhatIf
        'unmade.jsonl' | Should -Not -Exist
        Set-Content kept.jsonl old
        { Export-GalileoLogRecord @run kept.jsonl -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId "Conflict,$source"
        Get-Content kept.jsonl | Should -Be 'old'
        Export-GalileoLogRecord @run kept.jsonl
        Get-Content kept.jsonl | Should -HaveCount 12
    }

    It 'rejects <Name>' -ForEach @(
        @{ Name = 'an unknown log stream'; Script = { Export-GalileoLogRecord -Project support-bot -LogStream productio -Path x.jsonl }; Id = 'NotFound' }
        @{ Name = 'a missing project'; Script = { Export-GalileoLogRecord -LogStream production -Path x.jsonl }; Id = 'InvalidArgument' }
        @{ Name = 'a missing folder'; Script = { Export-GalileoLogRecord @run nowhere/x.jsonl }; Id = 'InvalidFile' }
        @{ Name = 'an unknown format'; Script = { Export-GalileoLogRecord @run x.jsonl -Format xml }; Id = 'ValidationError' }
        @{ Name = 'an unknown type of records'; Script = { Export-GalileoLogRecord @run x.jsonl -RootType row }; Id = 'ValidationError' }
        @{ Name = 'an invalid filter'; Script = { Export-GalileoLogRecord @run x.jsonl -Filter text }; Id = 'InvalidArgument' }
    ) {
        (Get-TestError $Script).FullyQualifiedErrorId | Should -Be "$Id,$source"
        'x.jsonl' | Should -Not -Exist
    }

    # Last: the session is connected to another sandbox afterwards.
    It 'leaves no file, and keeps an old one, when the download breaks off' {
        $key = New-TestSecret any
        $broken = Start-EvalSandbox -NoConnect -ApiKey $key -TaskDuration 0 -FaultRate 1 -FaultKind CutBody -WarningAction SilentlyContinue
        try {
            $only = Connect-EvalService Galileo -BaseUri $broken.BaseUri -ApiKey $key -Name broken -MaximumRetryCount 0 -PassThru
            Set-Content old.jsonl old
            $names = (Get-ChildItem).Name
            foreach ($path in 'new.jsonl', 'old.jsonl') {
                $failure = Get-TestError { Export-GalileoLogRecord -ProjectId $sandbox.ProjectId -LogStreamId $sandbox.LogStreamId $path -Connection $only }
                $failure.FullyQualifiedErrorId | Should -Match ",$source$"
            }

            (Get-ChildItem).Name | Should -Be $names
            Get-Content old.jsonl | Should -Be 'old'
        }
        finally {
            $only | Disconnect-EvalService
            $broken | Stop-EvalSandbox
        }
    }
}
