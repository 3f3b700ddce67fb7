BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.RestoreGalileoScorerVersionCommand'
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

Describe 'Restore-GalileoScorerVersion' {
    It 'changes nothing with -WhatIf' {
        Get-GalileoScorerVersion length -Version 1 | Restore-GalileoScorerVersion -WhatIf | Should -BeNullOrEmpty
        (Get-GalileoScorer length).Version | Should -Be 2
    }

    It 'makes the older version the newest and keeps all' {
        $restored = Restore-GalileoScorerVersion length -Version 1
        $restored.Version | Should -Be 3
        (Get-GalileoScorer length).Version | Should -Be 3
        (Get-GalileoScorerVersion length).Version | Should -Be 3, 2, 1
        $saved = Save-GalileoScorerCode length -Path (Join-Path $TestDrive restored.py) -PassThru
        [IO.File]::ReadAllText($saved.FullName) | Should -BeExactly $code[1]
    }

    It 'accepts a version from the pipeline, also after CSV' {
        $before = (Get-GalileoScorer length).Version
        (Get-GalileoScorerVersion length -Version 2 | ConvertTo-Csv | ConvertFrom-Csv | Restore-GalileoScorerVersion).Version |
            Should -Be ($before + 1)
        (Get-GalileoScorer length | Restore-GalileoScorerVersion -Version 2).Version | Should -Be ($before + 2)
    }

    It 'reports an unknown version as NotFound' {
        Restore-GalileoScorerVersion length -Version 99 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problem.TargetObject | Should -Be 'length'
    }

    It 'is not repeated, and its error says how to find out' {
        # The script runs in a separate runspace.
        $server = Start-TestServer ([scriptblock]::Create(@"
            param(`$request)
            if (`$request.Path -like '*/list*') { @{ Body = '{"scorers": [{"id": "$($made.ScorerId)", "name": "length"}]}' } }
            else { @{ Status = 502; Body = '{}' } }
"@))
        $connection = Connect-TestServer $server.BaseUri Galileo
        Restore-GalileoScorerVersion length -Version 1 -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
        $connection | Disconnect-EvalService
        $server | Stop-TestServer
        @($server.Requests.Where({ $_.Path -like '*/restore' })) | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -Be "ServerError,$source"
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Get-GalileoScorerVersion'
    }
}
