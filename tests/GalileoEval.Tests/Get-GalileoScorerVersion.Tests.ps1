BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.GetGalileoScorerVersionCommand'
    $code = @{}
    foreach ($number in 1, 2) {
        $file = Join-Path $TestDrive 'published.py'
        # With line breaks and a character that a text mode would change.
        $code[$number] = "# version $number, é`r`ndef scorer_fn(*, step_object, **kwargs): return 0.$number`n"
        [IO.File]::WriteAllText($file, $code[$number])
        $made = Publish-GalileoCodeScorer $file -Name length -ScoreableNodeType llm -PollInterval 0.1 -Timeout 120
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoScorerVersion' {
    It 'lists all versions of a name, an ID and an object' {
        foreach ($given in 'LENGTH', $made.ScorerId, $made) {
            $versions = @(Get-GalileoScorerVersion $given)
            $versions.Version | Should -Be 2, 1
            $versions[0] | Should -BeOfType GalileoEval.Galileo.Scorers.GalileoScorerVersion
            $versions.ScorerId | Sort-Object -Unique | Should -Be $made.ScorerId
            $versions[0].ScoreType | Should -Be 'float'
            $versions[0].CreatedAt.Kind | Should -Be 'Utc'
        }
    }

    It 'accepts the scorers of Get-GalileoScorer from the pipeline, also after CSV' {
        (Get-GalileoScorer | Get-GalileoScorerVersion).Version | Should -Be 2, 1
        (Get-GalileoScorer | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoScorerVersion).Version | Should -Be 2, 1
    }

    It 'reads one version' {
        (Get-GalileoScorerVersion length -Version 1).Version | Should -Be 1
        (Get-GalileoScorerVersion length 2).Version | Should -Be 2
    }

    It 'names the nearest of an unknown name, and continues' {
        $found = Get-GalileoScorerVersion lengt, length -ErrorVariable problems -ErrorAction SilentlyContinue
        $found | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'lengt'
        "$($problems[0])" | Should -Match "'length'"
    }

    It 'reports an unknown version and an unknown ID as NotFound' {
        foreach ($given in @{ Scorer = 'length'; Version = 9 }, @{ Scorer = '7c9e6679-7425-40de-944b-e07fc1f90ae7' }) {
            Get-GalileoScorerVersion @given -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        }
    }

    It 'has no list and no type name in its CSV' {
        $row = Get-GalileoScorerVersion length -Version 1 | ConvertTo-Csv | ConvertFrom-Csv
        $row.ScoreableNodeTypes | Should -Be 'llm'
        $row.Version | Should -Be 1
    }
}
