BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.GetGalileoScorerCommand'
    $file = Join-Path $TestDrive 'half.py'
    Set-Content $file 'def scorer_fn(*, step_object, **kwargs): return 0.5'
    $quick = @{ PollInterval = 0.1; Timeout = 120 }
    $tone = Publish-GalileoCodeScorer $file tone -ScoreableNodeType llm -Tag style @quick
    $length = Publish-GalileoCodeScorer $file length -ScoreableNodeType trace -Tag size -Project support-bot @quick
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoScorer' {
    It 'lists all scorers' {
        $all = Get-GalileoScorer
        $all | Should -BeOfType GalileoEval.Galileo.GalileoScorer
        $all.Name | Sort-Object | Should -Be 'length', 'tone'
        $all[0].Id | Should -Be $all[0].ScorerId
        $all.ScorerType | Sort-Object -Unique | Should -Be 'code'
        $all[0].CreatedAt.Kind | Should -Be Utc
    }

    It 'finds <Expected> by <Case>' -ForEach @(
        @{ Case = 'name'; Ask = @{ Name = 'TONE' }; Expected = 'tone' }
        @{ Case = 'pattern'; Ask = @{ Name = 'len*' }; Expected = 'length' }
        @{ Case = 'type'; Ask = @{ Type = 'llm', 'code'; Name = 'tone' }; Expected = 'tone' }
        @{ Case = 'tag'; Ask = @{ Tag = 'size', 'other' }; Expected = 'length' }
        @{ Case = 'node type'; Ask = @{ ScoreableNodeType = 'llm' }; Expected = 'tone' }
        @{ Case = 'project'; Ask = @{ Project = 'support-bot' }; Expected = 'length' }
        @{ Case = 'project, with the global ones'; Ask = @{ Project = 'support-bot'; IncludeGlobal = $true }; Expected = 'length', 'tone' }
        @{ Case = 'being global'; Ask = @{ Global = $true }; Expected = 'tone' }
        @{ Case = 'not being global'; Ask = @{ Global = $false }; Expected = 'length' }
        @{ Case = 'time'; Ask = @{ CreatedAfter = [datetime]'2020-01-01'; UpdatedBefore = [datetime]'2200-01-01' }; Expected = 'length', 'tone' }
        @{ Case = 'what it is not'; Ask = @{ ExcludeSlm = $true; ExcludeMultimodal = $true }; Expected = 'length', 'tone' }
    ) {
        (Get-GalileoScorer @Ask).Name | Sort-Object | Should -Be $Expected
    }

    It 'finds nothing by <Case>' -ForEach @(
        @{ Case = 'type'; Ask = @{ Type = 'luna' } }
        @{ Case = 'label'; Ask = @{ Label = 'x' } }
        @{ Case = 'model type'; Ask = @{ ModelType = 'slm' } }
        @{ Case = 'capability'; Ask = @{ MultimodalCapability = 'vision' } }
        @{ Case = 'creator'; Ask = @{ CreatorId = '7c9e6679-7425-40de-944b-e07fc1f90ae7' } }
        @{ Case = 'time of making'; Ask = @{ CreatedBefore = [datetime]'2020-01-01' } }
        @{ Case = 'time of change'; Ask = @{ UpdatedAfter = [datetime]'2200-01-01' } }
    ) {
        Get-GalileoScorer @Ask -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'finds one by id, also from an object' {
        (Get-GalileoScorer -ScorerId $tone.ScorerId).Name | Should -Be 'tone'
        (Get-GalileoScorer -ScorerId $length).Name | Should -Be 'length'
    }

    It 'finds one again from its own output after <_>' -ForEach 'Csv', 'Json', 'Clixml' {
        (Get-GalileoScorer tone | Get-GalileoScorer).Name | Should -Be 'tone'
        (Get-GalileoScorer tone | ConvertTo-RoundTrip $_ | Get-GalileoScorer).Name | Should -Be 'tone'
    }

    It 'finds a name with brackets literally, escaped and by a pattern' {
        $made = Publish-GalileoCodeScorer $file 'x[1]' -ScoreableNodeType llm @quick
        try {
            foreach ($name in 'x[1]', 'X`[1`]', 'x`[*', 'x[[]1]') {
                (Get-GalileoScorer $name).ScorerId | Should -Be $made.ScorerId -Because $name
            }

            ($made | Get-GalileoScorer).ScorerId | Should -Be $made.ScorerId
            $null = Get-GalileoScorer 'x`[2`]' -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems[0].TargetObject | Should -BeExactly 'x`[2`]'
            "$($problems[0])" | Should -Match "named 'x\[2\]'"
        } finally {
            $made | Remove-GalileoScorer -Confirm:$false
        }
    }

    It 'names the nearest of an unknown name' {
        $null = Get-GalileoScorer ton -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'ton'
        "$($problems[0])" | Should -Match "'tone'"
    }

    It 'rejects an invalid ID, and -IncludeGlobal alone' {
        { Get-GalileoScorer -ScorerId abc -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
        { Get-GalileoScorer -IncludeGlobal } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'exports to CSV without a type name' {
        (Get-GalileoScorer | ConvertTo-Csv -NoTypeInformation) | Should -Not -Match 'GalileoEval\.|System\.'
    }

    It 'completes names' {
        (TabExpansion2 'Get-GalileoScorer to' 20).CompletionMatches.CompletionText | Should -Contain 'tone'
    }
}
