BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox
    $source = 'GalileoEval.Commands.GetScaleProjectCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-ScaleProject' {
    It 'lists all' {
        $project = Get-ScaleProject
        $project | Should -BeOfType GalileoEval.Scale.ScaleProject
        $project.ProjectId | Should -BeExactly $sandbox.ScaleProjectId
        $project.ProjectName | Should -BeExactly 'Sandbox ratings'
        $project.Types | Should -Be chat
        $project.CreatedAt.Kind | Should -Be Utc
    }

    It 'lists by time' {
        Get-ScaleProject -CreatedBefore (Get-Date).AddDays(-1) | Should -HaveCount 1
        Get-ScaleProject -CreatedAfter (Get-Date).AddDays(-1) -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'finds ids and names' {
        (Get-ScaleProject project_sandbox).ProjectName | Should -BeExactly 'Sandbox ratings'
        ('project_sandbox', 'project_sandbox' | Get-ScaleProject).ProjectId | Should -HaveCount 2
        (Get-ScaleTask task_sandbox_01 | Get-ScaleProject).ProjectId | Should -Be 'project_sandbox'
        (Get-ScaleProject -ProjectName 'Sandbox ratings').ProjectId | Should -Be 'project_sandbox'
        (Get-ScaleProject -ProjectName sandbox*).ProjectId | Should -Be 'project_sandbox'
        Get-ScaleProject -ProjectName other* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the nearest for an unknown name' {
        Get-ScaleProject -ProjectName Sandbox -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failures[0].TargetObject | Should -BeExactly 'Sandbox'
        $failures[0].Exception.Message | Should -Match "The nearest names are 'Sandbox ratings'"
    }

    It 'rejects <_> as an id and sends nothing' -ForEach 'a b', 'a/b', 'a?b' {
        $before = $sandbox.RequestCount
        Get-ScaleProject $_ -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'shows no type name in CSV, and is found again from it' {
        Get-ScaleProject | Get-TypeNameCell | Should -BeNullOrEmpty
        (Get-ScaleProject | ConvertTo-RoundTrip Csv | Get-ScaleProject).ProjectId | Should -Be 'project_sandbox'
    }

    It 'completes names' {
        (TabExpansion2 'Get-ScaleProject -ProjectName s').CompletionMatches.CompletionText | Should -Be "'Sandbox ratings'"
    }
}
