BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.SaveGalileoScorerCodeCommand'
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

Describe 'Save-GalileoScorerCode' {
    BeforeEach {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))
        Push-Location $folder
    }

    AfterEach {
        Pop-Location
    }

    It 'writes exactly the bytes of the newest version into the current folder' {
        Save-GalileoScorerCode length | Should -BeNullOrEmpty
        [IO.File]::ReadAllBytes((Join-Path $folder length.py)) | Should -Be ([Text.Encoding]::UTF8.GetBytes($code[2]))
        @(Get-ChildItem $folder) | Should -HaveCount 1
    }

    It 'writes an older version into a file and emits it with -PassThru' {
        $file = Save-GalileoScorerCode $made.ScorerId -Version 1 -Path old.py -PassThru
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Join-Path $folder old.py)
        [IO.File]::ReadAllText($file.FullName) | Should -BeExactly $code[1]
    }

    It 'accepts scorers and versions from the pipeline' {
        (Get-GalileoScorer | Save-GalileoScorerCode -Path . -PassThru).Name | Should -Be 'length.py'
        Get-GalileoScorerVersion length -Version 1 | Save-GalileoScorerCode -Path first.py
        [IO.File]::ReadAllText((Join-Path $folder first.py)) | Should -BeExactly $code[1]
    }

    It 'replaces a file, but not with -NoClobber' {
        'mine' | Set-Content length.py
        Save-GalileoScorerCode length -NoClobber -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be "Conflict,$source"
        Get-Content length.py | Should -Be 'mine'
        Save-GalileoScorerCode length
        [IO.File]::ReadAllText((Join-Path $folder length.py)) | Should -BeExactly $code[2]
    }

    It 'writes nothing with -WhatIf' {
        Save-GalileoScorerCode length -WhatIf
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'rejects a folder that does not exist, and leaves nothing behind' {
        Save-GalileoScorerCode length -Path missing/length.py -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be "InvalidFile,$source"
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'does not write two scorers to one file' {
        $other = Publish-GalileoCodeScorer (Join-Path $TestDrive published.py) -Name other -ScoreableNodeType llm -PollInterval 0.1 -Timeout 120
        try {
            Save-GalileoScorerCode length, other -Path one.py -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.FullyQualifiedErrorId | Should -Be "Conflict,$source"
            $problem.TargetObject | Should -Be 'other'
        }
        finally {
            $other | Remove-GalileoScorer -Confirm:$false
        }
    }

    It 'does not let the name of a scorer lead to another folder' {
        $list = '{"scorers": [{"id": "' + $made.ScorerId + '", "name": "../evil"}]}'
        $server = Start-TestServer @{ Body = $list }
        $connection = Connect-TestServer $server.BaseUri Galileo
        Save-GalileoScorerCode $made.ScorerId -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
        $connection | Disconnect-EvalService
        $server | Stop-TestServer
        $problem.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        Test-Path (Join-Path $folder ../evil.py) | Should -BeFalse
    }

    It 'names the nearest of an unknown name' {
        Save-GalileoScorerCode lenght -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        "$($problem[0])" | Should -Match "'length'"
    }
}
