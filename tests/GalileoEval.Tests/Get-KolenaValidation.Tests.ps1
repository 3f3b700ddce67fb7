BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
    $sampleValidations = @(
        @{ Id = 1; Version = 1; Status = 'success'; State = 'Succeeded'; IsFinal = $true; Score = 95 }
        @{ Id = 2; Version = 2; Status = 'success'; State = 'Succeeded'; IsFinal = $true; Score = 71.5 }
        @{ Id = 3; Version = 2; Status = 'failed'; State = 'Failed'; IsFinal = $true; Score = $null }
        @{ Id = 4; Version = 2; Status = 'canceled'; State = 'Canceled'; IsFinal = $true; Score = $null }
        @{ Id = 5; Version = 2; Status = 'running'; State = 'Running'; IsFinal = $false; Score = $null }
    )
    $otherStatuses = @(
        @{ Status = 'pending'; State = 'Pending'; IsFinal = $false }
        @{ Status = 'queued'; State = 'Pending'; IsFinal = $false }
        @{ Status = 'cancelled'; State = 'Canceled'; IsFinal = $true }
        @{ Status = 'hibernating'; State = 'Unknown'; IsFinal = $false }
    )
    $wrongIds = @(
        @{ Agent = 0; GroundTruth = 10; Validation = 1 }
        @{ Agent = 1; GroundTruth = -10; Validation = 1 }
        @{ Agent = 1; GroundTruth = 10; Validation = 0 }
        @{ Agent = 1; GroundTruth = 10; Validation = -3 }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    # Validation 5 does not end during this file.
    $sandbox = Start-TestSandbox @{ TaskDuration = 3600 }
    $place = @{ AgentId = $sandbox.AgentId; GroundTruthId = $sandbox.GroundTruthId }
    $source = 'GalileoEval.Commands.GetKolenaValidationCommand'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'Get-KolenaValidation' {
    It 'reads validation <Id>, which is <Status>' -ForEach $sampleValidations {
        $validation = Get-KolenaValidation $sandbox.AgentId $sandbox.GroundTruthId $Id
        $validation | Should -BeOfType GalileoEval.Kolena.KolenaValidation
        $validation.Service | Should -Be Kolena
        $validation.AgentId | Should -Be $sandbox.AgentId
        $validation.GroundTruthId | Should -Be $sandbox.GroundTruthId
        $validation.ValidationId | Should -Be $Id
        $validation.Id | Should -Be $Id
        $validation.GroundTruthVersion | Should -Be $Version
        $validation.Status | Should -BeExactly $Status
        $validation.State | Should -Be $State
        $validation.IsFinal | Should -Be $IsFinal
        $validation.Score | Should -Be $Score
    }

    It 'accepts several ids and keeps their order' {
        (Get-KolenaValidation @place -ValidationId 4, 1, 3).ValidationId | Should -Be 4, 1, 3
    }

    It 'accepts ids from the pipeline' {
        (5, 2, 1 | Get-KolenaValidation @place).ValidationId | Should -Be 5, 2, 1
    }

    It 'keeps the order and repeats with -ThrottleLimit <_>' -ForEach 1, 3, 1000 {
        $ids = 1..5 + 5..1 + 1, 1
        ($ids | Get-KolenaValidation @place -ThrottleLimit $_).ValidationId | Should -Be $ids
    }

    It 'accepts ids of several places by property name' {
        $rows = @(
            [pscustomobject]@{ AgentId = 1; GroundTruthId = 11; ValidationId = 6 }
            [pscustomobject]@{ AgentId = '1'; GroundTruthId = '10'; ValidationId = '2' }
        )
        $found = $rows | Get-KolenaValidation
        $found.GroundTruthId | Should -Be 11, 10
        $found.ValidationId | Should -Be 6, 2
    }

    It 'accepts its own output' {
        $first = Get-KolenaValidation @place -ValidationId 2, 3
        ($first | Get-KolenaValidation).ValidationId | Should -Be 2, 3
    }

    It 'uses the connection that is named' {
        (Get-KolenaValidation @place 1 -Connection $sandbox.Name).ValidationId | Should -Be 1
        $key = ConvertTo-SecureString 'not-the-key' -AsPlainText -Force
        $other = Connect-EvalService Kolena -Name other -BaseUri $sandbox.BaseUri -ApiKey $key -PassThru
        try {
            Get-KolenaValidation @place 1 -Connection $other -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeExactly "Unauthorized,$source"
            $failures[0].CategoryInfo.Category | Should -Be AuthenticationError
        }
        finally {
            $other | Disconnect-EvalService
        }
    }

    It 'rejects <_> beside ids, and sends nothing' -ForEach @{ First = 1 }, @{ Skip = 1 }, @{ IncludeTotalCount = $true } {
        $before = $sandbox.RequestCount
        $paging = $_
        { Get-KolenaValidation @place 1, 2 @paging } | Should -Throw -ErrorId 'InvalidArgument,GalileoEval.Commands.GetKolenaValidationCommand'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'sends no more than Select-Object -First wants' {
        $before = $sandbox.RequestCount
        (Get-KolenaValidation @place 1, 2, 3 -ThrottleLimit 1 | Select-Object -First 1).ValidationId | Should -Be 1
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'stops cleanly behind Select-Object -First' {
        $before = $Error.Count
        $found = 1..5 * 200 | Get-KolenaValidation @place -ThrottleLimit 4 | Select-Object -First 2
        $found.ValidationId | Should -Be 1, 2
        $Error.Count | Should -Be $before
        (Get-KolenaValidation @place -ValidationId 1).ValidationId | Should -Be 1
    }
}

Describe 'Get-KolenaValidation without an id' {
    It 'lists every validation of the ground truth' {
        $before = $sandbox.RequestCount
        $found = Get-KolenaValidation @place
        $found.ValidationId | Should -Be 1, 2, 3, 4, 5
        $found.AgentId | Sort-Object -Unique | Should -Be $sandbox.AgentId
        $sandbox.RequestCount - $before | Should -Be 1
    }

    It 'gets -First <First> -Skip <Skip> with <Requests> request(s)' -ForEach @(
        @{ First = 2; Skip = 0; Expected = 1, 2; Requests = 1 }
        @{ First = 2; Skip = 2; Expected = 3, 4; Requests = 1 }
        @{ First = 2; Skip = 1; Expected = 2, 3; Requests = 1 }
        @{ First = 9; Skip = 4; Expected = 5; Requests = 1 }
        @{ First = 1; Skip = 99; Expected = $null; Requests = 1 }
        @{ First = 0; Skip = 0; Expected = $null; Requests = 0 }
    ) {
        $before = $sandbox.RequestCount
        (Get-KolenaValidation @place -First $First -Skip $Skip).ValidationId | Should -Be $Expected
        $sandbox.RequestCount - $before | Should -Be $Requests
    }

    It 'counts all of them with -IncludeTotalCount' {
        $count, $found = Get-KolenaValidation @place -First 1 -IncludeTotalCount
        $count | Should -Be 5
        $found.ValidationId | Should -Be 1
    }

    It 'lists those of every piped ground truth, in order with piped ids' {
        $rows = @(
            [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 2 }
            [pscustomobject]@{ AgentId = 1; GroundTruthId = 11 }
            [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 }
        )
        ($rows | Get-KolenaValidation).ValidationId | Should -Be 2, 6, 1
    }

    It 'does not take an empty id for none' {
        $row = [pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = '' }
        $row | Get-KolenaValidation -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -Not -BeNullOrEmpty
    }

    It 'reads page after page, and no more than the pipeline needs' {
        $server = Start-TestServer -Map @{}
        $connection = Connect-TestServer $server.BaseUri Kolena
        try {
            foreach ($page in 0..2) {
                $server.Map["GET /api/v1/client/agents/3/ground_truths/4/validations?page_number=$page&page_size=1000"] =
                    '{"validations": [{"id": %, "ground_truth_version": 1, "status": "failed"}], "total_pages": 3}'.Replace('%', "$($page + 1)")
            }

            (Get-KolenaValidation 3 4 -Connection $connection).ValidationId | Should -Be 1, 2, 3
            $server.Requests.Clear()
            (Get-KolenaValidation 3 4 -Connection $connection | Select-Object -First 1).ValidationId | Should -Be 1
            $server.Requests | Should -HaveCount 1
        }
        finally {
            $server | Stop-TestServer
        }
    }

    It 'is one error for an unknown ground truth' {
        Get-KolenaValidation 1 77 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be 77
    }
}

Describe 'Errors of Get-KolenaValidation' {
    It 'rejects <Agent>/<GroundTruth>/<Validation> and sends nothing' -ForEach $wrongIds {
        $before = $sandbox.RequestCount
        Get-KolenaValidation $Agent $GroundTruth $Validation -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidArgument,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failures[0].TargetObject | Should -Be $Validation
        $sandbox.RequestCount | Should -Be $before
    }

    It 'rejects a value that is not a number, and sends nothing' {
        $before = $sandbox.RequestCount
        { Get-KolenaValidation 1 10 'five' } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
        { Get-KolenaValidation '1/../2' 10 1 } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is one error for each unknown id, in its place' {
        $mixed = & { 1, 99, 3, 98 | Get-KolenaValidation @place } 2>&1
        $mixed | Should -HaveCount 4
        $mixed[0].ValidationId | Should -Be 1
        $mixed[2].ValidationId | Should -Be 3
        foreach ($failure in $mixed[1, 3]) {
            $failure | Should -BeOfType Management.Automation.ErrorRecord
            $failure.FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
            $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        }

        $mixed[1, 3].TargetObject | Should -Be 99, 98
        $mixed[1].Exception.Message | Should -Match 'Kolena.*404.*Validation 99 not found'
    }

    It 'is NotFound for an unknown agent and ground truth' {
        Get-KolenaValidation 77 10 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        Get-KolenaValidation 1 77 1 -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source", "NotFound,$source"
    }

    It 'ends the pipeline with -ErrorAction Stop' {
        $written = [Collections.Generic.List[object]]::new()
        { 1, 99, 3 | Get-KolenaValidation @place -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
            Should -Throw -ErrorId "NotFound,$source"
        $written.ValidationId | Should -Be 1
    }
}

Describe 'Responses of Kolena that the sandbox does not send' {
    BeforeAll {
        $server = Start-TestServer -Map @{}
        $connection = Connect-TestServer $server.BaseUri Kolena
        $address = 'GET /api/v1/client/agents/3/ground_truths/4/validations/5'
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'reads the status <Status> as <State>' -ForEach $otherStatuses {
        $server.Map[$address] = '{"id": 5, "ground_truth_id": 4, "ground_truth_version": 1, "status": "%", "results": null}'.Replace('%', $Status)
        $validation = Get-KolenaValidation 3 4 5 -Connection $connection
        $validation.Status | Should -BeExactly $Status
        $validation.State | Should -Be $State
        $validation.IsFinal | Should -Be $IsFinal
        $validation.Score | Should -BeNullOrEmpty
    }

    It 'passes over fields that it does not know' {
        $server.Map[$address] = '{"id": 5, "ground_truth_id": 4, "ground_truth_version": 2, "status": "success", "results": {"score": 12.5, "by_field": {}}, "owner": ["x"]}'
        (Get-KolenaValidation 3 4 5 -Connection $connection).Score | Should -Be 12.5
    }

    It 'is an error for an unreadable response: <_>' -ForEach '{}', '[]', '<html>' {
        $server.Map[$address] = $_
        Get-KolenaValidation 3 4 5 -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidResponse,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidData
    }
}

Describe 'A Kolena validation that left the session' {
    BeforeAll {
        $validations = Get-KolenaValidation @place -ValidationId (1..5)
    }

    It 'shows no type name in CSV' {
        $validations | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'keeps ids, Status and State in <_>, and is found again' -ForEach $ways {
        $copies = @($validations | ConvertTo-RoundTrip $_)
        $copies.Status | Should -Be $validations.Status
        $copies.State.ForEach({ [GalileoEval.EvalState]$_ }) | Should -Be $validations.State
        $found = @($copies | Get-KolenaValidation)
        $found.AgentId | Should -Be $validations.AgentId
        $found.GroundTruthId | Should -Be $validations.GroundTruthId
        $found.ValidationId | Should -Be $validations.ValidationId
    }

    It 'is found again from the output of a job' {
        $copies = ConvertTo-JobOutput $validations
        $copies[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.GalileoEval.Kolena.KolenaValidation'
        ($copies | Get-KolenaValidation).ValidationId | Should -Be $validations.ValidationId
    }
}
