Describe 'Disconnect-EvalService' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        $key = New-TestSecret 'the-key-of-this-sandbox'
        $sandbox = Start-TestSandbox @{ ApiKey = $key; NoConnect = $true }

        function Get-Name {
            @(Get-EvalConnection).ForEach({ "$($_.Service) $_" })
        }
    }

    BeforeEach {
        $to = @{ BaseUri = $sandbox.BaseUri; ApiKey = $key; PassThru = $true }
        $galileo = Connect-EvalService Galileo -Name one @to
        $first = Connect-EvalService Scale -Name one @to
        $second = Connect-EvalService Scale -Name two @to
        $kolena = Connect-EvalService Kolena -Name two @to
    }

    AfterEach {
        Get-EvalConnection | Disconnect-EvalService
    }

    AfterAll {
        Stop-TestSandbox
    }

    It 'ends every connection to a service, and writes nothing' {
        Disconnect-EvalService Scale | Should -BeNullOrEmpty
        Get-Name | Should -Be 'Galileo one', 'Kolena two'
    }

    It 'accepts several services' {
        Disconnect-EvalService Scale, Galileo
        Get-Name | Should -Be 'Kolena two'
    }

    It 'does not mind a service without a connection' {
        Disconnect-EvalService Scale
        Disconnect-EvalService Scale -ErrorAction Stop
    }

    It 'ends connections by name, of any service' {
        Disconnect-EvalService -Name ONE
        Get-Name | Should -Be 'Scale two', 'Kolena two'
    }

    It 'accepts wildcards, which may match nothing' {
        Disconnect-EvalService -Name 'x*' -ErrorAction Stop
        Disconnect-EvalService -Name '*w*'
        Get-Name | Should -Be 'Galileo one', 'Scale one'
    }

    It 'writes an error for a name that does not exist, and ends the others' {
        $written = @(Disconnect-EvalService -Name nobody, two 2>&1)
        $written | Should -HaveCount 1
        $written[0].FullyQualifiedErrorId | Should -Be 'NotFound,GalileoEval.Commands.DisconnectEvalServiceCommand'
        $written[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $written[0].TargetObject | Should -Be 'nobody'
        Get-Name | Should -Be 'Galileo one', 'Scale one'
    }

    It 'accepts connections from the pipeline' {
        $galileo, $kolena | Disconnect-EvalService
        Get-Name | Should -Be 'Scale one', 'Scale two'
        Get-EvalConnection | Disconnect-EvalService
        Get-EvalConnection | Should -BeNullOrEmpty
    }

    It 'accepts connections by -Connection, object or name' {
        Disconnect-EvalService -Connection $second
        Disconnect-EvalService -Connection one
        Get-Name | Should -Be 'Kolena two'
    }

    It 'makes the connection before the current one current again' {
        $second | Disconnect-EvalService
        $first.IsCurrent | Should -BeTrue
        (Get-ScaleTask task_sandbox_01).TaskId | Should -Be 'task_sandbox_01'
    }

    It 'leaves the current one when another goes' {
        $first | Disconnect-EvalService
        $second.IsCurrent | Should -BeTrue
    }

    It 'leaves an object that can no longer be used' {
        $null = Get-KolenaValidation 1 10 1 -Connection $kolena
        $kolena | Disconnect-EvalService
        $kolena.IsCurrent | Should -BeFalse
        $failure = Get-TestError { Get-KolenaValidation 1 10 1 -Connection $kolena }
        $failure.FullyQualifiedErrorId | Should -Be 'NoConnection,GalileoEval.Commands.GetKolenaValidationCommand'
        # Repeating it is harmless.
        $kolena | Disconnect-EvalService -ErrorAction Stop
    }

    It 'ends requests in progress with an error' {
        # A server that accepts the request and never responds.
        $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $silent.Start()
        $connection = Connect-EvalService Scale -Name silent -BaseUri "http://127.0.0.1:$($silent.LocalEndpoint.Port)" -ApiKey $key -PassThru
        $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddCommand('Import-Module').AddArgument((Get-Module GalileoEval).Path).AddStatement()
            $null = $shell.AddCommand('Get-ScaleTask').AddArgument(@('task_a', 'task_b')).AddParameter('Connection', $connection)
            $asked = $shell.BeginInvoke()
            $client = $silent.AcceptTcpClientAsync()
            $client.Wait(30000) | Should -BeTrue
            $connection | Disconnect-EvalService
            $asked.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $shell.Streams.Error.FullyQualifiedErrorId |
                Should -Be 'NoConnection,GalileoEval.Commands.GetScaleTaskCommand', 'NoConnection,GalileoEval.Commands.GetScaleTaskCommand'
            $shell.Streams.Error.TargetObject | Should -Be 'task_a', 'task_b'
            "$($shell.Streams.Error[0])" | Should -Match 'disconnected in the meantime'
        }
        finally {
            $shell.Dispose()
            $silent.Stop()
        }
    }

    It 'ends a wait with an error for each item, at once' {
        $slow = Start-EvalSandbox -TaskDuration 3600 -NoConnect -ApiKey $key
        $connection = Connect-EvalService Scale -Name slow -BaseUri $slow.BaseUri -ApiKey $key -PassThru
        $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddCommand('Import-Module').AddArgument((Get-Module GalileoEval).Path).AddStatement()
            $null = $shell.AddCommand('Get-ScaleTask').AddArgument(@('task_sandbox_07', 'task_sandbox_08')).AddParameter('Connection', $connection)
            $null = $shell.AddCommand('Wait-EvalTask').AddParameters(@{ PollInterval = 0.1; Timeout = 60; Connection = $connection })
            $asked = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while ($slow.RequestCount -lt 4 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            $connection | Disconnect-EvalService
            $asked.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $shell.Streams.Error.FullyQualifiedErrorId |
                Should -Be 'NoConnection,GalileoEval.Commands.WaitEvalTaskCommand', 'NoConnection,GalileoEval.Commands.WaitEvalTaskCommand'
            $shell.Streams.Error.TargetObject.TaskId | Sort-Object | Should -Be 'task_sandbox_07', 'task_sandbox_08'
        }
        finally {
            $shell.Dispose()
            $slow | Stop-EvalSandbox
        }
    }
}
