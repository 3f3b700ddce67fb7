BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
    $times = '"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "created_at": "2025-03-01T10:00:00.5Z", "updated_at": "2025-03-01T10:00:07"'
    $valid = '{"result_type": "valid", "score_type": "float", "scoreable_node_types": ["llm", "trace"], "include_llm_credentials": true, "chain_aggregation": "average", "test_scores": [{"node_type": "llm", "score": 0.5}, {"node_type": "trace", "score": 1}]}'
    $invalid = '{"result_type": "invalid", "error_message": "Traceback:\nValueError: no"}'

    function New-Response {
        param([string] $Case, [string] $Status, [string] $Result, [string] $State, [object] $IsValid, [string] $Message)

        $json = if ($Result) { "{$times, ""status"": ""$Status"", ""result"": $Result}" } else { "{$times, ""status"": ""$Status""}" }
        @{ Case = $Case; Json = $json; Status = $Status; State = $State; IsValid = $IsValid; Message = $Message }
    }

    $responses = @(
        New-Response 'pending without a result' pending '' Pending $null
        New-Response 'pending with null' pending 'null' Pending $null
        New-Response 'started' started 'null' Running $null
        New-Response 'completed and valid' completed "{""result"": $valid}" Succeeded $true
        New-Response 'completed and valid, as JSON in a string' completed (ConvertTo-Json "{""result"": $valid}") Succeeded $true
        New-Response 'completed and invalid' completed "{""result"": $invalid}" Failed $false "Traceback:`nValueError: no"
        New-Response 'completed and invalid, as JSON in a string' completed (ConvertTo-Json "{""result"": $invalid}") Failed $false "Traceback:`nValueError: no"
        New-Response 'completed and invalid, told by its message only' completed '{"result": {"error_message": "no scorer"}}' Failed $false 'no scorer'
        New-Response 'completed without a result' completed 'null' Failed $null
        New-Response 'failed with a message' failed '"The runner was lost."' Failed $null 'The runner was lost.'
        New-Response 'failed with null' failed 'null' Failed $null
        New-Response 'failed without a result' failed '' Failed $null
        New-Response 'in an unknown state' resting 'null' Unknown $null
    )
    $wrongIds = 'abc', '7c9e6679-7425-40de-944b-e07fc1f90ae', '../../v2/current_user', '7c9e6679-7425-40de-944b-e07fc1f90ae7/x', ' ', '12'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.GetGalileoCodeScorerValidationCommand'

    $scripts = @{
        good = 'def scorer_fn(*, step_object, **kwargs): return 0.25'
        bad = 'def scorer_fn(*, step_object): return 0.25'
        empty = 'answer = 42'
    }
    $started = @(foreach ($name in 'good', 'bad', 'empty') {
            $file = Join-Path $TestDrive "$name.py"
            Set-Content $file $scripts[$name]
            Invoke-GalileoCodeScorerValidation $file -ScoreableNodeType llm, trace
        })
    $null = $started | Wait-EvalTask -PollInterval 0.1 -Timeout 120 -WarningAction SilentlyContinue
    $ids = $started.TaskId
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-GalileoCodeScorerValidation' {
    It 'reads a valid scorer' {
        $validation = Get-GalileoCodeScorerValidation $ids[0]
        $validation | Should -BeOfType GalileoEval.Galileo.CodeScorerValidation
        $validation.Service | Should -Be Galileo
        $validation.TaskId | Should -Be $ids[0]
        $validation.Id | Should -Be $ids[0]
        $validation.Status | Should -BeExactly 'completed'
        $validation.State | Should -Be Succeeded
        $validation.IsFinal | Should -BeTrue
        $validation.IsValid | Should -BeTrue
        $validation.ScoreType | Should -BeExactly 'float'
        $validation.ErrorMessage | Should -BeNullOrEmpty
        $validation.ScoreableNodeTypes | Should -Be 'llm', 'trace'
        $validation.TestScores.NodeType | Should -Be 'llm', 'trace'
        $validation.TestScores.Score | Should -Be 0.25, 0.25
        $validation.HasOnlyNullScores | Should -BeFalse
        $validation.CreatedAt.Kind | Should -Be Utc
        $validation.UpdatedAt | Should -Not -BeLessThan $validation.CreatedAt
        ($validation.ResultJson | ConvertFrom-Json).result_type | Should -BeExactly 'valid'
    }

    It 'reads an invalid scorer, which is completed and Failed' {
        $validation = Get-GalileoCodeScorerValidation $ids[1]
        $validation.Status | Should -BeExactly 'completed'
        $validation.State | Should -Be Failed
        $validation.IsValid | Should -BeFalse
        $validation.ErrorMessage | Should -Match 'kwargs'
        $validation.TestScores | Should -BeNullOrEmpty
    }

    It 'warns of a valid scorer with null scores only' {
        $validation = Get-GalileoCodeScorerValidation $ids[2] -WarningVariable warnings -WarningAction SilentlyContinue
        $validation.IsValid | Should -BeTrue
        $validation.HasOnlyNullScores | Should -BeTrue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match "$($ids[2]).*every test score is null"
        Get-GalileoCodeScorerValidation $ids[0] -WarningVariable warnings | Out-Null
        $warnings | Should -BeNullOrEmpty
    }

    It 'keeps the order of several ids' {
        (Get-GalileoCodeScorerValidation $ids[1], $ids[0]).TaskId | Should -Be $ids[1, 0]
        ($ids[1], $ids[0] | Get-GalileoCodeScorerValidation).TaskId | Should -Be $ids[1, 0]
    }

    It 'keeps the order and repeats with -ThrottleLimit <_>' -ForEach 1, 3, 1000 {
        $many = $ids[0, 1, 0, 0, 1, 1, 0, 1, 0, 1]
        ($many | Get-GalileoCodeScorerValidation -ThrottleLimit $_).TaskId | Should -Be $many
    }

    It 'accepts a Guid and an ID in any notation of one' {
        (Get-GalileoCodeScorerValidation ([guid]$ids[0])).TaskId | Should -Be $ids[0]
        ([guid]$ids[0] | Get-GalileoCodeScorerValidation).TaskId | Should -Be $ids[0]
        (Get-GalileoCodeScorerValidation "{$($ids[0].ToUpperInvariant())}").TaskId | Should -BeExactly $ids[0]
    }

    It 'accepts ids as properties of objects, hashtables and its own output' {
        ([pscustomobject]@{ TaskId = $ids[0]; Path = 'x' } | Get-GalileoCodeScorerValidation).TaskId | Should -Be $ids[0]
        (@{ TaskId = $ids[0] } | Get-GalileoCodeScorerValidation).TaskId | Should -Be $ids[0]
        ($started[0] | Get-GalileoCodeScorerValidation).TaskId | Should -Be $ids[0]
        (Get-GalileoCodeScorerValidation -TaskId $started[0, 1]).TaskId | Should -Be $ids[0, 1]
    }

    It 'rejects objects of another service and sends nothing' {
        $before = $sandbox.RequestCount
        $other = [GalileoEval.Scale.ScaleTask]@{ TaskId = 'task_1' }
        $other | Get-GalileoCodeScorerValidation -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].Exception.Message | Should -Match 'belongs to Scale'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'stops cleanly behind Select-Object -First' {
        $before = $Error.Count
        $found = @($ids[0, 1]) * 300 | Get-GalileoCodeScorerValidation -ThrottleLimit 4 | Select-Object -First 2
        $found.TaskId | Should -Be $ids[0, 1]
        $Error.Count | Should -Be $before
        (Get-GalileoCodeScorerValidation $ids[1]).TaskId | Should -Be $ids[1]
    }
}

