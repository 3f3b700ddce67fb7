BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.RemoveKolenaAgentRunCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Remove-KolenaAgentRun' {
    It 'removes runs from the pipeline and returns nothing' {
        Get-KolenaAgentRun 1 -RunId 501, 502 | Remove-KolenaAgentRun -Confirm:$false | Should -BeNullOrEmpty
        (Get-KolenaAgentRun 1).RunId | Should -Be 503, 504, 505, 506
        (Get-KolenaAgent -AgentId 1).RunCount | Should -Be 4
    }

    It 'removes a run by the columns of a CSV file' {
        'AgentId,RunId', '2,601' | ConvertFrom-Csv | Remove-KolenaAgentRun -Confirm:$false
        Get-KolenaAgentRun 2 | Should -BeNullOrEmpty
    }

    It 'asks for confirmation by default' {
        $metadata = [Management.Automation.CommandMetadata]::new((Get-Command Remove-KolenaAgentRun))
        $metadata.ConfirmImpact | Should -Be High
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        Remove-KolenaAgentRun 1 503 -WhatIf
        $sandbox.RequestCount | Should -Be $before
    }

    It 'reports each unknown run and continues' {
        503, 999, 504 | Remove-KolenaAgentRun 1 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be 999
        (Get-KolenaAgentRun 1).RunId | Should -Be 505, 506
    }

    It 'rejects the ID <_> and sends nothing' -ForEach 0, -1 {
        $before = $sandbox.RequestCount
        Remove-KolenaAgentRun 1 $_ -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
