BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetGalileoLogStreamCommand'
    $environment = $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID
    $env:GALILEO_PROJECT = $env:GALILEO_PROJECT_ID = $null
}

AfterAll {
    $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID = $environment
    Stop-TestSandbox
}

Describe 'Get-GalileoLogStream' {
    It 'lists those of a project, by name or id' {
        foreach ($project in 'support-bot', 'Support-Bot', $sandbox.ProjectId) {
            $found = Get-GalileoLogStream -Project $project
            $found | Should -BeOfType GalileoEval.Galileo.GalileoLogStream
            $found.LogStreamId | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
            $found.Id | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
            $found.ProjectId | Should -Be $sandbox.ProjectId
            $found.Name | Should -BeExactly 'production'
            $found.TraceCount | Should -Be 12
        }
    }

    It 'accepts projects from the pipeline, as objects, rows and names' {
        (Get-GalileoProject support-bot | Get-GalileoLogStream).LogStreamId | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
        (Get-GalileoProject support-bot | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoLogStream).LogStreamId | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
        ('support-bot' | Get-GalileoLogStream production).LogStreamId | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
    }

    It 'accepts the project from the environment' {
        try {
            $env:GALILEO_PROJECT = 'support-bot'
            (Get-GalileoLogStream).LogStreamId | Should -Be '0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02'
            $env:GALILEO_PROJECT_ID = 'c0ffee00-0000-4000-8000-000000000000'
            { Get-GalileoLogStream -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
        }
        finally {
            $env:GALILEO_PROJECT = $env:GALILEO_PROJECT_ID = $null
        }
    }

    It 'needs a project' {
        { Get-GalileoLogStream -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'supports wildcards, case-insensitively' {
        (Get-GalileoLogStream 'pro*' -Project support-bot).Name | Should -Be 'production'
        (Get-GalileoLogStream 'PRODUCTION' -Project support-bot).Name | Should -Be 'production'
        Get-GalileoLogStream 'zz*' -Project support-bot -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the nearest of an unknown name' {
        $null = Get-GalileoLogStream 'productionx' -Project support-bot -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'productionx'
        "$($problems[0])" | Should -Match "no log stream named 'productionx' in the project support-bot.*'production'"
    }

    It 'rejects a project name that several have, and names their ids' {
        $twins = @('6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01', '6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d02').ForEach({ @{ id = $_; name = 'twin' } })
        $server = Start-TestServer -Map @{
            'POST /v2/projects/paginated?starting_token=0&limit=100' = @{ projects = $twins } | ConvertTo-Json -Depth 3
        }
        try {
            $key = ConvertTo-SecureString k -AsPlainText -Force
            Connect-EvalService Galileo -Name twins -BaseUri $server.BaseUri -ApiKey $key
            Get-GalileoLogStream -Project twin -Connection twins -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
            foreach ($twin in $twins) {
                $failures[0].Exception.Message | Should -BeLike "*$($twin.id)*"
            }
            $server.Requests | Should -HaveCount 1
        }
        finally {
            Disconnect-EvalService -Name twins
            Stop-TestServer $server
        }
    }

    It 'names the nearest of an unknown project, and continues with the next' {
        $found = 'support-bt', 'support-bot' | Get-GalileoLogStream -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'production'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'support-bt'
        "$($problems[0])" | Should -Match "'support-bot'"
    }
}
