BeforeDiscovery {
    $logins = @(
        @{ Service = 'Galileo'; Way = 'ApiKey'; Login = 'key'; Default = $true }
        @{ Service = 'Galileo'; Way = 'OAuth'; Login = 'user'; Default = $true }
        @{ Service = 'Galileo'; Way = 'Basic'; Login = 'user'; Default = $false }
        @{ Service = 'Galileo'; Way = 'SplunkToken'; Login = 'key'; Default = $false }
        @{ Service = 'Kolena'; Way = 'Bearer'; Login = 'key'; Default = $true }
        @{ Service = 'Scale'; Way = 'Bearer'; Login = 'key'; Default = $true }
        @{ Service = 'Scale'; Way = 'Basic'; Login = 'key'; Default = $false }
    )
    $services = @{ Service = 'Galileo' }, @{ Service = 'Kolena' }, @{ Service = 'Scale' }
    $mismatches = @(
        @{ Service = 'Kolena'; Way = 'ApiKey'; Login = 'key'; Says = 'Bearer' }
        @{ Service = 'Kolena'; Way = 'Basic'; Login = 'key'; Says = 'Bearer' }
        @{ Service = 'Kolena'; Way = 'Bearer'; Login = 'user'; Says = '-ApiKey, not -Credential' }
        @{ Service = 'Scale'; Way = 'OAuth'; Login = 'key'; Says = 'Bearer or Basic' }
        @{ Service = 'Scale'; Way = 'Basic'; Login = 'user'; Says = '-ApiKey, not -Credential' }
        @{ Service = 'Galileo'; Way = 'Bearer'; Login = 'key'; Says = 'ApiKey, OAuth, Basic or SplunkToken' }
        @{ Service = 'Galileo'; Way = 'OAuth'; Login = 'key'; Says = '-Credential, not -ApiKey' }
        @{ Service = 'Galileo'; Way = 'Basic'; Login = 'key'; Says = '-Credential, not -ApiKey' }
        @{ Service = 'Galileo'; Way = 'ApiKey'; Login = 'user'; Says = '-ApiKey, not -Credential' }
    )
}

