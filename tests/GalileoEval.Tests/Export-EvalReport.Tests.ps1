BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $null = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.ExportEvalReportCommand'
    $gates = @(
        [GalileoEval.Analysis.EvalGateResult]@{ Rule = 'Correct'; Metric = 'correctness'; Outcome = 'Failed'; Statistic = 'Mean'; Actual = 0.7; Minimum = 0.8 }
        [GalileoEval.Analysis.EvalGateResult]@{ Rule = 'Relevant'; Metric = 'relevance'; Outcome = 'Passed'; Statistic = 'Mean'; Actual = 0.9; Minimum = 0.8 }
    )
    $work = @(Get-KolenaValidation 1 10)
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Export-EvalReport' {
    BeforeEach {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'accepts mixed objects and writes every format at once' {
        $paths = 'html', 'md', 'xml', 'json' | ForEach-Object { Join-Path $folder "report.$_" }
        $files = @($gates + $work | Export-EvalReport $paths -Title 'Mixed' -PassThru)
        $files.FullName | Should -Be $paths
        Get-Content $paths[0] -Raw | Should -Match '(?s)^<!DOCTYPE html>.*>Failed</h2>.*id="work"'
        Get-Content $paths[1] -Raw | Should -Match '^# Mixed'
        ([xml](Get-Content $paths[2] -Raw)).testsuites.testsuite.testcase | Should -HaveCount 2
        $json = Get-Content $paths[3] -Raw | ConvertFrom-Json
        $json.schemaVersion | Should -Be 1
        $json.work | Should -HaveCount $work.Count
        $json.trends[0].points | Should -HaveCount $work.Count
    }

    It 'lists single scores of log records, failed ones first and then the lowest, without their texts' {
        $scores = @(Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2)
        $paths = 'html', 'json' | ForEach-Object { Join-Path $folder "scores.$_" }
        $scores | Export-EvalReport $paths
        $rows = @((Get-Content $paths[1] -Raw | ConvertFrom-Json).scores)
        $rows | Should -HaveCount $scores.Count
        $failed = @($scores | Where-Object Status -EQ failed)
        @($rows | Select-Object -First $failed.Count).status | Sort-Object -Unique | Should -Be $(if ($failed) { 'failed' })
        $numbers = @($rows | Where-Object { $null -ne $_.score -and $_.score -isnot [string] } | ForEach-Object { [double]$_.score })
        $numbers | Should -Be @($numbers | Sort-Object)
        $text = ($scores | Where-Object Input | Select-Object -First 1).Input
        $text | Should -Not -BeNullOrEmpty
        $paths | ForEach-Object { (Get-Content $_ -Raw).Contains($text) | Should -BeFalse }
    }

    It 'writes nothing to the pipeline without -PassThru' {
        $gates | Export-EvalReport (Join-Path $folder r.md) | Should -BeNullOrEmpty
    }

    It 'writes no file with -WhatIf' {
        $gates | Export-EvalReport (Join-Path $folder r.md), (Join-Path $folder r.html) -WhatIf -PassThru | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'rejects an extension that is no format before any input is read' {
        { & { throw 'The input was read.' } | Export-EvalReport (Join-Path $folder r.docx) } | Should -Throw -ExpectedMessage '*.docx*' -ErrorId "InvalidArgument,$source"
        $gates | Export-EvalReport (Join-Path $folder r.docx) -Format Markdown
        Get-Content (Join-Path $folder r.docx) -First 1 | Should -Be '# Evaluation report'
    }

    It 'rejects -Format for several paths' {
        { $gates | Export-EvalReport (Join-Path $folder a.md), (Join-Path $folder b.md) -Format Markdown } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'keeps a file with -NoClobber, and replaces it without' {
        $path = Join-Path $folder r.md
        Set-Content $path 'mine'
        { $gates | Export-EvalReport $path -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId "Conflict,$source"
        Get-Content $path | Should -Be 'mine'
        $gates | Export-EvalReport $path
        Get-Content $path -First 1 | Should -Be '# Evaluation report'
        Get-ChildItem $folder | Should -HaveCount 1
    }

    It 'names a folder that is not there, and leaves nothing behind' {
        { $gates | Export-EvalReport (Join-Path $folder 'none/r.md') -ErrorAction Stop } | Should -Throw -ErrorId "InvalidFile,$source"
        Get-ChildItem $folder -Recurse | Should -BeNullOrEmpty
    }

    It 'accepts a path of the session, and a report without any input' {
        Push-Location $folder
        try {
            @() | Export-EvalReport empty.html
        } finally {
            Pop-Location
        }
        Get-Content (Join-Path $folder empty.html) -Raw | Should -Match 'Nothing to report'
    }
}
