BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $source = 'GalileoEval.Commands.GetKolenaGroundTruthCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-KolenaGroundTruth' {
    It 'lists the versions' {
        $truths = Get-KolenaGroundTruth $sandbox.AgentId $sandbox.GroundTruthId
        $truths | Should -BeOfType GalileoEval.Kolena.KolenaGroundTruth
        $truths.GroundTruthVersion | Should -Be 1, 2
        $truths.AgentId | Should -Be 1, 1
        $truths[0].RunCount | Should -Be 3
        $truths[0].Runs[0].UserDefinedId | Should -Be 'inv-1001'
        $truths[0].Runs[0].Data['total_amount'] | Should -Be 1249.5
        $truths[0] | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'gets one version' {
        $before = $sandbox.RequestCount
        (Get-KolenaGroundTruth 1 10 -Version 2).GroundTruthVersion | Should -Be 2
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'gets the version that a validation was measured against' {
        (Get-KolenaValidation 1 10 1 | Get-KolenaGroundTruth).GroundTruthVersion | Should -Be 1
    }

    It 'lists the versions for a row of a validation that has none yet' {
        $row = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 } | ConvertTo-RoundTrip Csv
        ($row | Get-KolenaGroundTruth).GroundTruthVersion | Should -Be 1, 2
    }

    It 'accepts ground truths from the pipeline' {
        (11, 10 | Get-KolenaGroundTruth -AgentId 1).GroundTruthId | Should -Be 11, 10, 10
    }

    It 'is NotFound for an unknown <What>' -ForEach @(
        @{ What = 'agent'; Arguments = @{ AgentId = 99; GroundTruthId = 10 } }
        @{ What = 'ground truth'; Arguments = @{ AgentId = 1; GroundTruthId = 99 } }
        @{ What = 'version'; Arguments = @{ AgentId = 1; GroundTruthId = 10; Version = 9 } }
    ) {
        Get-KolenaGroundTruth @Arguments -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be $Arguments.GroundTruthId
    }

    It 'rejects -Version 0 and sends nothing' {
        $before = $sandbox.RequestCount
        Get-KolenaGroundTruth 1 10 -Version 0 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }
}
