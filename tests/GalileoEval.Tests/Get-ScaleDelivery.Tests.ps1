BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    $sandbox = Start-TestSandbox
    $source = 'GalileoEval.Commands.GetScaleDeliveryCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-ScaleDelivery' {
    It 'lists all' {
        $delivery = Get-ScaleDelivery
        $delivery | Should -BeOfType GalileoEval.Scale.ScaleDelivery
        $delivery.DeliveryId | Should -BeExactly 'delivery_sandbox'
        $delivery.Id | Should -BeExactly 'delivery_sandbox'
        $delivery.DeliveryName | Should -BeExactly 'first-week'
        $delivery.TaskCount | Should -Be 1
        $delivery.DeliveredAt.Kind | Should -Be Utc
        $delivery.ProjectId | Should -BeExactly $sandbox.ScaleProjectId
        $delivery.Project | Should -BeNullOrEmpty
        (Get-ScaleDelivery -Expand project).ProjectName | Should -BeExactly 'Sandbox ratings'
    }

    It 'lists by project and time' {
        Get-ScaleDelivery -ProjectName 'Sandbox ratings' | Should -HaveCount 1
        Get-ScaleProject | Get-ScaleDelivery -DeliveredAfter (Get-Date).AddDays(-7) | Should -HaveCount 1
        Get-ScaleDelivery -ProjectId project_sandbox -DeliveredAfter (Get-Date).AddDays(-1) -ErrorAction Stop | Should -BeNullOrEmpty
        Get-ScaleDelivery -DeliveredBefore (Get-Date).AddDays(-1) | Should -HaveCount 1
    }

    It 'finds ids and names' {
        (Get-ScaleDelivery delivery_sandbox).DeliveryName | Should -BeExactly 'first-week'
        ('delivery_sandbox' | Get-ScaleDelivery -Expand project).ProjectName | Should -BeExactly 'Sandbox ratings'
        (Get-ScaleDelivery -DeliveryName first-week).DeliveryId | Should -Be 'delivery_sandbox'
        (Get-ScaleDelivery -DeliveryName FIRST*).DeliveryId | Should -Be 'delivery_sandbox'
    }

    It 'can be piped to Get-ScaleTask' {
        (Get-ScaleDelivery | Get-ScaleTask).TaskId | Should -Be 'task_paused_01'
        (Get-ScaleTask -DeliveryName first-week -Expand batch).BatchName | Should -BeExactly 'sandbox-paused'
    }

    It 'names the nearest for an unknown <Kind>' -ForEach @(
        @{ Kind = 'name'; Parameter = @{ DeliveryName = 'first-weak' }; Nearest = 'first-week' }
        @{ Kind = 'id'; Parameter = @{ DeliveryId = 'delivery_sandbax' }; Nearest = 'delivery_sandbox' }
        @{ Kind = 'project'; Parameter = @{ ProjectName = 'Sandbox' }; Nearest = 'Sandbox ratings' }
    ) {
        Get-ScaleDelivery @Parameter -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -BeExactly @($Parameter.Values)[0]
        $failures[0].Exception.Message | Should -Match "The nearest names are '$Nearest'"
    }

    It 'rejects a wrong id and wrong times, and sends nothing' {
        $before = $sandbox.RequestCount
        Get-ScaleDelivery 'a/b' -ErrorAction SilentlyContinue -ErrorVariable failures
        Get-ScaleDelivery -DeliveredAfter 2026-02-01 -DeliveredBefore 2026-01-01 -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source", "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'shows no type name in CSV, and is found again from it' {
        Get-ScaleDelivery -Expand project | Get-TypeNameCell | Should -BeNullOrEmpty
        (Get-ScaleDelivery | ConvertTo-RoundTrip Csv | Get-ScaleDelivery).DeliveryId | Should -Be 'delivery_sandbox'
    }

    It 'completes names' {
        (TabExpansion2 'Get-ScaleDelivery -DeliveryName ').CompletionMatches.CompletionText | Should -Be 'first-week'
    }
}
