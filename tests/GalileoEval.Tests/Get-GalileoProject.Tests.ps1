BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetGalileoProjectCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoProject' {
    It 'lists all projects' {
        (Get-GalileoProject).Name | Should -Be 'support-bot', 'prompt-lab'
        $project = Get-GalileoProject support-bot
        $project | Should -BeOfType GalileoEval.Galileo.GalileoProject
        $project.ProjectId | Should -Be $sandbox.ProjectId
        $project.Id | Should -Be $sandbox.ProjectId
        $project.Name | Should -BeExactly 'support-bot'
        $project.LogStreamCount | Should -Be 1
        $project.ExperimentCount | Should -Be 1
        $project.CreatedBy | Should -Not -BeNullOrEmpty
        $project.CreatedAt.Kind | Should -Be Utc
    }

    It 'finds <_>' -ForEach 'support-bot', 'SUPPORT-BOT', 'support*', '*-[ab]ot' {
        (Get-GalileoProject $_).ProjectId | Should -Be $sandbox.ProjectId
        ($_ | Get-GalileoProject).ProjectId | Should -Be $sandbox.ProjectId
    }

    It 'finds one again from its own output after <_>' -ForEach 'Csv', 'Json', 'Clixml' {
        (Get-GalileoProject support-bot | Get-GalileoProject).ProjectId | Should -Be $sandbox.ProjectId
        (Get-GalileoProject support-bot | ConvertTo-RoundTrip $_ | Get-GalileoProject).ProjectId | Should -Be $sandbox.ProjectId
    }

    It 'writes nothing for a wildcard without a match' {
        Get-GalileoProject 'x*' -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'names the nearest of an unknown name, and continues' {
        $found = Get-GalileoProject suport-bot, support-bot -ErrorVariable problems -ErrorAction SilentlyContinue
        $found | Should -HaveCount 1
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $problems[0].TargetObject | Should -Be 'suport-bot'
        "$($problems[0])" | Should -Match "'support-bot'"
    }

    It 'exports to CSV without a type name' {
        (Get-GalileoProject | ConvertTo-Csv -NoTypeInformation)[1] | Should -Not -Match 'GalileoEval\.|System\.'
    }

    It 'completes names, and stays silent without a connection' {
        (TabExpansion2 'Get-GalileoProject sup' 22).CompletionMatches.CompletionText | Should -Contain 'support-bot'
        (TabExpansion2 'Get-GalileoLogStream -Project sup' 33).CompletionMatches.CompletionText | Should -Contain 'support-bot'
        (TabExpansion2 'Get-GalileoLogStream -Project support-bot -Name p' 49).CompletionMatches.CompletionText | Should -Contain 'production'
        (TabExpansion2 'Get-GalileoExperiment -Project nothing -Name b' 46).CompletionMatches.CompletionText | Should -Not -Contain 'baseline'
    }

    It 'completes names of the project that the environment names at the time' {
        $complete = { (TabExpansion2 'Get-GalileoLogStream -Name p' 28).CompletionMatches.CompletionText }
        try {
            $env:GALILEO_PROJECT = 'nothing'
            & $complete | Should -Not -Contain 'production'
            $env:GALILEO_PROJECT = 'support-bot'
            & $complete | Should -Contain 'production'
        } finally {
            $env:GALILEO_PROJECT = $null
        }
    }

    Context 'completing names' {
        BeforeAll {
            $response = { param($name) @{ projects = @(@{ id = [guid]::NewGuid(); name = $name }) } | ConvertTo-Json -Depth 3 }
            $server = Start-TestServer -Map @{ 'POST /v2/projects/paginated?starting_token=0&limit=100' = & $response 'first' }
            $connect = @{ Service = 'Galileo'; BaseUri = $server.BaseUri; Name = 'tabbed'; MaximumRetryCount = 0 }
            $complete = { (TabExpansion2 'Get-GalileoProject -Connection tabbed -Name ' 44).CompletionMatches.CompletionText }
        }

        AfterAll {
            Disconnect-EvalService -Name tabbed
            Stop-TestServer $server
        }

        It 'sends one request, and another one for another account' {
            Connect-EvalService @connect -ApiKey (ConvertTo-SecureString one -AsPlainText -Force)
            & $complete | Should -Be 'first'
            & $complete | Should -Be 'first'
            $server.Requests.Count | Should -Be 1
            $server.Map['POST /v2/projects/paginated?starting_token=0&limit=100'] = & $response 'second'
            Connect-EvalService @connect -ApiKey (ConvertTo-SecureString two -AsPlainText -Force)
            & $complete | Should -Be 'second'
        }

        It 'does not ask a service that fails with every keystroke' {
            Connect-EvalService @connect -ApiKey (ConvertTo-SecureString three -AsPlainText -Force)
            $server.Map.Clear()
            $before = $server.Requests.Count
            & $complete | Should -Not -Contain 'second'
            & $complete | Should -Not -Contain 'second'
            $server.Requests.Count - $before | Should -Be 1
        }
    }

    Context 'with several pages' {
        BeforeAll {
            $id = '6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d{0:00}'
            $page = { param($first, $next) @{ projects = @(1..3).ForEach({ @{ id = $id -f ($first + $_); name = "p$($first + $_)" } }); next_starting_token = $next } | ConvertTo-Json -Depth 4 }
            $server = Start-TestServer -Map @{
                'POST /v2/projects/paginated?starting_token=0&limit=100' = & $page 0 3
                'POST /v2/projects/paginated?starting_token=3&limit=100' = & $page 3 6
                'POST /v2/projects/paginated?starting_token=6&limit=100' = & $page 6 $null
            }
            $pages = Connect-TestServer $server.BaseUri Galileo
        }

        AfterAll {
            $server | Stop-TestServer
        }

        It 'reads them all' {
            (Get-GalileoProject -Connection $pages).Name | Should -Be @(1..9).ForEach({ "p$_" })
        }

        It 'finds exactly the name when the service ignores the filter' {
            (Get-GalileoProject P7, p8 -Connection $pages).Name | Should -Be 'p7', 'p8'
            { Get-GalileoProject p10 -Connection $pages -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
        }

        It 'requests only the pages that the pipeline reads' {
            $server.Requests.Clear()
            (Get-GalileoProject -Connection $pages | Select-Object -First 4).Name | Should -Be 'p1', 'p2', 'p3', 'p4'
            $server.Requests | Should -HaveCount 2
        }
    }
}