Describe 'Connect-EvalService' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        $text = 'sandbox-key-of-the-tests'
        $key = New-TestSecret $text
        $wrong = New-TestSecret 'not-the-key-of-the-sandbox'
        $sandbox = Start-TestSandbox @{ ApiKey = $key; TaskDuration = 0; NoConnect = $true }
        $user = [pscredential]::new('sandbox@example.com', $key)
        $command = 'GalileoEval.Commands.ConnectEvalServiceCommand'

        # One cheap request per service, with the error left to the caller.
        function Read-Something {
            param([string] $Service, [hashtable] $Parameter = @{})

            switch ($Service) {
                Galileo { Get-GalileoCodeScorerValidation ([guid]::Empty) @Parameter }
                Kolena { Get-KolenaValidation 1 10 1 @Parameter }
                Scale { Get-ScaleTask task_sandbox_01 @Parameter }
            }
        }
    }

    AfterEach {
        Get-EvalConnection | Disconnect-EvalService
    }

    AfterAll {
        Stop-TestSandbox
    }

    Context 'Logging in to <Service> by <Way>' -ForEach $logins {
        BeforeAll {
            function Connect-This {
                param([securestring] $Secret, [hashtable] $Parameter = @{})

                $who = if ($Login -eq 'key') { @{ ApiKey = $Secret } } else { @{ Credential = [pscredential]::new('sandbox@example.com', $Secret) } }
                Connect-EvalService $Service -BaseUri $sandbox.BaseUri -Authentication $Way @who @Parameter
            }
        }

        It 'is accepted' {
            Connect-This $key
            Test-EvalConnection $Service | Should -BeTrue
        }

        It 'is a property of the connection, and the secret is not' {
            $connection = Connect-This $key @{ PassThru = $true }
            $connection.Authentication | Should -Be $Way
            $connection.UserName | Should -Be $(if ($Login -eq 'user') { 'sandbox@example.com' })
            $connection.Source | Should -Be 'Parameter'
            $connection | Format-List * -Force | Out-String | Should -Not -Match $text
        }

        It 'is rejected with a wrong secret, which does not end the cmdlet' {
            Connect-This $wrong
            Test-EvalConnection $Service | Should -BeFalse
            $written = @(Read-Something $Service 2>&1)
            $written | Should -HaveCount 1
            $written[0].FullyQualifiedErrorId | Should -BeLike 'Unauthorized,GalileoEval.Commands.Get*Command'
            $written[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $written[0].TargetObject | Should -Not -BeNullOrEmpty
            $written[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-EvalService'
            "$($written[0])" | Should -Match $Service
            "$($written[0])" | Should -Match '401'
        }

        It 'is the default: <Default>' {
            $who = if ($Login -eq 'key') { @{ ApiKey = $key } } else { @{ Credential = $user } }
            (Connect-EvalService $Service -BaseUri $sandbox.BaseUri @who -PassThru).Authentication -eq $Way | Should -Be $Default
        }
    }

    Context 'The requests' {
        BeforeAll {
            $server = Start-TestServer { @{ Body = '{"access_token": "the-token-of-the-server", "token_type": "bearer", "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}' } }
        }

        AfterAll {
            $server | Stop-TestServer
        }

        BeforeEach {
            $server.Requests.Clear()
        }

        It 'is Galileo''s key in its own header' {
            Connect-EvalService Galileo -BaseUri $server.BaseUri -ApiKey $key
            $null = Test-EvalConnection Galileo
            $server.Requests[0].Headers['Galileo-API-Key'] | Should -BeExactly $text
            $server.Requests[0].Headers.Keys | Should -Not -Contain 'Authorization'
        }

        It 'is Galileo''s password once, then the token' {
            Connect-EvalService Galileo -BaseUri $server.BaseUri -Credential $user
            $null = Test-EvalConnection Galileo
            $null = Test-EvalConnection Galileo
            $server.Requests.Path | Should -Be '/v2/login', '/v2/current_user', '/v2/current_user'
            $server.Requests[0].Method | Should -Be 'POST'
            $server.Requests[0].Body | Should -BeExactly "username=sandbox%40example.com&password=$text"
            $server.Requests[1].Headers['Authorization'] | Should -BeExactly 'Bearer the-token-of-the-server'
            $server.Requests[2].Body | Should -BeNullOrEmpty
        }

        It 'is the header of Basic' {
            Connect-EvalService Galileo -BaseUri $server.BaseUri -MaximumRetryCount 0 -Credential $user -Authentication Basic
            Connect-EvalService Scale -BaseUri $server.BaseUri -MaximumRetryCount 0 -ApiKey $key -Authentication Basic
            $null = Test-EvalConnection Galileo, Scale
            $pairs = "sandbox@example.com:$text", "${text}:"
            $server.Requests.ForEach({ $_.Headers['Authorization'] }) |
                Should -Be $pairs.ForEach({ 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($_)) })
        }

        It 'is the header of Bearer' {
            Connect-EvalService Kolena -BaseUri $server.BaseUri -MaximumRetryCount 0 -ApiKey $key
            Connect-EvalService Scale -BaseUri $server.BaseUri -MaximumRetryCount 0 -ApiKey $key
            $null = Test-EvalConnection Kolena, Scale
            $server.Requests.ForEach({ $_.Headers['Authorization'] }) | Should -Be "Bearer $text", "Bearer $text"
        }

        It 'has the headers of -Header, below the path of -BaseUri' {
            Connect-EvalService Scale -BaseUri "$($server.BaseUri)gateway/v2/" -MaximumRetryCount 0 -ApiKey $key -Header @{ 'X-Gateway' = 'north' }
            $null = Test-EvalConnection Scale
            $server.Requests[0].Path | Should -Be '/gateway/v2/projects'
            $server.Requests[0].Headers['X-Gateway'] | Should -Be 'north'
        }

        It 'sends nothing when connecting' {
            Connect-EvalService Galileo -BaseUri $server.BaseUri -MaximumRetryCount 0 -Credential $user
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'A redirect' {
        BeforeAll {
            $other = Start-TestServer { @{ Body = '{}' } }
            $here = Start-TestServer ([scriptblock]::Create(@"
            param(`$request)
            if (`$request.Path -like '/moved/*') { return @{ Body = '{}' } }
            `$to = if (`$request.Headers['X-To']) { `$request.Headers['X-To'] } else { '$($other.BaseUri)v2/elsewhere' }
            @{ Status = 307; Headers = @{ Location = `$to } }
"@))
        }

        AfterAll {
            $here, $other | Stop-TestServer
        }

        It 'to another origin is never followed: <Service> by <Way>' -ForEach $logins {
            $before = $here.Requests.Count
            $who = if ($Login -eq 'key') { @{ ApiKey = $key } } else { @{ Credential = $user } }
            Connect-EvalService $Service -BaseUri $here.BaseUri -MaximumRetryCount 0 -Authentication $Way @who
            $failure = Get-TestError { Read-Something $Service }
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            "$failure" | Should -Match 'redirected to another origin'
            $here.Requests.Count - $before | Should -Be 1
            $other.Requests.Count | Should -Be 0
        }

        It 'to another name of the same machine is not followed either' {
            Connect-EvalService Kolena -BaseUri $here.BaseUri -MaximumRetryCount 0 -ApiKey $key -Header @{ 'X-To' = "http://127.0.0.1:$($here.Port)/moved/a" }
            (Get-TestError { Read-Something Kolena }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        }

        It 'of a request other than a read is not followed, not even to the same host' {
            $script = Join-Path $TestDrive 'scorer.py'
            'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content $script
            Connect-EvalService Galileo -BaseUri $here.BaseUri -MaximumRetryCount 0 -ApiKey $key -Header @{ 'X-To' = "$($here.BaseUri)moved/a" }
            $before = $here.Requests.Count
            $failure = Get-TestError { Invoke-GalileoCodeScorerValidation $script }
            $failure.FullyQualifiedErrorId | Should -Be 'InvalidResponse,GalileoEval.Commands.InvokeGalileoCodeScorerValidationCommand'
            $here.Requests.Count - $before | Should -Be 1
        }

        It 'of a read within the service is followed' {
            Connect-EvalService Scale -BaseUri $here.BaseUri -MaximumRetryCount 0 -ApiKey $key -Header @{ 'X-To' = '/moved/projects' }
            $before = $here.Requests.Count
            $null = Test-EvalConnection Scale
            $here.Requests[-1].Path | Should -Be '/moved/projects'
            $here.Requests[-1].Headers['Authorization'] | Should -Be "Bearer $text"
            $here.Requests.Count - $before | Should -Be 2
        }
    }

    Context 'An unencrypted address' {
        It 'of another machine is rejected for <Service>' -ForEach $services {
            $failure = Get-TestError { Connect-EvalService $Service -BaseUri http://eval.example.org -ApiKey $key }
            $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$command"
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.TargetObject | Should -Be $Service
            "$failure" | Should -Match 'unencrypted to eval\.example\.org'
            $failure.ErrorDetails.RecommendedAction | Should -Match '-AllowUnencryptedAuthentication'
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'of another machine is rejected for a password, and for a name that only resembles this machine' {
            foreach ($address in 'http://eval.example.org', 'http://localhost.example.org', 'http://127.0.0.1.example.org', 'http://10.0.0.1', 'http://0.0.0.0') {
                (Get-TestError { Connect-EvalService Galileo -BaseUri $address -Credential $user }).FullyQualifiedErrorId |
                    Should -Be "InvalidArgument,$command" -Because $address
            }
        }

        It 'of another machine is taken with -AllowUnencryptedAuthentication' {
            $connection = Connect-EvalService Scale -BaseUri http://eval.example.org -ApiKey $key -AllowUnencryptedAuthentication -PassThru
            $connection.BaseUri | Should -Be 'http://eval.example.org/'
        }

        It 'of this machine is taken' {
            foreach ($address in 'http://localhost:8088', 'http://127.0.0.1:8088', 'http://[::1]:8088') {
                Connect-EvalService Scale -BaseUri $address -ApiKey $key -PassThru | Should -Not -BeNullOrEmpty -Because $address
            }
        }
    }

    Context 'A key' {
        It 'as a plain string is rejected, with advice and without repeating it' {
            $failure = Get-TestError { Connect-EvalService Scale -ApiKey $text }
            $failure.FullyQualifiedErrorId | Should -BeLike "*,$command"
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            "$failure" | Should -Match 'Read-Host -AsSecureString'
            $failure | Format-List * -Force | Out-String | Should -Not -Match $text
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'that is <Case> is rejected' -ForEach @(
            @{ Case = 'nothing'; Value = $null }
            @{ Case = 'empty'; Value = [securestring]::new() }
            @{ Case = 'two words'; Value = [Net.NetworkCredential]::new('', 'two words').SecurePassword }
            @{ Case = 'two lines'; Value = [Net.NetworkCredential]::new('', "two`r`nlines").SecurePassword }
            @{ Case = 'not ASCII'; Value = [Net.NetworkCredential]::new('', "schl$([char]0xfc)ssel").SecurePassword }
        ) {
            Get-TestError { Connect-EvalService Scale -ApiKey $Value } | Should -Not -BeNullOrEmpty
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'in a credential, as vaults store it, is its password' {
            Connect-EvalService Scale -BaseUri $sandbox.BaseUri -ApiKey ([pscredential]::new('label', $key))
            Test-EvalConnection Scale | Should -BeTrue
        }

        It 'may be disposed of after connecting' {
            $short = New-TestSecret $text
            Connect-EvalService Scale -BaseUri $sandbox.BaseUri -ApiKey $short
            $short.Dispose()
            Test-EvalConnection Scale | Should -BeTrue
        }
    }

    Context 'A combination that makes no sense' {
        It 'is rejected: <Way> for <Service> with a <Login>' -ForEach $mismatches {
            $who = if ($Login -eq 'key') { @{ ApiKey = $key } } else { @{ Credential = $user } }
            $failure = Get-TestError { Connect-EvalService $Service -Authentication $Way @who }
            $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$command"
            $failure.TargetObject | Should -Be $Service
            "$failure" | Should -Match $Says
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'is rejected: <Name>' -ForEach @(
            @{ Name = 'a key and a user'; Extra = { @{ ApiKey = $key; Credential = $user } }; Says = '-ApiKey, -Credential and -SecretName' }
            @{ Name = 'a proxy and none'; Extra = { @{ ApiKey = $key; Proxy = 'http://localhost:1'; NoProxy = $true } }; Says = '-Proxy and -NoProxy' }
            @{ Name = 'a login for no proxy'; Extra = { @{ ApiKey = $key; ProxyCredential = $user } }; Says = 'require -Proxy' }
            @{ Name = 'the own login for no proxy'; Extra = { @{ ApiKey = $key; ProxyUseDefaultCredentials = $true } }; Says = 'require -Proxy' }
            @{ Name = 'a proxy without a scheme'; Extra = { @{ ApiKey = $key; Proxy = '/proxy' } }; Says = '-Proxy' }
            @{ Name = 'a proxy of another kind'; Extra = { @{ ApiKey = $key; Proxy = 'ftp://localhost' } }; Says = 'proxy' }
            @{ Name = 'an address without a scheme'; Extra = { @{ ApiKey = $key; BaseUri = 'api.example.org' } }; Says = 'https://' }
            @{ Name = 'an address of another kind'; Extra = { @{ ApiKey = $key; BaseUri = 'ftp://api.example.org' } }; Says = 'https://' }
            @{ Name = 'an address with a query'; Extra = { @{ ApiKey = $key; BaseUri = 'https://api.example.org/?a=b' } }; Says = 'query' }
            @{ Name = 'a header of the login'; Extra = { @{ ApiKey = $key; Header = @{ Authorization = 'x' } } }; Says = 'Authorization' }
            @{ Name = 'a header with two lines'; Extra = { @{ ApiKey = $key; Header = @{ 'X-A' = "a`r`nb: c" } } }; Says = 'X-A' }
            @{ Name = 'a header with a space'; Extra = { @{ ApiKey = $key; Header = @{ 'X A' = 'a' } } }; Says = 'header' }
        ) {
            $parameter = & $Extra
            $failure = Get-TestError { Connect-EvalService Galileo @parameter }
            $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$command"
            "$failure" | Should -Match $Says
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'is rejected: a user in the address, which is not repeated' {
            $failure = Get-TestError { Connect-EvalService Galileo -ApiKey $key -BaseUri "https://me:$text@api.example.org" }
            $failure.FullyQualifiedErrorId | Should -Be "InvalidArgument,$command"
            "$failure" | Should -Not -Match $text
        }

        It 'is rejected by the parameter binder: <Name> <Value>' -ForEach @(
            @{ Name = 'TimeoutSec'; Value = -1 }
            @{ Name = 'MaximumRetryCount'; Value = -1 }
            @{ Name = 'MaximumRequestsPerMinute'; Value = 0 }
            @{ Name = 'Name'; Value = '' }
            @{ Name = 'Authentication'; Value = 'Digest' }
        ) {
            $parameter = @{ $Name = $Value }
            (Get-TestError { Connect-EvalService Galileo -ApiKey $key @parameter }).Exception.ParameterName | Should -Be $Name
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'leaves the connection of before' {
            Connect-EvalService Galileo -BaseUri $sandbox.BaseUri -ApiKey $key
            $null = Get-TestError { Connect-EvalService Galileo -BaseUri http://eval.example.org -ApiKey $key }
            Test-EvalConnection Galileo | Should -BeTrue
        }
    }

    Context 'A secret from a vault' {
        BeforeAll {
            # A fake of the command of Microsoft.PowerShell.SecretManagement.
            function global:Get-Secret {
                [CmdletBinding()]
                param([string] $Name, [string] $Vault)

                switch ("$Vault/$Name") {
                    '/key' { $key }
                    'mine/key' { $wrong }
                    '/user' { $user }
                    '/table' { @{ key = $text } }
                    '/two' { $key, $key }
                    '/none' { }
                    default { Write-Error "The secret $Name was not found." }
                }
            }
        }

        AfterAll {
            Remove-Item Function:\Get-Secret
        }

        It 'is the key: <Service>' -ForEach $services {
            Connect-EvalService $Service -SecretName key -BaseUri $sandbox.BaseUri
            Test-EvalConnection $Service | Should -BeTrue
            (Get-EvalConnection).Source | Should -Be Parameter
        }

        It 'is read from the specified vault' {
            Connect-EvalService Kolena -SecretName key -VaultName mine -BaseUri $sandbox.BaseUri
            Test-EvalConnection Kolena | Should -BeFalse
        }

        It 'is a user name and password for Galileo, and a key with a label otherwise' {
            (Connect-EvalService Galileo -SecretName user -BaseUri $sandbox.BaseUri -PassThru).Authentication | Should -Be OAuth
            Test-EvalConnection Galileo | Should -BeTrue
            (Connect-EvalService Galileo -SecretName user -Authentication ApiKey -BaseUri $sandbox.BaseUri -PassThru).UserName |
                Should -BeNullOrEmpty
            Test-EvalConnection Galileo | Should -BeTrue
            Connect-EvalService Scale -SecretName user -BaseUri $sandbox.BaseUri
            Test-EvalConnection Scale | Should -BeTrue
        }

        It 'is an error, and connects to nothing: <Name>' -ForEach @(
            @{ Name = 'missing'; Says = 'The secret missing was not found' }
            @{ Name = 'table'; Says = 'neither a text nor a credential' }
            @{ Name = 'two'; Says = 'Get-Secret returned 2 secrets' }
            @{ Name = 'none'; Says = 'Get-Secret returned 0 secrets' }
        ) {
            $failure = Get-TestError { Connect-EvalService Kolena -SecretName $Name }
            $failure.FullyQualifiedErrorId | Should -Be "NoConnection,$command"
            "$failure" | Should -BeLike "Kolena: the secret '$Name' could not be read: *$Says*"
            "$failure" | Should -Not -Match $text
            Get-EvalConnection | Should -BeNullOrEmpty
        }

        It 'requires SecretManagement only if it is used' {
            $child = Invoke-ModuleScript @'
try { Connect-EvalService Kolena -SecretName key } catch { "$_"; $_.ErrorDetails.RecommendedAction }
'@
            $child.StdOut | Should -BeLike "*'key' could not be read: the command Get-Secret was not found*SecretManagement*"
        }

        It 'excludes another login' {
            (Get-TestError { Connect-EvalService Kolena -SecretName key -ApiKey $key }).FullyQualifiedErrorId |
                Should -Be "InvalidArgument,$command"
            (Get-TestError { Connect-EvalService Kolena -VaultName mine }).FullyQualifiedErrorId | Should -Be "InvalidArgument,$command"
        }
    }

    Context 'The maximum response size' {
        It 'is an error and is requested once' {
            $service = Start-TestServer @{ Body = '{"id": 1, "status": "running", "note": "' + 'x' * 2000 + '"}' }
            try {
                $null = Connect-TestServer $service.BaseUri Kolena @{ MaximumRetryCount = 5; MaximumResponseSize = 1KB }
                $failure = Get-TestError { Get-KolenaValidation 1 10 1 -ErrorAction Stop }
                $failure.FullyQualifiedErrorId | Should -Be 'InvalidResponse,GalileoEval.Commands.GetKolenaValidationCommand'
                "$failure" | Should -BeLike '*longer than 1024 bytes*'
                $service.Requests | Should -HaveCount 1

                $null = Connect-TestServer $service.BaseUri Kolena @{ MaximumResponseSize = 4KB }
                (Get-KolenaValidation 1 10 1).Status | Should -Be running
            }
            finally {
                $service | Stop-TestServer
            }
        }

        It 'is 256 MB by default' {
            (Connect-EvalService Kolena -ApiKey $key -PassThru).MaximumResponseSize | Should -Be 256MB
            (Connect-EvalService Kolena -ApiKey $key -PassThru -MaximumResponseSize 2GB).MaximumResponseSize | Should -Be 2GB
        }
    }

    Context 'The connection' {
        It 'is written with -PassThru only' {
            Connect-EvalService Kolena -ApiKey $key | Should -BeNullOrEmpty
            $connection = Connect-EvalService Kolena -ApiKey $key -PassThru
            $connection | Should -BeOfType GalileoEval.Connections.EvalConnection
            $connection | Should -HaveCount 1
        }

        It 'has the name of its service, the public address and the defaults: <Service>' -ForEach @(
            @{ Service = 'Galileo'; Address = 'https://api.galileo.ai/' }
            @{ Service = 'Kolena'; Address = 'https://agents-api.kolena.com/' }
            @{ Service = 'Scale'; Address = 'https://api.scale.com/' }
        ) {
            $connection = Connect-EvalService $Service -ApiKey $key -PassThru
            $connection.Name | Should -Be $Service
            $connection.Service | Should -Be $Service
            $connection.BaseUri | Should -Be $Address
            $connection.TimeoutSec | Should -Be 60
            $connection.MaximumRetryCount | Should -Be 5
            $connection.MaximumRequestsPerMinute | Should -BeNullOrEmpty
            $connection.IsCurrent | Should -BeTrue
        }

        It 'has the requested properties' {
            $connection = Connect-EvalService Kolena -ApiKey $key -PassThru -Name mine -TimeoutSec 7 -MaximumRetryCount 0 -MaximumRequestsPerMinute 90
            $connection.Name, $connection.TimeoutSec, $connection.MaximumRetryCount, $connection.MaximumRequestsPerMinute |
                Should -Be 'mine', 7, 0, 90
            (Connect-EvalService Kolena -ApiKey $key -PassThru -TimeoutSec 0).TimeoutSec | Should -Be 0
        }

        It 'loses a closing /v2 of its address for Galileo and Scale, and keeps another path' {
            (Connect-EvalService Galileo -ApiKey $key -BaseUri https://api.example.org/v2 -PassThru).BaseUri | Should -Be 'https://api.example.org/'
            (Connect-EvalService Scale -ApiKey $key -BaseUri https://api.example.org/v2/ -PassThru).BaseUri | Should -Be 'https://api.example.org/'
            (Connect-EvalService Galileo -ApiKey $key -BaseUri https://api.example.org/public/v2 -PassThru).BaseUri | Should -Be 'https://api.example.org/public/'
            (Connect-EvalService Kolena -ApiKey $key -BaseUri https://api.example.org/v2 -PassThru).BaseUri | Should -Be 'https://api.example.org/v2/'
        }

        It 'replaces one of the same service and name, and that one is closed' {
            $first = Connect-EvalService Scale -Name mine -BaseUri $sandbox.BaseUri -ApiKey $key -PassThru
            $second = Connect-EvalService Scale -Name MINE -BaseUri $sandbox.BaseUri -ApiKey $key -PassThru
            Get-EvalConnection | Should -Be $second
            $failure = Get-TestError { Get-ScaleTask task_sandbox_01 -Connection $first }
            $failure.FullyQualifiedErrorId | Should -Be 'NoConnection,GalileoEval.Commands.GetScaleTaskCommand'
            "$failure" | Should -Match 'disconnected'
        }

        It 'leaves one of the same name and another service' {
            Connect-EvalService Scale -Name mine -ApiKey $key
            Connect-EvalService Kolena -Name mine -ApiKey $key
            (Get-EvalConnection mine).Service | Should -Be 'Scale', 'Kolena'
        }
    }

    Context '-Connection' {
        BeforeEach {
            $good = Connect-EvalService Kolena -Name good -BaseUri $sandbox.BaseUri -ApiKey $key -PassThru
            # The current connection does not work, so that only a specified one can.
            Connect-EvalService Kolena -Name bad -BaseUri $sandbox.BaseUri -ApiKey $wrong
        }

        It 'accepts a name' {
            (Get-KolenaValidation 1 10 1 -Connection GOOD).ValidationId | Should -Be 1
        }

        It 'accepts an object' {
            (Get-KolenaValidation 1 10 1 -Connection $good).ValidationId | Should -Be 1
            (Get-KolenaValidation 1 10 1 -Connection (Get-EvalConnection good)).ValidationId | Should -Be 1
        }

        It 'accepts an object that came back from a file' {
            $good | Export-Clixml (Join-Path $TestDrive 'connection.xml')
            (Get-KolenaValidation 1 10 1 -Connection (Import-Clixml (Join-Path $TestDrive 'connection.xml'))).ValidationId | Should -Be 1
        }

        It 'left out means the current one' {
            (Get-TestError { Get-KolenaValidation 1 10 1 }).FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
        }

        It 'rejects a name that does not exist' {
            $failure = Get-TestError { Get-KolenaValidation 1 10 1 -Connection nobody }
            $failure.FullyQualifiedErrorId | Should -BeLike '*,GalileoEval.Commands.GetKolenaValidationCommand'
            "$failure" | Should -Match "named 'nobody'.*Get-EvalConnection"
        }

        It 'rejects a connection to another service' {
            "$(Get-TestError { Get-ScaleTask task_sandbox_01 -Connection $good })" | Should -Match 'is a connection to Kolena, not to Scale'
        }
    }

    Context 'No connection' {
        It 'ends a cmdlet for <Service>' -ForEach $services {
            $failure = $null
            try { Read-Something $Service @{ ErrorAction = 'SilentlyContinue' } } catch { $failure = $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NoConnection,GalileoEval.Commands.Get*Command'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.TargetObject | Should -Be $Service
            $failure.ErrorDetails.RecommendedAction | Should -Match "Connect-EvalService.*${Service}_API_KEY.*Start-EvalSandbox"
        }

        It 'can be made without a login: <Service>' -ForEach $services {
            $failure = Get-TestError { Connect-EvalService $Service }
            $failure.FullyQualifiedErrorId | Should -Be "NoConnection,$command"
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -Match "${Service}_API_KEY"
        }
    }

    Context 'ForEach-Object -Parallel' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        It 'shares the connections, and leaves them' {
            Connect-EvalService Kolena -BaseUri $sandbox.BaseUri -ApiKey $key
            $manifest = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'
            $read = 1..3 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                Get-KolenaValidation 1 10 $_
            }
            $read.ValidationId | Sort-Object | Should -Be 1, 2, 3
            Test-EvalConnection Kolena | Should -BeTrue
        }
    }

    Context 'Splunk Observability Cloud' {
        It 'connects to the address of the realm with the token' {
            $made = Connect-EvalService Galileo -Name cloud -Realm US1 -ApiKey $key -PassThru
            $made.BaseUri | Should -Be 'https://app.us1.observability.splunkcloud.com/ao/api/'
            $made.Authentication | Should -Be 'SplunkToken'
            $made | Disconnect-EvalService
        }

        It 'sends the token as X-SF-Token, hides it in the trace, and needs no login' {
            $server = Start-TestServer { @{ Body = '{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}' } }
            $made = Connect-EvalService Galileo -Name cloud -BaseUri "$($server.BaseUri)ao/api/" -Authentication SplunkToken -ApiKey $key -PassThru
            $trace = @($made | Test-EvalConnection -Verbose -Debug *>&1) -join "`n"
            $made | Disconnect-EvalService
            $server | Stop-TestServer
            $server.Requests | Should -HaveCount 1
            $server.Requests[0].Path | Should -BeLike '/ao/api/v2/current_user*'
            $server.Requests[0].Headers['X-SF-Token'] | Should -BeExactly $text
            $trace | Should -Match 'X-SF-Token: \*\*\*'
            $trace | Should -Not -Match ([regex]::Escape($text))
        }

        It 'works with the sandbox' {
            $made = Connect-EvalService Galileo -Name cloud -BaseUri "$($sandbox.BaseUri)ao/api" -Authentication SplunkToken -ApiKey $key -PassThru
            $made | Test-EvalConnection | Should -BeTrue
            (Get-GalileoProject support-bot -Connection cloud).Name | Should -Be 'support-bot'
            $made | Disconnect-EvalService
        }

        It 'rejects <Arguments>' -ForEach @(
            @{ Arguments = @{ Realm = 'us1'; BaseUri = 'https://api.example.org' }; Says = 'exclude each other' }
            @{ Arguments = @{ Realm = 'us1'; Authentication = 'ApiKey' }; Says = 'SplunkToken' }
            @{ Arguments = @{ Realm = 'evil.example.org/' }; Says = 'not a valid realm' }
            @{ Arguments = @{ Authentication = 'SplunkToken' }; Says = 'requires a realm' }
            @{ Arguments = @{ Realm = 'us1'; Service = 'Kolena' }; Says = 'Galileo only' }
        ) {
            $given = @{ Service = 'Galileo'; ApiKey = $key }
            foreach ($name in $Arguments.Keys) { $given[$name] = $Arguments[$name] }
            $problem = { Connect-EvalService @given } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GalileoEval.Commands.ConnectEvalServiceCommand'
            $problem.Exception.Message | Should -Match $Says
        }

        It 'completes realms' {
            (TabExpansion2 'Connect-EvalService Galileo -Realm us').CompletionMatches.CompletionText | Should -Be 'us0', 'us1', 'us2'
        }

        It 'has the alias AgentStream wherever a log stream is chosen' {
            $named = @((Get-Command -Module GalileoEval).ForEach({ $_.Parameters.Values.Where({ $_.Name -eq 'LogStream' }) }))
            $named.Count | Should -BeGreaterThan 1
            foreach ($parameter in $named) {
                $parameter.Aliases | Should -Contain 'AgentStream'
                $parameter.Aliases | Should -Contain 'AgentStreamId'
            }
        }
    }

    Context 'The environment' {
        BeforeAll {
            $server = Start-TestServer { @{ Body = '{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "agents": [], "page_number": 0, "total_pages": 0, "projects": []}' } }
            $none = @{}
            foreach ($name in 'GALILEO_API_KEY', 'GALILEO_API_URL', 'GALILEO_CONSOLE_URL', 'GALILEO_USERNAME', 'GALILEO_PASSWORD',
                'GALILEO_EXTRA_HEADERS', 'SPLUNK_AO_REALM', 'SPLUNK_AO_O11Y_TOKEN', 'SPLUNK_AO_API_KEY', 'KOLENA_API_KEY', 'KOLENA_API_URL', 'KOLENA_TOKEN', 'RESTRUCTURED_API_KEY', 'RESTRUCTURED_API_URL', 'SCALE_API_KEY') {
                $none[$name] = $null
            }

            # Each case sets its variables in one child process and writes a line of JSON: the name, the result or the error.
            $result = Invoke-ModuleScript -Environment $none -Script (@'
            $url = '@URL@'
            $key = '@KEY@'
            $server = '@SERVER@'
            function Test-Case {
                param([string] $Name, [hashtable] $Variable, [scriptblock] $Script)

                foreach ($set in $Variable.Keys) { Set-Item "Env:$set" $Variable[$set] }
                try {
                    $made = & $Script
                    $line = @{ Name = $Name; Value = $made }
                }
                catch {
                    $line = @{ Name = $Name; ErrorId = $_.FullyQualifiedErrorId; Message = "$_"; Action = "$($_.ErrorDetails.RecommendedAction)" }
                }
                $Variable.Keys | ForEach-Object { Remove-Item "Env:$_" }
                Get-EvalConnection | Disconnect-EvalService
                $line | ConvertTo-Json -Compress
            }

            $user = @{ GALILEO_USERNAME = 'sandbox@example.com'; GALILEO_PASSWORD = $key }
            $galileo = { Test-EvalConnection Galileo }
            $address = { (Connect-EvalService Galileo -PassThru).BaseUri.AbsoluteUri }
            $kolena = { (Get-KolenaValidation 1 10 1).ValidationId }

            Test-Case GalileoKey @{ GALILEO_API_KEY = $key; GALILEO_API_URL = $url } $galileo
            Test-Case GalileoKeyWithLineBreak @{ GALILEO_API_KEY = "$key`n"; GALILEO_API_URL = $url } $galileo
            Test-Case GalileoWrongKey @{ GALILEO_API_KEY = 'wrong-key'; GALILEO_API_URL = $url } $galileo
            Test-Case GalileoUser ($user + @{ GALILEO_API_URL = $url }) $galileo
            Test-Case GalileoUserWays ($user + @{ GALILEO_API_KEY = $key; GALILEO_API_URL = $url }) {
                (Connect-EvalService Galileo -PassThru).Authentication
                (Connect-EvalService Galileo -PassThru -Authentication OAuth).Authentication
                (Connect-EvalService Galileo -PassThru -Authentication Basic).Authentication
            }
            Test-Case GalileoUserWithoutPassword @{ GALILEO_USERNAME = 'sandbox@example.com' } { Connect-EvalService Galileo }
            Test-Case GalileoConsole @{ GALILEO_API_KEY = $key; GALILEO_CONSOLE_URL = 'https://console.galileo.example.org/' } $address
            Test-Case GalileoPublicConsole @{ GALILEO_API_KEY = $key; GALILEO_CONSOLE_URL = 'https://app.galileo.ai' } $address
            Test-Case GalileoLocalConsole @{ GALILEO_API_KEY = $key; GALILEO_CONSOLE_URL = 'http://localhost:3000' } $address
            Test-Case GalileoBothAddresses @{ GALILEO_API_KEY = $key; GALILEO_CONSOLE_URL = 'https://app.galileo.ai'; GALILEO_API_URL = "${url}v2" } $address
            Test-Case GalileoUnknownConsole @{ GALILEO_API_KEY = $key; GALILEO_CONSOLE_URL = 'https://galileo.example.org' } $address
            Test-Case GalileoBadAddress @{ GALILEO_API_KEY = $key; GALILEO_API_URL = 'api.example.org' } $address
            Test-Case GalileoUnencrypted @{ GALILEO_API_KEY = $key; GALILEO_API_URL = 'http://api.example.org' } {
                $null = Get-GalileoCodeScorerValidation ([guid]::Empty)
            }
            Test-Case GalileoHeaders @{ GALILEO_API_KEY = $key; GALILEO_API_URL = $server; GALILEO_EXTRA_HEADERS = '{"X-Gateway": "from-the-environment"}' } $galileo
            Test-Case GalileoHeadersOtherAddress @{ GALILEO_API_KEY = $key; GALILEO_EXTRA_HEADERS = '{"X-Gateway": "from-the-environment"}' } {
                Connect-EvalService Galileo -BaseUri $server -Header @{ 'X-Case' = 'other-address' }
                Test-EvalConnection Galileo
                Connect-EvalService Galileo -BaseUri $server
                Test-EvalConnection Galileo
            }
            Test-Case GalileoBadHeaders @{ GALILEO_API_KEY = $key; GALILEO_EXTRA_HEADERS = 'X-Gateway: a-secret' } $address

            Test-Case SplunkCloud @{ SPLUNK_AO_REALM = 'us1'; SPLUNK_AO_O11Y_TOKEN = 'a-token' } {
                $made = Connect-EvalService Galileo -PassThru
                $made.BaseUri.AbsoluteUri, "$($made.Authentication)", "$($made.Source)"
            }
            Test-Case SplunkCloudOtherAddress @{ SPLUNK_AO_REALM = 'us1'; SPLUNK_AO_O11Y_TOKEN = $key } {
                $null = Connect-EvalService Galileo -BaseUri "${url}ao/api" -Authentication SplunkToken
                Test-EvalConnection Galileo
            }
            Test-Case SplunkCloudOwnKey @{ SPLUNK_AO_REALM = 'eu0' } {
                $made = Connect-EvalService Galileo -ApiKey ([Net.NetworkCredential]::new('', $key).SecurePassword) -PassThru
                $made.BaseUri.Host, "$($made.Authentication)"
            }
            Test-Case SplunkStandalone @{ SPLUNK_AO_API_KEY = $key; SPLUNK_AO_API_URL = $url; GALILEO_API_KEY = 'wrong-key' } $galileo
            Test-Case SplunkConsole @{ SPLUNK_AO_API_KEY = $key; SPLUNK_AO_CONSOLE_URL = 'https://ao.example.org' } $address
            Test-Case SplunkAmbiguous @{ SPLUNK_AO_REALM = 'us1'; SPLUNK_AO_O11Y_TOKEN = $key; SPLUNK_AO_API_KEY = $key } {
                $null = Get-GalileoProject
            }
            Test-Case SplunkAmbiguousButExplicit @{ SPLUNK_AO_REALM = 'us1'; SPLUNK_AO_O11Y_TOKEN = $key; SPLUNK_AO_API_KEY = $key } {
                $secret = [Net.NetworkCredential]::new('', $key).SecurePassword
                (Connect-EvalService Galileo -Realm jp0 -ApiKey $secret -PassThru).BaseUri.Host
                (Connect-EvalService Galileo -BaseUri $url -ApiKey $secret -PassThru).BaseUri.AbsoluteUri
            }
            Test-Case SplunkIncomplete @{ SPLUNK_AO_REALM = 'us1'; GALILEO_API_KEY = $key } { Connect-EvalService Galileo }
            Test-Case SplunkProject @{ SPLUNK_AO_PROJECT = 'support-bot'; GALILEO_PROJECT_ID = '00000000-0000-4000-8000-000000000007'; GALILEO_API_KEY = $key; GALILEO_API_URL = $url } {
                (Get-GalileoLogStream production).Name
            }

            Test-Case KolenaKey @{ KOLENA_API_KEY = $key; KOLENA_API_URL = $url } $kolena
            Test-Case KolenaFormerNames @{ RESTRUCTURED_API_KEY = $key; RESTRUCTURED_API_URL = $url } $kolena
            Test-Case KolenaBothNames @{ KOLENA_API_KEY = $key; KOLENA_API_URL = $url; RESTRUCTURED_API_KEY = 'wrong-key'; RESTRUCTURED_API_URL = 'http://localhost:1' } $kolena
            Test-Case KolenaToken @{ KOLENA_TOKEN = $key; KOLENA_API_URL = $url } $kolena
            Test-Case KolenaTokenBesideKey @{ KOLENA_TOKEN = $key; KOLENA_API_KEY = 'wrong-key'; KOLENA_API_URL = $url } $kolena
            Test-Case KolenaChanged @{ KOLENA_API_KEY = 'wrong-key'; KOLENA_API_URL = $url } {
                Test-EvalConnection Kolena
                $env:KOLENA_API_KEY = $key
                Test-EvalConnection Kolena
            }

            Test-Case ScaleKey @{ SCALE_API_KEY = $key } {
                $made = Connect-EvalService Scale -BaseUri $url -PassThru
                "$($made.Source)"
                Test-EvalConnection Scale
            }
            Test-Case ScaleOnce @{ SCALE_API_KEY = $key; HTTPS_PROXY = 'http://127.0.0.1:9' } {
                # The first verbose line has the address; the response is not needed.
                "$(Get-ScaleTask a_task -Verbose 4>&1 | Select-Object -First 1)"
            }
            Test-Case Session @{ KOLENA_API_KEY = 'wrong-key'; KOLENA_API_URL = $url } {
                $null = Connect-EvalService Kolena -BaseUri $url -ApiKey ([Net.NetworkCredential]::new('', $key).SecurePassword)
                (Get-KolenaValidation 1 10 1).ValidationId
            }
            Test-Case NotListed @{ KOLENA_API_KEY = $key; KOLENA_API_URL = $url } {
                $null = Get-KolenaValidation 1 10 1
                @(Get-EvalConnection).Count
            }
'@.Replace('@URL@', $sandbox.BaseUri).Replace('@KEY@', $text).Replace('@SERVER@', $server.BaseUri))
            $result.StdErr | Should -BeNullOrEmpty
            $cases = @{}
            foreach ($line in $result.StdOut -split '\r?\n' | Where-Object { $_ }) {
                $case = $line | ConvertFrom-Json
                $cases[$case.Name] = $case
            }
        }

        AfterAll {
            $server | Stop-TestServer
        }

        It 'is <Is> for <Case>' -ForEach @(
            @{ Case = 'GalileoKey'; Is = $true }
            @{ Case = 'GalileoKeyWithLineBreak'; Is = $true }
            @{ Case = 'GalileoWrongKey'; Is = $false }
            @{ Case = 'GalileoUser'; Is = $true }
            @{ Case = 'GalileoUserWays'; Is = 0, 1, 2 }
            @{ Case = 'GalileoConsole'; Is = 'https://api.galileo.example.org/' }
            @{ Case = 'GalileoPublicConsole'; Is = 'https://api.galileo.ai/' }
            @{ Case = 'GalileoLocalConsole'; Is = 'http://localhost:8088/' }
            @{ Case = 'SplunkCloud'; Is = 'https://app.us1.observability.splunkcloud.com/ao/api/', 'SplunkToken', 'Environment' }
            @{ Case = 'SplunkCloudOtherAddress'; Is = $true }
            @{ Case = 'SplunkCloudOwnKey'; Is = 'app.eu0.observability.splunkcloud.com', 'SplunkToken' }
            @{ Case = 'SplunkStandalone'; Is = $true }
            @{ Case = 'SplunkConsole'; Is = 'https://api.ao.example.org/' }
            @{ Case = 'SplunkProject'; Is = 'production' }
            @{ Case = 'KolenaKey'; Is = 1 }
            @{ Case = 'KolenaFormerNames'; Is = 1 }
            @{ Case = 'KolenaBothNames'; Is = 1 }
            @{ Case = 'KolenaChanged'; Is = $false, $true }
            @{ Case = 'ScaleKey'; Is = 'Environment', $true }
            @{ Case = 'Session'; Is = 1 }
            @{ Case = 'NotListed'; Is = 0 }
        ) {
            $cases[$Case].Message | Should -BeNullOrEmpty
            $cases[$Case].Value | Should -Be $Is
        }

        It 'prefers the address of the API to that of the console' {
            $cases.GalileoBothAddresses.Value | Should -Be $sandbox.BaseUri.AbsoluteUri
        }

        It 'ignores ambiguous variables if -ApiKey is combined with -Realm or -BaseUri' {
            $cases.SplunkAmbiguousButExplicit.Value | Should -Be 'app.jp0.observability.splunkcloud.com', $sandbox.BaseUri.AbsoluteUri
        }

        It 'serves a single use of a cmdlet' {
            $cases.ScaleOnce.Value | Should -Match 'GET https://api\.scale\.com/v2/task '
        }

        It 'is rejected as <Id> for <Case>' -ForEach @(
            @{ Case = 'SplunkAmbiguous'; Id = 'InvalidArgument'; Says = 'SPLUNK_AO_API_KEY.*SPLUNK_AO_REALM' }
            @{ Case = 'SplunkIncomplete'; Id = 'InvalidArgument'; Says = 'SPLUNK_AO_REALM.*SPLUNK_AO_O11Y_API_TOKEN' }
            @{ Case = 'GalileoUserWithoutPassword'; Id = 'NoConnection'; Says = 'neither a parameter nor the environment' }
            @{ Case = 'GalileoUnknownConsole'; Id = 'InvalidArgument'; Says = 'galileo\.example\.org' }
            @{ Case = 'GalileoBadAddress'; Id = 'InvalidArgument'; Says = 'GALILEO_API_URL' }
            @{ Case = 'GalileoUnencrypted'; Id = 'InvalidArgument'; Says = 'unencrypted' }
            @{ Case = 'GalileoBadHeaders'; Id = 'InvalidArgument'; Says = 'GALILEO_EXTRA_HEADERS' }
            @{ Case = 'KolenaToken'; Id = 'NoConnection'; Says = 'no connection' }
            @{ Case = 'KolenaTokenBesideKey'; Id = 'Unauthorized'; Says = '401' }
        ) {
            $cases[$Case].ErrorId | Should -BeLike "$Id,GalileoEval.Commands.*"
            $cases[$Case].Message | Should -Match $Says
        }

        It 'has no secret in its errors' {
            $result.StdOut | Should -Not -Match ([regex]::Escape($text))
            $cases.GalileoBadHeaders.Message | Should -Not -Match 'a-secret'
        }

        It 'sends its headers to its own gateway only' {
            $sent = $server.Requests.ForEach({ $_.Headers })
            $sent | Should -HaveCount 3
            $sent[0]['X-Gateway'] | Should -Be 'from-the-environment'
            $sent[1]['X-Gateway'] | Should -BeNullOrEmpty
            $sent[1]['X-Case'] | Should -Be 'other-address'
            $sent[2]['X-Gateway'] | Should -BeNullOrEmpty
        }
    }
}
