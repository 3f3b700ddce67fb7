BeforeDiscovery {
    $refused = @(
        @{ Name = 'Port'; Value = -1 }
        @{ Name = 'Port'; Value = 65536 }
        @{ Name = 'Latency'; Value = -1 }
        @{ Name = 'TaskDuration'; Value = -1 }
        @{ Name = 'ScorerTimeout'; Value = 0 }
        @{ Name = 'PythonPath'; Value = '' }
    )
}

Describe 'Start-EvalSandbox' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule
        $command = 'GalileoEval.Commands.StartEvalSandboxCommand'
        $good = Join-Path $TestDrive 'good.py'
        'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content $good
    }

    AfterEach {
        Stop-TestSandbox
        Get-EvalConnection | Disconnect-EvalService
    }

    It 'starts all three services on a loopback port and connects the session to them' {
        $sandbox = Start-EvalSandbox
        $sandbox | Should -BeOfType GalileoEval.Sandbox.EvalSandbox
        $sandbox.BaseUri.IsLoopback | Should -BeTrue
        $sandbox.Port | Should -BeGreaterThan 0
        $sandbox.IsRunning | Should -BeTrue
        Test-Port $sandbox.Port | Should -BeTrue
        ([datetime]::UtcNow - $sandbox.StartedAt).TotalMinutes | Should -BeLessThan 10
        $sandbox.StartedAt.Kind | Should -Be 'Utc'
        $connections = Get-EvalConnection -Current
        $connections.Service | Should -Be 'Galileo', 'Kolena', 'Scale'
        foreach ($connection in $connections) {
            $connection.Name | Should -Be $sandbox.Name
            $connection.BaseUri | Should -Be $sandbox.BaseUri
            $connection.Source | Should -Be 'Sandbox'
        }
    }

    It 'names sample data that are there' {
        $sandbox = Start-EvalSandbox -TaskDuration 0
        (Get-KolenaValidation $sandbox.AgentId $sandbox.GroundTruthId 1).Status | Should -Be 'success'
        (Get-ScaleTask task_sandbox_01).BatchId | Should -Be $sandbox.BatchId
        (Get-ScaleTask task_sandbox_01).ProjectId | Should -Be $sandbox.ScaleProjectId
        foreach ($selection in @{ LogStreamId = $sandbox.LogStreamId }, @{ ExperimentId = $sandbox.ExperimentId }) {
            $run = Invoke-GalileoCodeScorerValidation $good @selection
            $run.ProjectId | Should -Be $sandbox.ProjectId
        }
    }

    It 'opens the specified port' {
        $port = Get-FreePort
        (Start-EvalSandbox -Port $port).Port | Should -Be $port
        Test-EvalConnection Scale | Should -BeTrue
    }

    It 'rejects a port that is in use' {
        $first = Start-EvalSandbox -NoConnect
        $failure = $null
        try { Start-EvalSandbox -Port $first.Port -ErrorAction SilentlyContinue } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -Be "ConnectionFailed,$command"
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.TargetObject | Should -Be $first.Port
        "$failure" | Should -Match "Port $($first.Port)"
        Get-EvalSandbox | Should -Be $first
    }

    It 'leaves the connections alone with -NoConnect' {
        $own = Connect-EvalService Scale -ApiKey (New-TestSecret 'own-key') -PassThru
        $null = Start-EvalSandbox -NoConnect
        Get-EvalConnection | Should -Be $own
    }

    It 'requires the key of -ApiKey' {
        $key = New-TestSecret 'a-key-for-the-sandbox'
        $sandbox = Start-EvalSandbox -NoConnect -ApiKey $key
        foreach ($service in 'Galileo', 'Kolena', 'Scale') {
            Connect-EvalService $service -BaseUri $sandbox.BaseUri -ApiKey $key
            Test-EvalConnection $service | Should -BeTrue
            Connect-EvalService $service -BaseUri $sandbox.BaseUri -ApiKey (New-TestSecret 'another-key')
            Test-EvalConnection $service | Should -BeFalse
        }
    }

    It 'uses the key of -ApiKey for its own connections' {
        $null = Start-EvalSandbox -ApiKey (New-TestSecret 'a-key-for-the-sandbox')
        Test-EvalConnection Galileo, Kolena, Scale | Should -Be $true, $true, $true
    }

    It 'rejects a request without a key' {
        $sandbox = Start-EvalSandbox
        { Invoke-RestMethod "$($sandbox.BaseUri)v2/projects" } | Should -Throw '*401*'
    }

    It 'rejects a key as a plain string without repeating it' {
        $failure = Get-TestError { Start-EvalSandbox -ApiKey 'plain-text-key' }
        $failure.FullyQualifiedErrorId | Should -BeLike "*,$command"
        "$failure" | Should -Match 'SecureString'
        "$failure" | Should -Not -Match 'plain-text-key'
        Get-EvalSandbox | Should -BeNullOrEmpty
    }

    It 'rejects -<Name> <Value>' -ForEach $refused {
        $parameter = @{ $Name = $Value }
        (Get-TestError { Start-EvalSandbox @parameter }).Exception.ParameterName | Should -Be $Name
    }

    It 'delays every response by -Latency' {
        $null = Start-EvalSandbox -Latency 400
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Test-EvalConnection Scale | Should -BeTrue
        $clock.ElapsedMilliseconds | Should -BeGreaterThan 380
    }

    It 'needs -TaskDuration for its work' {
        $null = Start-EvalSandbox -TaskDuration 0
        (Get-KolenaValidation 1 10 1).IsFinal | Should -BeTrue
        (Get-ScaleTask task_sandbox_08).IsFinal | Should -BeTrue
        $null = Start-EvalSandbox -TaskDuration 3600
        (Get-ScaleTask task_sandbox_08).IsFinal | Should -BeFalse
    }

    It 'ends a scorer after -ScorerTimeout' {
        $endless = Join-Path $TestDrive 'endless.py'
        "def scorer_fn(*, step_object, **kwargs):`n    while True: pass" | Set-Content $endless
        $null = Start-EvalSandbox -ScorerTimeout 0.5
        $ended = Invoke-GalileoCodeScorerValidation $endless -Wait
        $ended.State | Should -Be 'Failed'
        $ended.ErrorMessage | Should -Match '0\.5'
    }

    It 'runs scorers with the Python of PATH' {
        $sandbox = Start-EvalSandbox -WarningAction SilentlyContinue
        Test-Path $sandbox.PythonPath | Should -BeTrue
        (Invoke-GalileoCodeScorerValidation $good -Wait).State | Should -Be 'Succeeded'
    }

    It 'prefers a python3.10 that starts' -Skip:($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $preferred = Join-Path $folder 'python3.10'
        $path = $env:PATH
        $env:PATH = $folder + [IO.Path]::PathSeparator + $path
        try {
            "#!/bin/sh`necho 3.10 $preferred" | Set-Content $preferred
            chmod +x $preferred
            $sandbox = Start-EvalSandbox -NoConnect -WarningVariable warned
            $sandbox.PythonPath | Should -Be $preferred
            $warned | Should -BeNullOrEmpty

            # Exists, but does not run.
            "#!/bin/sh`nexit 1" | Set-Content $preferred
            $python = Join-Path $folder 'python3'
            "#!/bin/sh`necho 3.12 $python" | Set-Content $python
            chmod +x $python
            $sandbox = Start-EvalSandbox -NoConnect -WarningVariable warned -WarningAction SilentlyContinue
            $sandbox.PythonPath | Should -Be $python
            "$warned" | Should -Match 'with Python 3\.12\. Galileo runs them with Python 3\.10'

            $null = Start-EvalSandbox -NoConnect -PythonPath $python -WarningVariable warned
            $warned | Should -BeNullOrEmpty
        }
        finally {
            $env:PATH = $path
        }
    }

    Context 'without Python' {
        BeforeEach {
            $sandbox = Start-EvalSandbox -PythonPath (Join-Path $TestDrive 'no-such-python') -WarningVariable warned -WarningAction SilentlyContinue
        }

        It 'warns, and the object has no path' {
            "$warned" | Should -Match 'found no Python.*-PythonPath'
            $sandbox.PythonPath | Should -BeNullOrEmpty
        }

        It 'ends a validation as failed, with the reason' {
            $ended = Invoke-GalileoCodeScorerValidation $good -Wait -WarningAction SilentlyContinue
            $ended.Status | Should -Be 'failed'
            $ended.State | Should -Be 'Failed'
            $ended.IsValid | Should -BeNullOrEmpty
            $ended.ErrorMessage | Should -Match 'No Python interpreter was found'
        }

        It 'ends a validation on log records as failed, with the reason' {
            $ended = Invoke-GalileoCodeScorerValidation $good -LogStreamId $sandbox.LogStreamId -Wait -WarningAction SilentlyContinue
            $ended.State | Should -Be 'Failed'
            $ended.Scores.Error | Sort-Object -Unique | Should -Match 'No Python interpreter was found'
        }

        It 'serves the other services' {
            Test-EvalConnection Galileo, Kolena, Scale | Should -Be $true, $true, $true
        }
    }

    It 'ends with Ctrl+C while an interpreter hangs, and leaves no sandbox' -Skip:($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') {
        $asked = Join-Path $TestDrive 'asked'
        $hanging = Join-Path $TestDrive 'hanging-python'
        "#!/bin/sh`ntouch '$asked'`nexec sleep 15" | Set-Content $hanging
        chmod +x $hanging
        $before = @(Get-EvalSandbox).Count
        $shell = [powershell]::Create().AddScript('Import-Module $args[0]; Start-EvalSandbox -NoConnect -PythonPath $args[1]')
        $null = $shell.AddArgument((Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')).AddArgument($hanging).BeginInvoke()
        Wait-Until { Test-Path $asked }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        # The interpreter itself would take three times as long.
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
        @(Get-EvalSandbox).Count | Should -Be $before
        $shell.Dispose()
    }

    Context 'without a temporary folder' {
        It 'ends a validation as failed, with the reason' -Skip:($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') {
            $result = Invoke-ModuleScript @"
                `$sandbox = Start-EvalSandbox
                `$env:TMPDIR = '/no/such/folder'
                `$ended = Invoke-GalileoCodeScorerValidation '$good' -Wait
                `$ended.Status, `$ended.State, `$ended.ErrorMessage
                (Invoke-GalileoCodeScorerValidation '$good' -LogStreamId `$sandbox.LogStreamId -Wait).Scores.Error | Sort-Object -Unique
"@
            $result.StdErr | Should -BeNullOrEmpty
            $lines = $result.StdOut -split '\r?\n' | Where-Object { $_ }
            $lines[0] | Should -Be 'failed'
            $lines[1] | Should -Be 'Failed'
            $lines[2] | Should -Match 'could not run the scorer file: .*No such file.*/no/such/folder/'
            $lines[3] | Should -Match 'could not run the scorer file: .*No such file.*/no/such/folder/'
        }
    }

    Context 'whose process is ended from outside' -Skip:(-not $IsLinux) {
        BeforeAll {
            Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1')
        }

        It 'leaves no scorer and no folder behind after SIG<_>' -ForEach 'KILL', 'TERM', 'HUP' {
            $temporary = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
            $marker = Join-Path $TestDrive ([guid]::NewGuid())
            $scorer = Join-Path $TestDrive "$([guid]::NewGuid()).py"
            @"
import os, subprocess, sys
if os.fork() == 0:
    os.setsid()
    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True)
    with open('$marker.new', 'w') as file:
        file.write(f'{os.getppid()} {child.pid}')
    os.rename('$marker.new', '$marker')
    os._exit(0)
while True:
    pass
"@ | Set-Content $scorer
            $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            @"
Import-Module '$(Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')'
`$null = Start-EvalSandbox -ScorerTimeout 600 -WarningAction SilentlyContinue
`$null = Invoke-GalileoCodeScorerValidation '$scorer' -Wait
"@ | Set-Content $script
            $program, $rest = @(Get-PowerShellCommand) + '-NoProfile', '-NonInteractive', '-File', $script
            $start = [Diagnostics.ProcessStartInfo]::new($program)
            $rest | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.Environment['TMPDIR'] = $temporary
            $start.RedirectStandardOutput = $true
            $process = [Diagnostics.Process]::Start($start)
            try {
                Wait-Until { Test-Path $marker }
                $scorers = (Get-Content $marker) -split ' '
                @(Get-ChildItem $temporary -Filter 'GalileoEval.Sandbox-*') | Should -HaveCount 1
                /bin/sh -c "kill -$_ $($process.Id)"
                $process.WaitForExit(60000) | Should -BeTrue
                Wait-Until { -not ($scorers | Where-Object { Test-Path "/proc/$_" }) }
                Wait-Until { -not (Get-ChildItem $temporary -Filter 'GalileoEval.Sandbox-*') }
            }
            finally {
                if (-not $process.HasExited) { $process.Kill($true) }
                $process.Dispose()
            }
        }
    }

    Context 'in a separate process' {
        It 'ends with the module' {
            $result = Invoke-ModuleScript @'
                $port = (Start-EvalSandbox).Port
                $second = (Start-EvalSandbox).Port
                Remove-Module GalileoEval
                foreach ($closed in $port, $second) {
                    $client = [Net.Sockets.TcpClient]::new()
                    try { $client.Connect('127.0.0.1', $closed); 'open' } catch { 'closed' } finally { $client.Dispose() }
                }
'@
            $result.StdErr | Should -BeNullOrEmpty
            $result.StdOut -split '\r?\n' | Where-Object { $_ } | Should -Be 'closed', 'closed'
        }

        It 'does not keep the process alive' {
            $result = Invoke-ModuleScript '(Start-EvalSandbox).Port' -TimeoutSec 60
            $result.ExitCode | Should -Be 0
            Test-Port ([int]$result.StdOut) | Should -BeFalse
        }
    }
}

Describe 'The sandbox as a program' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule
        $project = Join-Path (Get-RepositoryRoot) 'src/GalileoEval.Sandbox'
        # The build of the module builds this too.
        $built = Get-ChildItem (Join-Path $project 'bin') -Recurse -Filter GalileoEval.Sandbox.runtimeconfig.json |
            Sort-Object LastWriteTime | Select-Object -Last 1
        $configuration = $built.Directory.Parent.Name
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet',
            "run --project ""$project"" --configuration $configuration --no-build -- --api-key a-key-for-the-program --task-duration 0")
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $said = @{}
        $lines = while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
            $line
            if ($line -match '^(Sandbox|API key|User|Python) +(.+)') { $said[$Matches[1]] = $Matches[2] }
            if ($line -match '^Ctrl\+C') { break }
        }
    }

    AfterAll {
        if ($PSVersionTable.PSEdition -eq 'Core') { $process.Kill($true) } else { taskkill /PID $process.Id /T /F }
        $process.WaitForExit()
        Get-EvalConnection | Disconnect-EvalService
    }

    It 'prints its address, its key and its user' {
        $said['Sandbox'] | Should -Match '^http://localhost:\d+$' -Because $process.HasExited
        $said['API key'] | Should -Be 'a-key-for-the-program'
        $said['User'] | Should -Match '^sandbox@example\.com '
        $said['Python'] | Should -Not -BeNullOrEmpty
    }

    It 'accepts every kind of login' {
        $key = New-TestSecret $said['API key']
        $to = @{ BaseUri = $said['Sandbox'] }
        Connect-EvalService Galileo -ApiKey $key @to
        Connect-EvalService Kolena -ApiKey $key @to
        Connect-EvalService Scale -ApiKey $key @to
        Test-EvalConnection Galileo, Kolena, Scale | Should -Be $true, $true, $true
        Connect-EvalService Galileo -Credential ([pscredential]::new(($said['User'] -split ' ')[0], $key)) @to
        Test-EvalConnection Galileo | Should -BeTrue
        (Get-KolenaValidation 1 10 1).Status | Should -Be 'success'
    }

    It 'prints settings that another PowerShell can run as they are' {
        $settings = ($lines | Where-Object { $_ -match '^\$env:' }) -join "`n"
        $connect = $lines | Where-Object { $_ -match '^Connect-EvalService' }
        $result = Invoke-ModuleScript "$settings`n$connect`nTest-EvalConnection Galileo, Kolena, Scale"
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut -split '\r?\n' | Where-Object { $_ } | Should -Be 'True', 'True', 'True'
    }
}
