BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.ExportEvalBaselineCommand'
    $path = Join-Path $TestDrive 'baseline.json'
    $scores = foreach ($i in 12..1) { [pscustomobject]@{ Id = "q$i"; correctness = $i / 10; Output = 'personal' } }
    $records = foreach ($i in 1..8) {
        [GalileoEval.Galileo.LogRecordScore]@{
            MetricsExperimentId = 'e'; ProjectId = 'p'; RecordId = "r$i"; RecordType = 'llm'; Metric = 'toxicity'; Status = 'success'; Score = $i / 8; Input = "secret $i" }
    }
}

Describe 'Export-EvalBaseline' {
    BeforeEach {
        Remove-Item $path -ErrorAction Ignore
    }

    It 'writes a file, and nothing to the pipeline' {
        $scores | Export-EvalBaseline $path -Property correctness -Key Id -Note 'why' | Should -BeNullOrEmpty
        $text = [IO.File]::ReadAllText($path)
        $text | Should -Not -Match "`r"
        $text | Should -Not -Match 'personal'
        [IO.File]::ReadAllBytes($path)[0] | Should -Be ([byte][char]'{') -Because 'there is no byte order mark'
        $json = $text | ConvertFrom-Json
        $json.schema, $json.version, $json.count, $json.note | Should -Be 'GalileoEval.Baseline', 1, 12, 'why'
        $json.moduleVersion | Should -Be (Get-Module GalileoEval).Version.ToString()
        @($text -split "`n" -match '^    \{"metric":"correctness","key":"q\d+","value":[\d.]+\},?$') | Should -HaveCount 12
    }

    It 'writes the same items in any order of the input' {
        $scores | Export-EvalBaseline $path -Property correctness -Key Id
        $first = [IO.File]::ReadAllLines($path) -match 'metric'
        $scores | Sort-Object Id | Export-EvalBaseline $path -Property correctness -Key Id
        [IO.File]::ReadAllLines($path) -match 'metric' | Should -Be $first
    }

    It 'hashes keys from text, and names service and project' {
        $records | Export-EvalBaseline $path
        $text = [IO.File]::ReadAllText($path)
        $text | Should -Not -Match 'secret'
        @([regex]::Matches($text, '"keyHash":"sha256:[0-9a-f]{64}"')) | Should -HaveCount 8
        ($text | ConvertFrom-Json).service | Should -Be 'Galileo'
        ($text | ConvertFrom-Json).project | Should -Be 'p'
    }

    It 'hashes a named key from text' {
        $records | Export-EvalBaseline $path -Key Input
        [IO.File]::ReadAllText($path) | Should -Not -Match 'secret'
    }

    It 'names the scorer and its hash' {
        $scorer = Join-Path $TestDrive 'my_scorer.py'
        [IO.File]::WriteAllText($scorer, 'x')
        $validation = [GalileoEval.Galileo.CodeScorerValidation]@{ TaskId = 't'; Path = $scorer
            TestScores = [GalileoEval.EvalList[GalileoEval.Galileo.TestScore]]::new([GalileoEval.Galileo.TestScore[]]@{ NodeType = 'llm'; Score = 0.5 }) }
        $validation | Export-EvalBaseline $path
        $baseline = (Import-EvalBaseline $path)[0].Baseline
        $baseline.ScorerName | Should -Be 'my_scorer.py'
        $baseline.ScorerSha256 | Should -Be (Get-FileHash $scorer).Hash.ToLowerInvariant()
    }

    It 'names a scorer that was removed since, without its hash' {
        $validation = [GalileoEval.Galileo.CodeScorerValidation]@{ TaskId = 't'; Path = Join-Path $TestDrive 'removed.py'
            TestScores = [GalileoEval.EvalList[GalileoEval.Galileo.TestScore]]::new([GalileoEval.Galileo.TestScore[]]@{ NodeType = 'llm'; Score = 0.5 }) }
        $validation | Export-EvalBaseline $path
        $baseline = (Import-EvalBaseline $path)[0].Baseline
        $baseline.ScorerName | Should -Be 'removed.py'
        $baseline.ScorerSha256 | Should -BeNullOrEmpty
    }

    It 'names every service and project of mixed input, in order' {
        $other = [GalileoEval.Galileo.LogRecordScore]@{
            MetricsExperimentId = 'e'; ProjectId = 'o'; RecordId = 'r'; RecordType = 'llm'; Metric = 'tone'; Status = 'success'; Score = 1; Input = 'i' }
        @($records) + $other | Export-EvalBaseline $path
        (Import-EvalBaseline $path)[0].Baseline.Project | Should -Be 'o; p'
    }

    It 'keeps the origin of an imported baseline' {
        $records | Export-EvalBaseline $path
        $copy = Join-Path $TestDrive 'copy.json'
        Import-EvalBaseline $path | Export-EvalBaseline $copy
        $baseline = (Import-EvalBaseline $copy)[0].Baseline
        $baseline.Service, $baseline.Project | Should -Be 'Galileo', 'p'
        @(Import-EvalBaseline $copy) | Should -HaveCount 8
    }

    It 'writes nothing with -WhatIf' {
        $scores | Export-EvalBaseline $path -Property correctness -Key Id -WhatIf
        $path | Should -Not -Exist
    }

    It 'replaces a file, but not with -NoClobber' {
        'old' | Set-Content $path
        $failure = Get-TestError { $scores | Export-EvalBaseline $path -Property correctness -Key Id -NoClobber }
        $failure.FullyQualifiedErrorId | Should -Be "Conflict,$source"
        $failure.CategoryInfo.Category | Should -Be ResourceExists
        Get-Content $path | Should -Be 'old'
        $scores | Export-EvalBaseline $path -Property correctness -Key Id
        (Import-EvalBaseline $path) | Should -HaveCount 12
        Get-ChildItem $TestDrive -Filter '*.tmp' | Should -BeNullOrEmpty
    }

    It 'leaves the file as it was when something is wrong with the input' {
        'old' | Set-Content $path
        { $scores + $scores[0] | Export-EvalBaseline $path -Property correctness -Key Id } | Should -Throw -ErrorId "InvalidArgument,$source"
        Get-Content $path | Should -Be 'old'
    }

    It 'ends with an error that names the key that is there twice' {
        $failure = Get-TestError { $scores + $scores[0] | Export-EvalBaseline $path -Property correctness -Key Id }
        $failure.Exception.Message | Should -BeExactly "The key 'q12' occurs twice for the metric 'correctness'."
    }

    It 'ends with an error: <Name>' -ForEach @(
        @{ Name = 'no key'; Id = 'InvalidArgument'; Test = { $scores | Export-EvalBaseline $path -Property correctness } }
        @{ Name = 'no property'; Id = 'InvalidArgument'; Test = { $scores | Export-EvalBaseline $path -Key Id } }
        @{ Name = 'totals of Kolena'; Id = 'InvalidArgument'; Test = { [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Score = 5 } | Export-EvalBaseline $path } }
        @{ Name = 'no such folder'; Id = 'InvalidFile'; Test = { $scores | Export-EvalBaseline "$TestDrive/none/b.json" -Property correctness -Key Id } }
        @{ Name = 'not in the file system'; Id = 'InvalidFile'; Test = { $scores | Export-EvalBaseline env:b -Property correctness -Key Id } }
    ) {
        $Test | Should -Throw -ErrorId "$Id,$source"
    }

    It 'keeps the metrics that -Metric names' {
        $scores | Select-Object *, @{ n = 'speed'; e = { 1 } } | Export-EvalBaseline $path -Property correctness, speed -Key Id -Metric sp*
        (Import-EvalBaseline $path).Metric | Sort-Object -Unique | Should -Be 'speed'
    }

    It 'writes an empty baseline for nothing' {
        @() | Export-EvalBaseline $path -Property correctness -Key Id
        Import-EvalBaseline $path | Should -BeNullOrEmpty
        ([IO.File]::ReadAllText($path) | ConvertFrom-Json).count | Should -Be 0
    }
}
