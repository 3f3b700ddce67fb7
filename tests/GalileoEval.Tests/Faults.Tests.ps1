# Faults between the module and a service, and their effects.

BeforeDiscovery {
    $errors = @(
        @{ Kind = 'TooManyRequests'; Id = 'RateLimited'; Taken = $false; Again = $true }
        @{ Kind = 'TooManyRequestsRetryAfter'; Id = 'RateLimited'; Taken = $false; Again = $true }
        @{ Kind = 'InternalServerError'; Id = 'ServerError'; Taken = $false; Again = $false }
        @{ Kind = 'BadGateway'; Id = 'ServerError'; Taken = $true; Again = $false }
        @{ Kind = 'ServiceUnavailable'; Id = 'ServerError'; Taken = $false; Again = $false }
        @{ Kind = 'ResetBefore'; Id = 'ConnectionFailed'; Taken = $false; Again = $false }
        @{ Kind = 'ResetAfter'; Id = 'ConnectionFailed'; Taken = $true; Again = $false }
        @{ Kind = 'CutBody'; Id = 'ConnectionFailed'; Taken = $true; Again = $false }
        @{ Kind = 'StalledBody'; Id = 'Timeout'; Taken = $true; Again = $false }
        @{ Kind = 'InvalidJson'; Id = 'InvalidResponse'; Taken = $true; Again = $false }
        @{ Kind = 'Html'; Id = 'InvalidResponse'; Taken = $true; Again = $false }
        @{ Kind = 'Redirect'; Id = 'InvalidResponse'; Taken = $false; Again = $false }
        @{ Kind = 'ErrorBody'; Id = 'InvalidResponse'; Taken = $true; Again = $false }
    )
    $harmless = @{ Kind = 'WrongContentType' }, @{ Kind = 'Gzip' }
}

Describe 'Faults' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-TestModule
        $key = New-TestSecret 'key-of-the-fault-tests'

        # A sandbox with faults, and connections to it by the name 'faults'.
        function Start-Faulty {
            param([hashtable] $Options, [hashtable] $Connection)

            $sandbox = Start-EvalSandbox -NoConnect -ApiKey $key -Seed 3 -TaskDuration 0 @Options
            foreach ($service in 'Galileo', 'Kolena', 'Scale') {
                Connect-EvalService $service -BaseUri $sandbox.BaseUri -ApiKey $key -Name faults -NoProxy -TimeoutSec 1 @Connection
            }

            $sandbox
        }
    }

    AfterEach {
        Stop-TestSandbox
        Get-EvalConnection | Disconnect-EvalService
    }

    Context '<Kind>' -ForEach $errors {
        It 'is one error of each read, and the others go on' {
            $null = Start-Faulty @{ FaultRate = 1; FaultKind = $Kind } @{ MaximumRetryCount = 0 }
            $tasks = 'task_sandbox_01', 'task_sandbox_02' | Get-ScaleTask -ErrorAction SilentlyContinue -ErrorVariable failures
            $tasks | Should -BeNullOrEmpty
            $failures.FullyQualifiedErrorId | Should -Be (@("$Id,GalileoEval.Commands.GetScaleTaskCommand") * 2)
            $failures.TargetObject | Should -Be 'task_sandbox_01', 'task_sandbox_02'
        }

        It 'never makes a start be received twice' {
            # Every attempt fails; only a request that certainly was not received is retried.
            $sandbox = Start-Faulty @{ FaultRate = 1; FaultKind = $Kind } @{ MaximumRetryCount = 1 }
            Start-KolenaValidation 1 10 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures.FullyQualifiedErrorId | Should -Be "$Id,GalileoEval.Commands.StartKolenaValidationCommand"
            $sandbox.StartCount | Should -Be ([int]$Taken)
            $sandbox.RequestCount | Should -Be (1 + $Again)
        }
    }

    It 'do no harm: <Kind>' -ForEach $harmless {
        $sandbox = Start-Faulty @{ FaultRate = 1; FaultKind = $Kind } @{ MaximumRetryCount = 0 }
        (Get-ScaleTask task_sandbox_01).Threads | Should -HaveCount 1
        (Start-KolenaValidation 1 10).ValidationId | Should -Be 121
        $sandbox.Faults[0].Count | Should -Be 2
    }

    It 'are quoted from an error with status 200' {
        $null = Start-Faulty @{ FaultRate = 1; FaultKind = 'ErrorBody' } @{ MaximumRetryCount = 0 }
        (Get-TestError { Get-KolenaValidation 1 10 1 }).Exception.Message | Should -Match 'Something went wrong'
    }

    It 'are written by -Verbose, a line for each retry' {
        $null = Start-Faulty @{ FaultRate = 1; FaultKind = 'ServiceUnavailable' } @{ MaximumRetryCount = 1 }
        $lines = Get-ScaleTask task_sandbox_01 -Verbose -ErrorAction SilentlyContinue 4>&1
        $lines -match 'retry' | Should -HaveCount 1
        $lines -match 'Scale: get task: retry 1 of 1 in \d\.\d s after HTTP 503' | Should -HaveCount 1
    }

    It 'are the same with the same seed' {
        $seen = foreach ($round in 1..2) {
            $sandbox = Start-Faulty @{ FaultRate = 0.5; FaultKind = 'InternalServerError', 'Html', 'ResetBefore' } @{ MaximumRetryCount = 0 }
            $outcomes = 1..20 | ForEach-Object { Get-ScaleTask task_sandbox_01 -ErrorAction SilentlyContinue -ErrorVariable failure; $failure } |
                ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $_.FullyQualifiedErrorId } else { $_.TaskId } }
            "$outcomes $($sandbox.Faults)"
        }
        $seen[0] | Should -Be $seen[1]
        $seen[0] | Should -Match 'ServerError.*InternalServerError='
    }

    It 'in nearly a third of all requests neither lose nor duplicate nor change anything' {
        $script = Join-Path (Get-RepositoryRoot) 'tests/Benchmarks/Faults.ps1'
        $child = Invoke-PowerShellScript "& '$script' -Count 45 -TimeoutSec 1 -Module '$(Get-TestModuleFolder)' | ConvertTo-Json" -TimeoutSec 300
        $child.StdErr | Should -BeNullOrEmpty
        $result = $child.StdOut | ConvertFrom-Json
        $result.Faults | Should -BeGreaterThan 30
        $result.Waited | Should -Be 45
        $result.Lost, $result.Twice, $result.Wrong, $result.StartedTwice | Should -Be 0, 0, 0, 0
        $result.WaitErrors, $result.ReadErrors | Should -Be 0, 0
        $result.ReadAgain | Should -Be 45
        $result.ReadInOrder | Should -BeTrue
        $result.StartsSucceeded + $result.StartsFailed | Should -Be $result.StartsSent
        $result.StartsReceived | Should -BeGreaterOrEqual $result.StartsSucceeded
        $result.StartsReceived | Should -BeLessOrEqual $result.StartsSent
    }
}
