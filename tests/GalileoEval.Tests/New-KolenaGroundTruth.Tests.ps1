BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $source = 'GalileoEval.Commands.NewKolenaGroundTruthCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'New-KolenaGroundTruth' {
    It 'creates one from <What>' -ForEach @(
        @{ What = 'hashtables with Data'; Run = @{ UserDefinedId = 'a'; Data = @{ total = 1.5; lines = 1, 2 } } }
        @{ What = 'objects with data'; Run = [pscustomobject]@{ user_defined_id = 'a'; data = [pscustomobject]@{ total = 1.5; lines = 1, 2 } } }
        @{ What = 'rows'; Run = [pscustomobject]@{ UserDefinedId = 'a'; total = 1.5; lines = 1, 2 } }
    ) {
        $made = New-KolenaGroundTruth 1 'Made here' 'To the cent.' -Run $Run
        $made | Should -BeOfType GalileoEval.Kolena.KolenaGroundTruth
        $made.AgentId, $made.GroundTruthVersion, $made.Name, $made.EvaluationInstructions | Should -Be 1, 1, 'Made here', 'To the cent.'
        $read = Get-KolenaGroundTruth 1 $made.GroundTruthId -Version 1
        $read.Runs.UserDefinedId | Should -Be 'a'
        $read.Runs[0].Data.Keys | Sort-Object | Should -Be 'lines', 'total'
        $read.Runs[0].Data['total'] | Should -Be 1.5
        $read.Runs[0].Data['lines'] | Should -Be 1, 2
    }

    It 'makes one of all runs in the pipeline, which can be validated' {
        $before = $sandbox.RequestCount
        $made = 'UserDefinedId,total', 'a,1', 'b,2' | ConvertFrom-Csv | New-KolenaGroundTruth 2 Rows ''
        $sandbox.RequestCount - $before | Should -Be 1
        $made.RunCount | Should -Be 2
        ($made | Start-KolenaValidation).GroundTruthId | Should -Be $made.GroundTruthId
    }

    It 'uses the values of agent runs as the truth' {
        $made = Get-KolenaAgentRun 1 501, 502 | New-KolenaGroundTruth 1 Checked ''
        $made.Runs.UserDefinedId | Should -Be 'inv-1001', 'inv-1002'
        $made.Runs[0].Data['total_amount'] | Should -Be 1249.5
    }

    It 'uses the same values after <Way>' -ForEach @(
        @{ Way = 'CSV'; Send = { $_ | ConvertTo-RoundTrip Csv } }
        @{ Way = 'JSON'; Send = { $_ | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
        @{ Way = 'CLIXML'; Send = { $_ | ConvertTo-RoundTrip Clixml } }
        @{ Way = 'a job'; Send = { ConvertTo-JobOutput @($_) } }
        @{ Way = 'Select-Object'; Send = { $_ | Select-Object UserDefinedId, Data } }
        @{ Way = 'Select-Object *'; Send = { $_ | Select-Object * } }
        @{ Way = 'being made a hashtable'; Send = { @{ UserDefinedId = $_.UserDefinedId; Data = $_.Data } } }
    ) {
        $typed = Get-KolenaAgentRun 1 501 | New-KolenaGroundTruth 1 Checked ''
        $made = Get-KolenaAgentRun 1 501 | ForEach-Object $Send | New-KolenaGroundTruth 1 Checked ''
        $expected = $typed.Runs[0].Data
        $made.Runs[0].Data.Keys | Sort-Object | Should -Be ($expected.Keys | Sort-Object)
        foreach ($name in $expected.Keys) {
            "$($made.Runs[0].Data[$name])" | Should -BeExactly "$($expected[$name])"
        }
    }

    It 'keeps a value that only resembles the result of a prompt' {
        $data = @{ invoice = @{ status = 'paid'; value = 3 } }
        $made = New-KolenaGroundTruth 1 n i -Run @{ UserDefinedId = 'a'; Data = $data }
        $made.Runs[0].Data['invoice']['status'] | Should -Be 'paid'
    }

    It 'rejects a truncated run of an agent' {
        $run = Get-KolenaAgentRun 1 501 | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
        $run | New-KolenaGroundTruth 1 n i -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        New-KolenaGroundTruth 1 n i -Run @{ UserDefinedId = 'a'; Data = @{ x = 1 } } -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'creates nothing when a run is <What>' -ForEach @(
        @{ What = 'without an id'; Run = @{ Data = @{ x = 1 } } }
        @{ What = 'without a value'; Run = @{ UserDefinedId = 'a' } }
        @{ What = 'with data that is none'; Run = @{ UserDefinedId = 'a'; Data = 'x' } }
        @{ What = 'a text'; Run = 'inv-1001' }
    ) {
        $before = $sandbox.RequestCount
        @{ UserDefinedId = 'good'; Data = @{ x = 1 } }, $Run | New-KolenaGroundTruth 1 n i -ErrorAction SilentlyContinue -ErrorVariable failures |
            Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $failures[0].TargetObject | Should -Be $Run
        $sandbox.RequestCount | Should -Be $before
    }

    It 'makes nothing of no runs' {
        @() | New-KolenaGroundTruth 1 n i -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
    }

    It 'is NotFound for an unknown agent' {
        New-KolenaGroundTruth 99 n i -Run @{ UserDefinedId = 'a'; x = 1 } -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be 99
    }
}
