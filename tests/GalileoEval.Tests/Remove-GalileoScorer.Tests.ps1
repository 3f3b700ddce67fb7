BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.RemoveGalileoScorerCommand'
    foreach ($name in 'one', 'two', 'three', 'four') {
        $file = Join-Path $TestDrive "$name.py"
        Set-Content $file 'def scorer_fn(*, step_object, **kwargs): return 0.5'
    }

    $made = Publish-GalileoCodeScorer (Join-Path $TestDrive '*.py') -ScoreableNodeType llm -PollInterval 0.1 -Timeout 120
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Remove-GalileoScorer' {
    It 'asks for confirmation' {
        $metadata = [Management.Automation.CommandMetadata](Get-Command Remove-GalileoScorer)
        $metadata.SupportsShouldProcess | Should -BeTrue
        $metadata.ConfirmImpact | Should -Be High
    }

    It 'leaves everything alone with -WhatIf' {
        $made | Remove-GalileoScorer -WhatIf
        @(Get-GalileoScorer) | Should -HaveCount 4
    }

    It 'names the scorer in the confirmation, also for an ID' {
        $result = Invoke-ModuleScript @'
            $null = Start-EvalSandbox -ScorerTimeout 60
            $made = Publish-GalileoCodeScorer (Join-Path (Get-Module GalileoEval).ModuleBase Examples/answer_length.py) -Name length -PollInterval 0.1
            $made | Remove-GalileoScorer -WhatIf
            Remove-GalileoScorer LENGTH -WhatIf
            $made.ScorerId
'@
        $result.StdErr | Should -BeNullOrEmpty
        $lines = $result.StdOut -split '\r?\n' | Where-Object { $_ }
        $lines | Should -HaveCount 3
        $lines[0, 1] | Should -Match "`"length \($($lines[2])\)`""
    }

    It 'removes by name, by id and from the pipeline' {
        Remove-GalileoScorer ONE -Confirm:$false | Should -BeNullOrEmpty
        Remove-GalileoScorer $made.Where({ $_.Name -eq 'two' }).ScorerId -Confirm:$false
        Get-GalileoScorer three | ConvertTo-Csv | ConvertFrom-Csv | Remove-GalileoScorer -Confirm:$false
        (Get-GalileoScorer).Name | Should -Be 'four'
    }

    It 'names the nearest of an unknown name, and continues' {
        Remove-GalileoScorer for, four -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'for'
        "$($problems[0])" | Should -Match "'four'"
        Get-GalileoScorer | Should -BeNullOrEmpty
    }

    It 'writes an error for an unknown id' {
        { Remove-GalileoScorer 7c9e6679-7425-40de-944b-e07fc1f90ae7 -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
    }

    It 'removes no scorer of another name where the service lists all' {
        $list = @{ scorers = @(@{ id = [guid]::NewGuid(); name = 'other' }) } | ConvertTo-Json -Depth 3
        $server = Start-TestServer -Map @{ 'POST /v2/scorers/list?starting_token=0&limit=100' = $list }
        try {
            $only = Connect-TestServer $server.BaseUri Galileo
            { Remove-GalileoScorer one -Connection $only -Confirm:$false -ErrorAction Stop } | Should -Throw "*'other'*" -ErrorId "NotFound,$source"
            $server.Requests.Method | Should -Not -Contain 'DELETE'
            $server.Requests | Should -HaveCount 2
        } finally {
            $server | Stop-TestServer
        }
    }
}
