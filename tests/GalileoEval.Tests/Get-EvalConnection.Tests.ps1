Describe 'Get-EvalConnection' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-TestModule
        $key = New-TestSecret 'a-key-that-nobody-asks-for'
        Connect-EvalService Galileo -Name main -ApiKey $key
        Connect-EvalService Scale -Name live -ApiKey $key
        Connect-EvalService Scale -Name test -ApiKey $key -TimeoutSec 5
        Connect-EvalService Kolena -Name main -ApiKey $key -BaseUri https://eval.example.org/kolena
    }

    AfterAll {
        Get-EvalConnection | Disconnect-EvalService
    }

    It 'lists all, the oldest first' {
        (Get-EvalConnection).ForEach({ "$($_.Service) $_" }) | Should -Be 'Galileo main', 'Scale live', 'Scale test', 'Kolena main'
    }

    It 'finds names: <Name>' -ForEach @(
        @{ Name = 'LIVE'; Found = 'live' }
        @{ Name = 'main'; Found = 'main', 'main' }
        @{ Name = '*e*'; Found = 'live', 'test' }
        @{ Name = 'test', 'live'; Found = 'live', 'test' }
        @{ Name = 'x*'; Found = @() }
    ) {
        @(Get-EvalConnection $Name -ErrorAction Stop).ForEach({ $_.Name }) | Should -Be $Found
    }

    It 'writes an error for a name that does not exist, and the others' {
        $written = @(Get-EvalConnection Scale, live 2>&1)
        $written[0].Name | Should -Be 'live'
        $written[1].FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.GetEvalConnectionCommand'
        $written[1].TargetObject | Should -Be 'Scale'
        "$($written[1])" | Should -Match "There is no connection named 'Scale'\. The nearest names are "
        $written[1].ErrorDetails.RecommendedAction | Should -Match '-Service'
    }

    It 'returns what -Connection accepts: null is an error' {
        { Get-ScaleTask t -Connection $null } | Should -Throw '*The connection is null. Omit the parameter*'
    }

    It 'finds services and names together' {
        (Get-EvalConnection -Service Scale, Kolena).Name | Should -Be 'live', 'test', 'main'
        (Get-EvalConnection main -Service Kolena).Service | Should -Be 'Kolena'
    }

    It 'marks the current connections: one per service' {
        (Get-EvalConnection -Current).ForEach({ "$($_.Service) $_" }) | Should -Be 'Galileo main', 'Scale test', 'Kolena main'
        (Get-EvalConnection -Service Scale).IsCurrent | Should -Be $false, $true
        (Get-EvalConnection -Service Scale -Current).Name | Should -Be 'test'
    }

    It 'writes the properties of a connection, and no secret' {
        $connection = Get-EvalConnection test
        $connection.TimeoutSec | Should -Be 5
        $connection.Authentication | Should -Be 'Bearer'
        $connection.Source | Should -Be 'Parameter'
        $connection.UserName | Should -BeNullOrEmpty
        $connection.BaseUri | Should -Be 'https://api.scale.com/'
        # All properties are public and have plain values; this list makes a new one be reviewed.
        ($connection | Get-Member -MemberType Property).Name | Should -Be 'Authentication', 'BaseUri', 'IsCurrent',
            'MaximumRequestsPerMinute', 'MaximumResponseSize', 'MaximumRetryCount', 'Name', 'Service', 'Source', 'TimeoutSec', 'UserName'
    }

    It 'completes names' {
        $typed = 'Get-EvalConnection -Name l'
        (TabExpansion2 $typed $typed.Length).CompletionMatches.CompletionText | Should -Contain 'live'
    }
}
