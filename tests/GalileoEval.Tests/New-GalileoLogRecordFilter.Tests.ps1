BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.NewGalileoLogRecordFilterCommand'
    $scorer = Join-Path $TestDrive 'scorer.py'
    'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content $scorer
}

AfterAll {
    Stop-TestSandbox
}

Describe 'New-GalileoLogRecordFilter' {
    It 'makes a filter of <Type>' -ForEach @(
        @{ Type = 'text'; With = @{ Text = 'refund' }; Value = 'refund'; Case = $true }
        @{ Type = 'text'; With = @{ Text = ''; Operator = 'ne' }; Value = ''; Operator = 'ne'; Case = $true }
        @{ Type = 'text'; With = @{ Text = 'a', 'b'; CaseInsensitive = $true }; Value = 'a', 'b'; Operator = 'one_of'; Case = $false }
        @{ Type = 'id'; With = @{ Id = 'x'; Operator = 'Contains' }; Value = 'x'; Operator = 'contains' }
        @{ Type = 'number'; With = @{ Number = 1, 2.5; Operator = 'between' }; Value = 1, 2.5; Operator = 'between' }
        @{ Type = 'boolean'; With = @{ Boolean = $true; Operator = 'ne' }; Value = $true; Operator = 'ne' }
        @{ Type = 'collection'; With = @{ Collection = 'tag'; Operator = 'not_in' }; Value = 'tag'; Operator = 'not_in'; Case = $true }
    ) {
        $filter = New-GalileoLogRecordFilter column @With
        $filter | Should -BeOfType GalileoEval.Galileo.GalileoLogRecordFilter
        $filter.ColumnId | Should -Be 'column'
        $filter.Type | Should -Be $Type
        $filter.Operator | Should -BeExactly $(if ($Operator) { $Operator } else { 'eq' })
        $filter.Value | Should -Be $Value
        $filter.CaseSensitive | Should -Be $Case
    }

    It 'converts a local time to UTC' {
        $time = Get-Date '2026-03-01T12:00:00'
        (New-GalileoLogRecordFilter created_at gte -Date $time).Value | Should -Be $time.ToUniversalTime()
    }

    It 'rejects <Operator> for <With.Keys>, and lists the valid operators' -ForEach @(
        @{ Operator = 'gt'; With = @{ Text = 'x' }; Has = 'eq, ne, contains, one_of, not_in' }
        @{ Operator = 'gt'; With = @{ Id = 'x' }; Has = 'eq, ne, one_of, not_in, contains' }
        @{ Operator = 'contains'; With = @{ Number = 1 }; Has = 'eq, ne, gt, gte, lt, lte, between' }
        @{ Operator = 'between'; With = @{ Date = '2026-01-01' }; Has = 'eq, ne, gt, gte, lt, lte' }
        @{ Operator = 'gt'; With = @{ Boolean = $true }; Has = 'eq, ne' }
        @{ Operator = 'ne'; With = @{ Collection = 'x' }; Has = 'eq, contains, one_of, not_in' }
    ) {
        New-GalileoLogRecordFilter column $Operator @With -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failures[0].Exception.Message | Should -BeLike "*'$Operator'*$Has.*"
    }

    It 'rejects values that do not fit: <_>' -ForEach '-Number 2, 1 -Operator between', '-Number 1 -Operator between',
        '-Number 1, 2', '-Number NaN', '-Text a, b -Operator eq' {
        $null = Invoke-Expression "New-GalileoLogRecordFilter column $_ -ErrorAction SilentlyContinue -ErrorVariable failures"
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source"
    }

    It 'rejects values of two types, and none' {
        $binding = @{ Throw = $true; ExceptionType = [Management.Automation.ParameterBindingException] }
        { New-GalileoLogRecordFilter column -Text a -Number 1 } | Should @binding
        { New-GalileoLogRecordFilter column -Number many } | Should @binding
        { New-GalileoLogRecordFilter column -Boolean $true -CaseInsensitive } | Should @binding
        { New-GalileoLogRecordFilter '' -Text a } | Should @binding
    }

    It 'completes the operators of the type that is typed' {
        $line = 'New-GalileoLogRecordFilter score -Number 1 -Operator '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
            Should -Be 'between', 'eq', 'gt', 'gte', 'lt', 'lte', 'ne'
        $line = 'New-GalileoLogRecordFilter score -Operator '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'contains'
    }

    It 'chooses the records that are scored' {
        $where = @{ Path = $scorer; LogStreamId = $sandbox.LogStreamId; Wait = $true; PollInterval = 0.05 }
        $all = Invoke-GalileoCodeScorerValidation @where
        $traces = Invoke-GalileoCodeScorerValidation @where -Filter (New-GalileoLogRecordFilter type -Text trace)
        $traces.RecordCount | Should -BeGreaterThan 0
        $traces.RecordCount | Should -BeLessThan $all.RecordCount
        $traces.Scores.RecordType | Sort-Object -Unique | Should -Be 'trace'
        $none = @((New-GalileoLogRecordFilter type -Text trace), (New-GalileoLogRecordFilter created_at lt -Date '2001-01-01'))
        (Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Filter $none | Wait-EvalTask -Timeout 0 -ErrorAction SilentlyContinue).RecordCount |
            Should -BeIn 0, $null
    }
}

