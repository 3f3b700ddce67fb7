BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.GetGalileoExperimentCommand'
    $environment = $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID
    $env:GALILEO_PROJECT = $env:GALILEO_PROJECT_ID = $null
}

AfterAll {
    $env:GALILEO_PROJECT, $env:GALILEO_PROJECT_ID = $environment
    Stop-TestSandbox
}

Describe 'Get-GalileoExperiment' {
    It 'lists those of a project, by name or id' {
        foreach ($project in 'support-bot', 'Support-Bot', $sandbox.ProjectId) {
            $found = Get-GalileoExperiment -Project $project
            $found | Should -BeOfType GalileoEval.Galileo.GalileoExperiment
            $found.ExperimentId | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
            $found.Id | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
            $found.ProjectId | Should -Be $sandbox.ProjectId
            $found.Name | Should -BeExactly 'baseline'
            $found.TraceCount | Should -Be 5
        }
    }

    It 'accepts projects from the pipeline, as objects, rows and names' {
        (Get-GalileoProject support-bot | Get-GalileoExperiment).ExperimentId | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
        (Get-GalileoProject support-bot | ConvertTo-Csv | ConvertFrom-Csv | Get-GalileoExperiment).ExperimentId | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
        ('support-bot' | Get-GalileoExperiment baseline).ExperimentId | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
    }

    It 'accepts the project from the environment' {
        try {
            $env:GALILEO_PROJECT = 'support-bot'
            (Get-GalileoExperiment).ExperimentId | Should -Be 'c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03'
            $env:GALILEO_PROJECT_ID = 'c0ffee00-0000-4000-8000-000000000000'
            { Get-GalileoExperiment -ErrorAction Stop } | Should -Throw -ErrorId "NotFound,$source"
        }
        finally {
            $env:GALILEO_PROJECT = $env:GALILEO_PROJECT_ID = $null
        }
    }

    It 'needs a project' {
        { Get-GalileoExperiment -ErrorAction Stop } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'supports wildcards, case-insensitively' {
        (Get-GalileoExperiment 'bas*' -Project support-bot).Name | Should -Be 'baseline'
        (Get-GalileoExperiment 'BASELINE' -Project support-bot).Name | Should -Be 'baseline'
        Get-GalileoExperiment 'zz*' -Project support-bot -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the nearest of an unknown name' {
        $null = Get-GalileoExperiment 'baselinex' -Project support-bot -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'baselinex'
        "$($problems[0])" | Should -Match "no experiment named 'baselinex' in the project support-bot.*'baseline'"
    }

    It 'names the nearest of an unknown project, and continues with the next' {
        $found = 'support-bt', 'support-bot' | Get-GalileoExperiment -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'baseline'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $problems[0].TargetObject | Should -Be 'support-bt'
        "$($problems[0])" | Should -Match "'support-bot'"
    }
}
