# Other ways to host the module: many imports, thread jobs, parallel pipelines, restricted runspaces.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $manifest = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'
}

Describe 'A process that imports the module a thousand times' {
    It 'does not leak memory, and still works' {
        $result = Invoke-ModuleScript @'
            $manifest = (Get-Module GalileoEval).Path
            function Measure-Heap { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); [GC]::GetTotalMemory($true) }
            function Import-Again([int] $Count) { for ($i = 0; $i -lt $Count; $i++) { Import-Module $manifest -Force } }
            Import-Again 500
            $before = Measure-Heap
            Import-Again 500
            'bytes per import ' + [math]::Round(((Measure-Heap) - $before) / 500)
            $null = Start-EvalSandbox
            'task ' + (Get-ScaleTask task_sandbox_01).TaskId
'@ -TimeoutSec 300
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut | Should -Match 'task task_sandbox_01'
        # PowerShell itself retains some kilobytes per import.
        $null = $result.StdOut -match 'bytes per import (-?\d+)'
        [int]$Matches[1] | Should -BeLessThan 100KB
    }
}

Describe 'Other threads of one process' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    It 'use the module in <Name>, with a connection of the calling session' -ForEach @(
        @{ Name = 'Start-ThreadJob'; Run = '$ids | ForEach-Object { Start-ThreadJob $read -ArgumentList $manifest, $connection, $_ } | Receive-Job -Wait' }
        @{
            Name = 'ForEach-Object -Parallel'
            Run  = '$ids | ForEach-Object -Parallel { & ([scriptblock]::Create($using:text)) $using:manifest $using:connection $_ }'
        }
    ) {
        $result = Invoke-ModuleScript @'
            $manifest = (Get-Module GalileoEval).Path
            $null = Start-EvalSandbox
            $connection = Get-EvalConnection -Service Scale
            $ids = 1..6 | ForEach-Object { 'task_sandbox_{0:00}' -f $_ }
            $text = 'param($manifest, $connection, $id) Import-Module $manifest; (Get-ScaleTask $id -Connection $connection).TaskId'
            $read = [scriptblock]::Create($text)
            {0} | Sort-Object
'@.Replace('{0}', $Run)
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut.Trim() -split '\r?\n' | Should -Be (1..6 | ForEach-Object { 'task_sandbox_{0:00}' -f $_ })
    }
}

Describe 'A runspace in the language mode <_>' -ForEach 'ConstrainedLanguage', 'RestrictedLanguage', 'NoLanguage' {
    BeforeAll {
        $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule([string[]]$manifest)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $runspace.SessionStateProxy.LanguageMode = $_

        # Commands are added individually, because NoLanguage does not allow scripts.
        function Invoke-Restricted {
            param([object[]] $Command, [object[]] $InputObject)

            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            try {
                foreach ($one in $Command) {
                    $null = $shell.AddCommand($one.Name)
                    $parameters = $one.Parameter
                    if ($parameters) {
                        $null = $shell.AddParameters($parameters)
                    }
                }

                $shell.Invoke($InputObject)
                $shell.Streams.Error
            }
            finally {
                $shell.Dispose()
            }
        }

        $connection = Get-EvalConnection -Service Scale
    }

    AfterAll {
        $runspace.Dispose()
        Stop-TestSandbox
    }

    It 'runs the cmdlets, alone and in a pipeline' {
        $tasks = Invoke-Restricted @{ Name = 'Get-ScaleTask'; Parameter = @{ BatchName = 'sandbox-ratings'; First = 3; Connection = $connection } }
        $tasks | Should -HaveCount 3
        $tasks | Should -BeOfType GalileoEval.Scale.ScaleTask
        $summary = Invoke-Restricted @(
            @{ Name = 'Get-ScaleTask'; Parameter = @{ BatchName = 'sandbox-ratings'; Status = 'completed'; Connection = $connection } }
            @{ Name = 'Select-ScaleAnnotation'; Parameter = @{ Key = 'overall_quality' } }
            @{ Name = 'Measure-EvalScore'; Parameter = $null }
        )
        $summary.Metric | Should -Be 'overall_quality'
    }

    It 'reports an error as usual' {
        $failure = Invoke-Restricted @{ Name = 'Get-ScaleTask'; Parameter = @{ TaskId = 'no-such-task'; Connection = $connection } }
        $failure.FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.GetScaleTaskCommand'
    }

    It 'displays its output' {
        # In ConstrainedLanguage, PowerShell uses only the views of signed modules; properties can always be selected.
        $text = Invoke-Restricted @(
            @{ Name = 'Get-ScaleTask'; Parameter = @{ TaskId = 'task_sandbox_01'; Connection = $connection } }
            @{ Name = 'Select-Object'; Parameter = @{ Property = 'TaskId', 'State' } }
            @{ Name = 'Out-String'; Parameter = $null }
        )
        "$text" | Should -Match 'task_sandbox_01\s+Succeeded'
    }
}
