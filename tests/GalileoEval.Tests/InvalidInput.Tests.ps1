BeforeDiscovery {
    $composites = @(
        @{ Name = 'a list'; Id = @('a', 'b'); Received = 'A list of 2 items' }
        @{ Name = 'a list of one'; Id = @('a'); Received = 'A list of 1 item' }
        @{ Name = 'a hashtable'; Id = @{ a = 1 }; Received = 'A hashtable' }
        @{ Name = 'an object'; Id = [pscustomobject]@{ a = 1 }; Received = 'An object' }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $wait = 'InvalidArgument,GalileoEval.Commands.WaitEvalTaskCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Invalid input is rejected before anything is sent' {
    BeforeEach { $before = $sandbox.RequestCount }
    AfterEach { $sandbox.RequestCount | Should -Be $before }

    It 'a Service that is not one of the three: <_>' -ForEach 'spam', 'AWS', '7' {
        { [pscustomobject]@{ Service = $_; TaskId = 'task_sandbox_01' } | Wait-EvalTask -ErrorAction Stop } |
            Should -Throw "'$_' is not a valid Service: it must be Galileo, Kolena or Scale." -ErrorId $wait
        { @{ Service = $_; TaskId = 'task_sandbox_01' } | Wait-EvalTask -Service Scale -ErrorAction Stop } |
            Should -Throw "'$_' is not a valid Service*" -ErrorId $wait
        { Get-ScaleTask -TaskId ([pscustomobject]@{ Service = $_; TaskId = 'task_sandbox_01' }) -ErrorAction Stop } |
            Should -Throw "*'$_' is not a valid Service*"
    }

    It 'a TaskId that is <Name>' -ForEach $composites {
        { Wait-EvalTask -InputObject @{ TaskId = $Id } -Service Scale -ErrorAction Stop } |
            Should -Throw "$Received is not a valid TaskId: it must be a single text or number." -ErrorId $wait
        { Get-ScaleTask -TaskId @{ TaskId = $Id } -ErrorAction Stop } | Should -Throw "*$Received is not a valid TaskId*"
    }

    It 'a list in the list of -TaskId' {
        { Get-ScaleTask -TaskId 'task_sandbox_01', @('a', 'b') -ErrorAction Stop } |
            Should -Throw '*A list of 2 items is not a valid TaskId*'
    }

    It 'a Boolean and a time as an ID' {
        { $true | Wait-EvalTask -Service Scale -ErrorAction Stop } |
            Should -Throw "'True' is not a valid ID: it is a Boolean." -ErrorId $wait
        { [datetime]'2025-01-01' | Wait-EvalTask -Service Galileo -ErrorAction Stop } |
            Should -Throw '*is not a valid ID: it is a DateTime.' -ErrorId $wait
    }

    It 'an ID of Kolena that is not a number' {
        { @{ AgentId = 'one'; RunId = 2 } | Wait-EvalTask -ErrorAction Stop } |
            Should -Throw "'one' is not a valid AgentId: it must be a whole number." -ErrorId $wait
        { @{ ValidationId = 2 } | Wait-EvalTask -ErrorAction Stop } |
            Should -Throw 'The object for Kolena has no AgentId and no GroundTruthId.' -ErrorId $wait
    }

    It '-Sort created_at, and recommends a sort' {
        $scorer = Join-Path $TestDrive 'scorer.py'
        Set-Content $scorer 'def scorer_fn(*, step_object, **kwargs): return 1.0'
        try {
            $null = Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Sort created_at -ErrorAction Stop
            $failure = $null
        }
        catch {
            $failure = $_
        }
        $failure.Exception.Message | Should -BeExactly "'created_at' is not a valid value of -Sort: it must be a hashtable, an object or JSON of one."
        $failure.ErrorDetails.RecommendedAction | Should -Match 'ascending'
        $failure.ErrorDetails.RecommendedAction | Should -Not -Match 'operator'
    }
}