Describe 'Errors of Get-GalileoCodeScorerValidation' {
    It 'rejects the id "<_>" and sends nothing' -ForEach $wrongIds {
        $before = $sandbox.RequestCount
        Get-GalileoCodeScorerValidation $_ -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failures[0].TargetObject | Should -BeExactly $_
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is one error for each unknown id, in its place' {
        $unknown = '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'
        $mixed = & { $unknown[0], $ids[0], 'abc', $unknown[1], $ids[1] | Get-GalileoCodeScorerValidation } 2>&1
        $mixed.ForEach({ $_.GetType().Name }) | Should -Be ErrorRecord, CodeScorerValidation, ErrorRecord, ErrorRecord, CodeScorerValidation
        $mixed[0, 2, 3].FullyQualifiedErrorId | Should -Be "NotFound,$source", "InvalidArgument,$source", "NotFound,$source"
        $mixed[0, 2, 3].TargetObject | Should -Be $unknown[0], 'abc', $unknown[1]
        $mixed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $mixed[0].Exception.Message | Should -Match "Galileo.*404.*Task $($unknown[0]) not found"
    }

    It 'ends the pipeline with -ErrorAction Stop' {
        $written = [Collections.Generic.List[object]]::new()
        { $ids[0], 'abc', $ids[1] | Get-GalileoCodeScorerValidation -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
            Should -Throw -ErrorId "InvalidArgument,$source"
        $written.TaskId | Should -Be $ids[0]
    }
}

Describe 'A validation that is <Case>' -ForEach $responses {
    BeforeAll {
        $id = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
        $server = Start-TestServer -Map @{ "GET /v2/scorers/code/validate/$id" = $Json }
        $connection = Connect-TestServer $server.BaseUri Galileo
        $validation = Get-GalileoCodeScorerValidation $id -Connection $connection
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'is <State>' {
        $validation.TaskId | Should -BeExactly $id
        $validation.Status | Should -BeExactly $Status
        $validation.State | Should -Be $State
        $validation.IsFinal | Should -Be ($State -in 'Succeeded', 'Failed')
        $validation.IsValid | Should -Be $IsValid
        "$($validation.ErrorMessage)" | Should -BeExactly $Message
        $validation.CreatedAt | Should -Be ([datetime]::new(2025, 3, 1, 10, 0, 0, 500, [DateTimeKind]::Utc))
        $validation.UpdatedAt | Should -Be ([datetime]::new(2025, 3, 1, 10, 0, 7, [DateTimeKind]::Utc))
    }

    if ($State -eq 'Succeeded') {
        It 'has every field of a valid result' {
            $validation.ScoreType | Should -BeExactly 'float'
            $validation.ScoreableNodeTypes | Should -Be 'llm', 'trace'
            $validation.IncludeLlmCredentials | Should -BeTrue
            $validation.ChainAggregation | Should -BeExactly 'average'
            $validation.TestScores.ToString() | Should -BeExactly 'llm=0.5; trace=1'
            ($validation.ResultJson | ConvertFrom-Json).test_scores[1].score | Should -Be 1
        }
    }

    It 'shows no type name in CSV' {
        $validation | Get-TypeNameCell | Should -BeNullOrEmpty
    }
}

Describe 'A code scorer validation that left the session' {
    BeforeAll {
        $validations = Get-GalileoCodeScorerValidation $ids[0, 1]
    }

    It 'shows no type name in CSV, nor do its test scores' {
        $validations | Get-TypeNameCell | Should -BeNullOrEmpty
        $started | Get-TypeNameCell | Should -BeNullOrEmpty
        $validations[0].TestScores | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'keeps id, Status and State in <_>, and is found again' -ForEach $ways {
        $copies = @($validations | ConvertTo-RoundTrip $_)
        $copies.TaskId | Should -Be $validations.TaskId
        $copies.Status | Should -Be $validations.Status
        $copies.State.ForEach({ [GalileoEval.EvalState]$_ }) | Should -Be $validations.State
        ($copies | Get-GalileoCodeScorerValidation).State | Should -Be Succeeded, Failed
    }

    It 'is found again from the output of a job' {
        $copies = ConvertTo-JobOutput $started[0, 1]
        $copies[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.GalileoEval.Galileo.CodeScorerValidation'
        ($copies | Get-GalileoCodeScorerValidation).State | Should -Be Succeeded, Failed
    }
}
