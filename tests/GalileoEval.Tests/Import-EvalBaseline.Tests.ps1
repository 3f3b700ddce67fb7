BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.ImportEvalBaselineCommand'
    $path = Join-Path $TestDrive 'baseline.json'
    $scores = foreach ($i in 1..12) { [pscustomobject]@{ Id = "q$i"; correctness = $i / 7 } }
    $worse = foreach ($i in 1..12) { [pscustomobject]@{ Id = "q$i"; correctness = $i / 7 - 0.5 } }
    $scores | Export-EvalBaseline $path -Property correctness -Key Id
}

Describe 'Import-EvalBaseline' {
    It 'emits typed items whose numbers are exact' {
        $items = Import-EvalBaseline $path
        $items | Should -BeOfType GalileoEval.Analysis.EvalBaselineItem
        $items | Should -HaveCount 12
        ($items | Where-Object { "$($_.Key)" -eq 'q5' }).Value | Should -Be (5 / 7)
        $items[0].Baseline.Key | Should -Be 'Id'
        $items[0].Baseline.CreatedAt.Kind | Should -Be 'Utc'
    }

    It 'accepts files from the pipeline' {
        Get-Item $path | Import-EvalBaseline | Should -HaveCount 12
    }

    It 'reads a file whose line endings git changed' {
        $other = Join-Path $TestDrive 'crlf.json'
        [IO.File]::WriteAllText($other, [IO.File]::ReadAllText($path).Replace("`n", "`r`n"))
        (Import-EvalBaseline $other).Value | Should -Be (Import-EvalBaseline $path).Value
    }

    It 'writes one error for <Name>' -ForEach @(
        @{ Name = 'a truncated file'; Change = { $args[0].Substring(0, 300) } }
        @{ Name = 'a count that is wrong'; Change = { $args[0].Replace('"count": 12', '"count": 11') } }
        @{ Name = 'a newer file'; Change = { $args[0].Replace('"version": 1', '"version": 9') } }
        @{ Name = 'another file'; Change = { '{}' } }
    ) {
        $other = Join-Path $TestDrive 'other.json'
        [IO.File]::WriteAllText($other, (& $Change ([IO.File]::ReadAllText($path))))
        Import-EvalBaseline $other -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -Be "InvalidFile,$source"
        $failures[0].Exception.Message | Should -BeLike '*other.json*'
    }

    It 'writes an error for a file that is not there' {
        (Get-TestError { Import-EvalBaseline "$TestDrive/none.json" }).FullyQualifiedErrorId | Should -Be "InvalidFile,$source"
    }

    It 'prints items and provenance as rows' {
        Get-TypeNameCell (Import-EvalBaseline $path)[0] | Should -BeNullOrEmpty
        $line = (Import-EvalBaseline $path | Format-Table | Out-String -Width 80) -split '\r?\n' -match 'q12'
        $line | Should -HaveCount 1
    }
}

Describe 'A comparison with a baseline' {
    It 'is that with the scores that it was made of' {
        $direct = $worse | Compare-EvalScore $scores -Property correctness -Key Id
        $result = $worse | Compare-EvalScore (Import-EvalBaseline $path) -Property correctness -Key Id
        $result.Pairs | Should -Be 12
        foreach ($property in 'Delta', 'PValue', 'Low', 'High', 'Verdict', 'Regressed') {
            $result.$property | Should -Be $direct.$property -Because $property
        }
    }

    It 'pairs records by the hash of their text' {
        $records = foreach ($run in 'a', 'b') {
            , @(foreach ($i in 1..8) {
                    [GalileoEval.Galileo.LogRecordScore]@{
                        MetricsExperimentId = $run; RecordId = "$run$i"; RecordType = 'llm'; Metric = 'toxicity'; Status = 'success'; Score = $i / 8; Input = "secret $i" }
                })
        }
        $records[0] | Export-EvalBaseline $path
        $result = $records[1] | Compare-EvalScore (Import-EvalBaseline $path)
        $result.Pairs, $result.OnlyReference, $result.OnlyDifference, $result.Delta | Should -Be 8, 0, 0, 0
        $records[0] | Export-EvalBaseline $path -Key Input
        ($records[1] | Compare-EvalScore (Import-EvalBaseline $path) -Key Input).Pairs | Should -Be 8
    }

    It 'also accepts a baseline as the difference' {
        $scores | Export-EvalBaseline $path -Property correctness -Key Id
        (Import-EvalBaseline $path | Compare-EvalScore $worse -Property correctness -Key Id).Delta | Should -BeGreaterThan 0
    }
}