Describe 'A filter in the pipeline' {
    BeforeAll {
        $server = Start-TestServer -Map @{
            'POST /v2/scorers/code/validate/log_record' = '{"metrics_experiment_id":"6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01"}'
        }
        Connect-EvalService Galileo -Name filters -BaseUri $server.BaseUri -ApiKey (ConvertTo-SecureString k -AsPlainText -Force)
        $filters = @(
            New-GalileoLogRecordFilter input contains -Text 'caf?' -CaseInsensitive
            New-GalileoLogRecordFilter score between -Number 0, 0.5
        )
        $expected = '[{"type":"text","column_id":"input","operator":"contains","value":"caf?","case_sensitive":false},' +
            '{"type":"number","column_id":"score","operator":"between","value":[0,0.5]}]'

        function Get-SentFilter {
            param([object[]] $Filter)

            $null = Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Filter $Filter -Connection filters
            $parts = $server.Requests[-1].Body -split '\r\n'
            $parts[[array]::IndexOf($parts, ($parts -match 'name="?filters')[0]) + 2]
        }
    }

    AfterAll {
        Disconnect-EvalService -Name filters
        Stop-TestServer $server
    }

    It 'is sent with the names of the service, beside others' {
        Get-SentFilter $filters | Should -BeExactly $expected
        $sent = Get-SentFilter ($filters[0], @{ type = 'boolean'; column_id = 'b'; operator = 'eq'; value = $true }) | ConvertFrom-Json
        $sent.column_id | Should -Be 'input', 'b'
    }

    It 'is the same after <_>' -ForEach 'Json', 'Clixml' {
        $back = if ($_ -eq 'Json') {
            $filters | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        }
        else {
            $filters | Export-Clixml "$TestDrive/filters.xml"
            Import-Clixml "$TestDrive/filters.xml"
        }

        $sent = Get-SentFilter $back | ConvertFrom-Json
        $sent.column_id | Should -Be 'input', 'score'
        $sent.operator | Should -Be 'contains', 'between'
        $sent[0].case_sensitive | Should -BeFalse
        $sent[1].value | Should -Be 0, 0.5
        $sent[1].PSObject.Properties.Name | Should -Not -Contain 'case_sensitive'
    }

    It 'with a number that JSON cannot represent is rejected, and nothing is sent' {
        $before = $server.Requests.Count
        { Get-SentFilter @{ type = 'number'; column_id = 'x'; operator = 'gt'; value = [double]::NaN } } |
            Should -Throw -ErrorId 'InvalidArgument,GalileoEval.Commands.InvokeGalileoCodeScorerValidationCommand'
        $server.Requests.Count | Should -Be $before
        Get-SentFilter @{ type = 'number'; column_id = 'x'; operator = 'lt'; value = 1e300 } | Should -Match '"value":1E\+?300'
    }

    It 'prints its list of values as they are' {
        (New-GalileoLogRecordFilter c -Text a, b | Format-Table | Out-String) | Should -Not -Match 'EvalList|System\.'
        (New-GalileoLogRecordFilter c -Text a, b | ConvertTo-Csv -NoTypeInformation)[1] | Should -Not -Match 'EvalList|System\.'
    }
}
