BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $gate = [GalileoEval.Analysis.EvalGateResult]@{ Rule = 'Correct'; Metric = 'correctness'; Outcome = 'Failed'; Statistic = 'Mean'; Actual = 0.7; Minimum = 0.8 }
    $summary = [GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Kind = 'Numeric'; Count = 9; Mean = 0.7; Low = 0.6; High = 0.8; ConfidenceLevel = 0.95 }
    $comparison = [GalileoEval.Analysis.EvalScoreComparison]@{ Metric = 'correctness'; Pairs = 12; Delta = -0.1; Verdict = 'Regressed' }
    $agreement = [GalileoEval.Analysis.EvalAgreement]@{ Metric = 'tone'; Value = 0.6; Units = 12; Raters = 3 }
    $all = @($gate; $summary; $comparison; $agreement; Get-KolenaValidation 1 10 1, 2; Get-ScaleTask task_sandbox_01)
}

AfterAll {
    Stop-TestSandbox
}

Describe 'ConvertTo-EvalReport' {
    It 'returns Markdown as one string' {
        $text = @($gate | ConvertTo-EvalReport)
        $text | Should -HaveCount 1
        $text[0] | Should -BeOfType string
        $text[0] | Should -Match '(?m)^# Evaluation report$'
        $text[0] | Should -Match '\| Correct \| correctness \| Mean \| 0\.700 \| ≥ 0\.800 \|'
    }

    It 'finds the place of each object' {
        $json = $all | ConvertTo-EvalReport Json | ConvertFrom-Json
        $json.verdict | Should -Be Failed
        $json.gates, $json.metrics, $json.comparisons, $json.agreements | ForEach-Object { @($_) | Should -HaveCount 1 }
        $json.work | Should -HaveCount 3
        $json.labels | Should -Not -BeNullOrEmpty
    }

    It 'reads objects after <_> as their original types' -ForEach 'CSV', 'JSON', 'CLIXML' {
        $path = Join-Path $TestDrive "rows.$_"
        $through = switch ($_) {
            CSV { $all | ForEach-Object { $_ | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
            JSON { $all[0..3] + $all[4..5] | ForEach-Object { ConvertTo-Json $_ -Depth 3 | ConvertFrom-Json } }
            CLIXML { $all | Export-Clixml $path; Import-Clixml $path }
        }
        $json = $through | ConvertTo-EvalReport Json | ConvertFrom-Json
        $json.gates[0].outcome | Should -Be Failed
        $json.gates[0].actual | Should -Be 0.7
        $json.metrics[0].mean | Should -Be 0.7
        $json.comparisons[0].verdict | Should -Be Regressed
        $json.agreements[0].value | Should -Be 0.6
        @($json.work).Where({ $_.service -eq 'Kolena' }).state | Should -Be Succeeded, Succeeded
    }

    It 'makes the same report of <Name> after <Way>' -ForEach @(
        foreach ($way in 'CSV', 'JSON', 'CLIXML') {
            @{ Way = $way; Name = 'scores' }
            @{ Way = $way; Name = 'changes' }
        }

        # A CSV file has no lists.
        @{ Way = 'JSON'; Name = 'comparisons with their changes' }
        @{ Way = 'CLIXML'; Name = 'comparisons with their changes' }
    ) {
        $before = Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1
        $after = Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2
        $rows = @(switch ($Name) {
                scores { $after }
                changes { $after | Compare-EvalScore $before -Detailed }
                default { $after | Compare-EvalScore $before | Select-Object *, Changes }
            })
        $live = if ($Name -like 'comparisons*') { $after | Compare-EvalScore $before } else { $rows }
        $path = Join-Path $TestDrive "again.$Way"
        $through = switch ($Way) {
            CSV { $rows | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
            JSON { ConvertTo-Json $rows -Depth 4 | ConvertFrom-Json }
            CLIXML { $rows | Export-Clixml $path -Depth 4; Import-Clixml $path }
        }
        $expected = $live | ConvertTo-EvalReport Json | ConvertFrom-Json
        $actual = $through | ConvertTo-EvalReport Json | ConvertFrom-Json
        # The time of the report differs.
        foreach ($part in 'metrics', 'comparisons', 'attention', 'verdict') {
            ConvertTo-Json $actual.$part -Depth 9 | Should -BeExactly (ConvertTo-Json $expected.$part -Depth 9) -Because $part
        }

        @($actual.metrics).Count + @($actual.comparisons).Count | Should -BeGreaterThan 2
    }

    It 'warns of objects that have no place, once for each type, and names them in the report' {
        $json = $gate, (Get-Date), (Get-Date), 'text' | ConvertTo-EvalReport Json -WarningVariable warnings -WarningAction SilentlyContinue | ConvertFrom-Json
        $warnings | Should -HaveCount 2
        "$warnings" | Should -Match 'objects of the type System.DateTime: 2 omitted'
        $json.provenance.where({ $_.name -eq 'Left out' }) | Should -HaveCount 2
    }

    It 'accepts lists and empty input' {
        , @($gate, @($gate)) | ConvertTo-EvalReport Json | ConvertFrom-Json | ForEach-Object gates | Should -HaveCount 2
        $null | ConvertTo-EvalReport | Should -Match 'Nothing to report'
        @() | ConvertTo-EvalReport | Should -Match 'Nothing to report'
    }

    It 'accepts input from the pipeline only' {
        (Get-Command ConvertTo-EvalReport).Parameters.InputObject.ParameterSets.Values.Position | Should -Be ([int]::MinValue)
        (Get-Command Export-EvalReport).Parameters.InputObject.ParameterSets.Values.Position | Should -Be ([int]::MinValue)
    }
}
