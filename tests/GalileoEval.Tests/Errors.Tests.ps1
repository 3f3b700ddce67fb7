BeforeDiscovery {
    $services = @(
        @{ Service = 'Galileo'; Command = 'Get-GalileoCodeScorerValidation'; Operation = 'get code scorer validation' }
        @{ Service = 'Kolena'; Command = 'Get-KolenaValidation'; Operation = 'get validation' }
        @{ Service = 'Scale'; Command = 'Get-ScaleTask'; Operation = 'get task' }
    )

    $fields = '{"detail":[{"loc":["body","file"],"msg":"field required","type":"missing"},{"loc":["query","ids",0],"msg":"too short","type":"x"}]}'
    $statuses = @(
        @{ Status = 400; Id = 'BadRequest'; Category = 'InvalidArgument'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 401; Id = 'Unauthorized'; Category = 'AuthenticationError'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 402; Id = 'PaymentRequired'; Category = 'PermissionDenied'; Body = '{"status_code":402,"error":"the words of the service"}' }
        @{ Status = 403; Id = 'Forbidden'; Category = 'PermissionDenied'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 404; Id = 'NotFound'; Category = 'ObjectNotFound'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 409; Id = 'Conflict'; Category = 'ResourceExists'; Body = '{"status_code":409,"error":"the words of the service"}' }
        @{ Status = 422; Id = 'ValidationError'; Category = 'InvalidArgument'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 422; Id = 'ValidationError'; Category = 'InvalidArgument'; Body = $fields; Words = 'body.file: field required; query.ids.0: too short' }
        @{ Status = 429; Id = 'RateLimited'; Category = 'LimitsExceeded'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 500; Id = 'ServerError'; Category = 'ResourceUnavailable'; Body = '{"detail":"the words of the service"}' }
        @{ Status = 503; Id = 'ServerError'; Category = 'ResourceUnavailable'; Body = '<html><h1>the words of the service</h1></html>' }
    )

    $cases = foreach ($service in $services) {
        foreach ($status in $statuses) {
            $case = $service + $status
            if (-not $case.ContainsKey('Words')) {
                $case.Words = 'the words of the service'
            }

            $case
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    Import-TestModule

    # The request of each cmdlet.
    $inputs = @{ Galileo = '11111111-2222-4333-8444-555555555555'; Kolena = 7L; Scale = 'task_1' }
    $ids = @{
        Galileo = @{ TaskId = $inputs.Galileo }
        Kolena = @{ AgentId = 1; GroundTruthId = 10; ValidationId = $inputs.Kolena }
        Scale = @{ TaskId = $inputs.Scale }
    }

    # Returns the single error that a cmdlet writes for a response.
    function Get-ErrorOf([string] $Service, [hashtable] $Response, [hashtable] $Options = @{}) {
        $server = Start-TestServer $Response
        try {
            $connection = Connect-TestServer $server.BaseUri $Service $Options
            Get-ErrorOver $connection
            $server.Requests | Should -HaveCount 1
        }
        finally {
            Stop-TestServer $server
        }
    }

    function Get-ErrorOver($Connection) {
        $service = [string]$Connection.Service
        $command = @{ Galileo = 'Get-GalileoCodeScorerValidation'; Kolena = 'Get-KolenaValidation'; Scale = 'Get-ScaleTask' }[$service]
        $parameters = $ids[$service]
        $output = & $command @parameters -Connection $Connection -ErrorVariable problems -ErrorAction SilentlyContinue
        $output | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0]
    }
}

Describe '<Command> when the service responds <Status> (<Words>)' -ForEach $cases {
    BeforeAll {
        $problem = Get-ErrorOf $Service @{ Status = $Status; Body = $Body }
    }

    It 'writes one error: <Id>, <Category>' {
        $problem.FullyQualifiedErrorId | Should -Be "$Id,GalileoEval.Commands.$($Command -replace '-')Command"
        $problem.CategoryInfo.Category | Should -Be $Category
        $problem.TargetObject | Should -Be $inputs[$Service]
    }

    It 'names the service, the operation, the status and the words of the service' {
        $problem.Exception.Message | Should -Match "^$($Service): \w.* failed \(HTTP $Status\): "
        $problem.Exception.Message | Should -BeLike "*$Words*"
        $problem.ErrorDetails.Message | Should -Be $problem.Exception.Message
        $problem.Exception.Operation | Should -Be $Operation
        $problem.Exception.Message | Should -BeLike "*$Operation*"
    }

    It 'has a recommended action' {
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'The words of the service' {
    It 'come with the action that it advises, and with its word on trying again' {
        $problem = Get-ErrorOf Galileo @{
            Status = 400
            Body = '{"standard_error":{"error_code":1,"error_type":"x","message":"the limit is too high","user_action":"lower the limit","retriable":false}}'
        }
        $problem.Exception.Message | Should -BeLike '*the limit is too high*'
        $problem.ErrorDetails.RecommendedAction | Should -Be 'lower the limit'
        $problem.Exception.IsTransient | Should -BeFalse
    }

    It 'need not be there' {
        $problem = Get-ErrorOf Kolena @{ Status = 404; Body = '' }
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $problem.Exception.Message | Should -Match '^Kolena: get validation failed \(HTTP 404\)'
    }

    It 'are displayed without control characters and on one line' {
        $problem = Get-ErrorOf Scale @{ Status = 400; Body = '{"error":"one\u001b[31m\ntwo\u0007\u009b"}' }
        $problem.Exception.Message | Should -Not -Match '[\x00-\x1f\x7f-\x9f]'
        $problem.Exception.Message | Should -BeLike '*one*two*'
    }

    It 'are displayed without the key, even if the service returns it' {
        $problem = Get-ErrorOf Kolena @{ Status = 401; Body = '{"detail":"no such key: key-of-the-test-server"}' }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
        ($problem | Format-List * -Force | Out-String) | Should -Not -Match 'key-of-the-test-server'
        ($problem.Exception | Format-List * -Force | Out-String) | Should -Not -Match 'key-of-the-test-server'
    }
}

Describe 'A response of <Service> that cannot be read' -ForEach $services {
    It 'is InvalidResponse: a page of a proxy' {
        $problem = Get-ErrorOf $Service @{ ContentType = 'text/html'; Body = '<html><body>Sign in first</body></html>' }
        $problem.FullyQualifiedErrorId | Should -Be "InvalidResponse,GalileoEval.Commands.$($Command -replace '-')Command"
        $problem.CategoryInfo.Category | Should -Be 'InvalidData'
        $problem.TargetObject | Should -Be $inputs[$Service]
        $problem.Exception.Message | Should -BeLike "$($Service): $Operation*text/html*"
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-BaseUri*'
    }

    It 'is InvalidResponse: JSON that is cut off' {
        $problem = Get-ErrorOf $Service @{ Body = '{"id": "11111111-2222-4333-8444-55555' }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $problem.Exception.Message | Should -BeLike "$($Service): $Operation*"
    }

    It 'is InvalidResponse: <_>' -ForEach 'null', '[]', '"text"', '' {
        (Get-ErrorOf $Service @{ Body = $_ }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }
}

Describe 'A connection to <Service> that fails' -ForEach $services {
    It 'is ConnectionFailed when no server listens' {
        $connection = Connect-TestServer "http://localhost:$(Get-FreePort)/" $Service
        try {
            $problem = Get-ErrorOver $connection
            $problem.FullyQualifiedErrorId | Should -Be "ConnectionFailed,GalileoEval.Commands.$($Command -replace '-')Command"
            $problem.CategoryInfo.Category | Should -Be 'ConnectionError'
            $problem.TargetObject | Should -Be $inputs[$Service]
            $problem.Exception.Message | Should -BeLike "$($Service): $Operation could not reach http://localhost:*"
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        finally {
            $connection | Disconnect-EvalService
        }
    }

    It 'is ConnectionFailed: the server hangs up in the middle' {
        $problem = Get-ErrorOf $Service @{ Body = '{"id": "1111'; Missing = 1000 }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $problem.CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'is ConnectionFailed: the sandbox was stopped' {
        $sandbox = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey)
        $connection = Connect-TestServer $sandbox.BaseUri $Service
        try {
            (Get-ErrorOver $connection).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            $sandbox | Stop-EvalSandbox
            (Get-ErrorOver $connection).FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        }
        finally {
            $connection | Disconnect-EvalService
        }
    }

    It 'is Timeout when the server never responds' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $problem = Get-ErrorOf $Service @{ HoldUntil = 1000 } @{ TimeoutSec = 1 }
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        $problem.FullyQualifiedErrorId | Should -Be "Timeout,GalileoEval.Commands.$($Command -replace '-')Command"
        $problem.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problem.TargetObject | Should -Be $inputs[$Service]
        $problem.Exception.Message | Should -BeLike "$($Service): $Operation*1 second*"
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-TimeoutSec*'
    }
}

Describe 'No connection to <Service>' -ForEach $services {
    BeforeAll {
        $names = 'GALILEO_API_KEY', 'GALILEO_USERNAME', 'KOLENA_API_KEY', 'RESTRUCTURED_API_KEY', 'SCALE_API_KEY'
        $kept = @{}
        foreach ($name in $names) {
            $kept[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $null)
        }
    }

    AfterAll {
        foreach ($name in $names) {
            [Environment]::SetEnvironmentVariable($name, $kept[$name])
        }
    }

    It 'is NoConnection and ends the cmdlet' {
        $parameters = $ids[$Service]
        $problem = { & $Command @parameters -ErrorAction SilentlyContinue } | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -Be "NoConnection,GalileoEval.Commands.$($Command -replace '-')Command"
        $problem.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $problem.Exception.Message | Should -BeLike "$($Service):*"
        $problem.ErrorDetails.RecommendedAction | Should -BeLike "*Connect-EvalService -Service $Service*"
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Start-EvalSandbox*'
    }
}

Describe 'An argument that is rejected before anything is sent' {
    BeforeAll {
        $server = Start-TestServer @{ Status = 500 }
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'is InvalidArgument: <Command> <Bad>' -ForEach @(
        @{ Service = 'Galileo'; Command = 'Get-GalileoCodeScorerValidation'; Bad = @{ TaskId = 'no-guid' }; Target = 'no-guid' }
        @{ Service = 'Kolena'; Command = 'Get-KolenaValidation'; Bad = @{ AgentId = 1; GroundTruthId = 10; ValidationId = 0 }; Target = 0 }
        @{ Service = 'Scale'; Command = 'Get-ScaleTask'; Bad = @{ TaskId = '../project' }; Target = '../project' }
    ) {
        $connection = Connect-TestServer $server.BaseUri $Service
        & $Command @Bad -Connection $connection -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,GalileoEval.Commands.$($Command -replace '-')Command"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].TargetObject | Should -Be $Target
        $problems[0].Exception.Message | Should -BeLike "$($Service):*$Target*"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $server.Requests | Should -HaveCount 0
    }
}

Describe 'The conditions' {
    It 'are frozen: scripts rely on them' {
        [enum]::GetNames([GalileoEval.Errors.EvalErrorCondition]) | Sort-Object | Should -Be @(
            'BadRequest', 'Conflict', 'ConnectionFailed', 'Forbidden', 'GateFailed', 'InvalidArgument', 'InvalidFile', 'InvalidResponse',
            'NoConnection', 'NotFound', 'PaymentRequired', 'RateLimited', 'ServerError', 'TaskFailed', 'Timeout',
            'Unauthorized', 'ValidationError')
    }
}
