BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $runs = Get-KolenaAgentRun 1 -Status success
    $rows = $runs | Select-KolenaPromptResult
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Select-KolenaPromptResult' {
    It 'returns a row for each prompt of each run' {
        $rows | Should -HaveCount 8
        $rows[0] | Should -BeOfType GalileoEval.Kolena.KolenaPromptResultRow
        $rows[0].AgentId, $rows[0].RunId | Should -Be 1, 501
        $rows[0].UserDefinedId | Should -Be 'inv-1001'
        $rows[0].File | Should -Be 'inv-1001.pdf'
        $rows[0].Prompt | Should -Be 'total_amount'
        $rows[0].Value | Should -Be 1249.5
        $rows[0].Confidence | Should -Be 0.9
        $rows[0].Reasoning | Should -BeLike '*first page*'
        $rows[0].CitationPages | Should -Be 1
    }

    It 'keeps the prompts that match' {
        ($runs | Select-KolenaPromptResult due_*).Prompt | Select-Object -Unique | Should -Be 'due_date'
        $runs | Select-KolenaPromptResult nothing | Should -BeNullOrEmpty
    }

    It 'returns nothing for a run without results' {
        Get-KolenaAgentRun 1 -Status failed | Select-KolenaPromptResult | Should -BeNullOrEmpty
    }

    It 'has a CSV without type names' {
        $rows | Get-TypeNameCell | Should -BeNullOrEmpty
        ($rows | ConvertTo-RoundTrip Csv)[0].CitationPages | Should -Be '1'
    }

    It 'is measured by prompt, directly and after <_>' -ForEach 'Csv', 'Json', 'Clixml' {
        $direct = $rows | Measure-EvalScore
        $direct.Metric | Should -Be 'total_amount', 'due_date'
        $direct.Mean | Should -Be 0.9, 0.9
        $copy = $rows | ConvertTo-RoundTrip $_ | Measure-EvalScore
        $copy.Metric | Should -Be $direct.Metric
        $copy.Mean | Should -Be $direct.Mean
    }

    It 'is compared by prompt and file' {
        $comparison = $rows | Compare-EvalScore $rows
        $comparison.Metric | Should -Be 'total_amount', 'due_date'
        $comparison.Pairs | Should -Be 4, 4
    }

    It 'is compared after a file' {
        ($rows | ConvertTo-RoundTrip Csv | Compare-EvalScore $rows).Pairs | Should -Be 4, 4
    }
}
