# Injection: values that try to change the path, the query, the headers or the file.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')

    # The other mandatory parameters of a call. A cmdlet that is not listed needs none.
    $guid = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    $needs = @{
        'Add-GalileoDatasetRow' = @{ InputObject = @{ input = 'a' } }
        'Export-GalileoLogRecord' = @{ LogStream = $guid; Project = $guid; Path = 'records.jsonl' }
        'Export-GalileoLogRecord -Experiment' = @{ Project = $guid; Path = 'records.jsonl' }
        'Remove-GalileoDataset' = @{ Confirm = $false }
        'Get-GalileoExperiment' = @{ Project = $guid }
        'Get-GalileoExperimentMetric' = @{ Project = $guid; Experiment = $guid }
        'Get-GalileoLogStream' = @{ Project = $guid }
        'Get-GalileoLogRecordScore' = @{ MetricsExperimentId = $guid; ProjectId = $guid }
        'Get-GalileoLogRecordScore -LogStream' = @{ Project = $guid }
        'Get-GalileoLogRecordScore -Experiment' = @{ Project = $guid }
        'Get-KolenaAgentRun' = @{ AgentId = 1 }
        'Start-KolenaAgentRun' = @{ AgentId = 1; LiteralPath = 'scorer.py' }
        'Invoke-GalileoCodeScorerValidation' = @{ LiteralPath = 'scorer.py' }
        'Invoke-GalileoCodeScorerValidation -LogStream' = @{ LiteralPath = 'scorer.py'; Project = $guid }
        'Invoke-GalileoCodeScorerValidation -Experiment' = @{ LiteralPath = 'scorer.py'; Project = $guid }
        'Invoke-GalileoCodeScorerValidation -Project' = @{ LiteralPath = 'scorer.py'; LogStream = $guid }
        'Invoke-GalileoCodeScorerValidation -ScoreType' = @{ LiteralPath = 'scorer.py'; DatasetId = $guid }
        'New-KolenaGroundTruth' = @{ AgentId = 1; Name = 'n'; EvaluationInstructions = 'e'; Run = @{ UserDefinedId = 'r'; Data = @{} } }
        'Publish-GalileoCodeScorer' = @{ LiteralPath = 'scorer.py'; Name = 'n' }
        'Disable-GalileoScorer' = @{ Scorer = $guid; Project = $guid; LogStream = $guid }
        'Enable-GalileoScorer' = @{ Scorer = $guid; Project = $guid; LogStream = $guid }
        'Get-GalileoScorerHealth' = @{ Scorer = $guid; DatasetId = $guid }
        'Measure-GalileoScorerHealth' = @{ Scorer = $guid; MetricsExperimentId = $guid; Project = $guid; DatasetId = $guid }
        'Remove-GalileoScorer' = @{ Confirm = $false }
        'Restore-GalileoScorerVersion' = @{ Version = 1 }
        'Save-GalileoScorerCode' = @{ Path = 'saved.py' }
        'Get-ScaleTask -Status' = @{ BatchId = 'b' }
        'Get-ScaleTask -Expand' = @{ TaskId = 't' }
        'Get-ScaleTask -Option' = @{ TaskId = 't' }
        'Get-ScaleBatch -Expand' = @{ BatchId = 'b' }
        'Set-ScaleBatch' = @{ Metadata = @{} }
        'Set-ScaleTask' = @{ Metadata = @{} }
        'Stop-ScaleBatch' = @{ Confirm = $false }
        'Get-ScaleDelivery -Expand' = @{ DeliveryId = 'd' }
    }

    # Every text parameter that is sent; files and local parameters have other tests.
    $texts = foreach ($command in Get-Command -Module GalileoEval -Noun Galileo*, Kolena*, Scale* | Where-Object Verb -NotIn New, Select) {
        foreach ($parameter in $command.Parameters.Values) {
            if ($parameter.ParameterType -notin [string], [string[]] -or $parameter.Name -match 'Path|Variable|Connection') {
                continue
            }

            $base = $needs["$command -$($parameter.Name)"], $needs["$command"] | Where-Object { $_ } | Select-Object -First 1
            @{ Command = $command.Name; Parameter = $parameter.Name; Base = if ($base) { $base } else { @{} } }
        }
    }
}

Describe 'A hostile value' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule
        $server = Start-TestServer @{ Status = 404; Body = '{"detail": "not found"}' }
        foreach ($service in 'Galileo', 'Kolena', 'Scale') {
            $null = Connect-TestServer $server.BaseUri $service
        }

        Push-Location $TestDrive
        'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
        $hostile = 'a/b', '/', 'a?b=c', 'a#b', '..', '.', '../..', '%2e%2e', '%2e', '..%2f..', 'a%2fb', "a`r`nX-Evil: 1", "a`nb", 'a b', ' ',
            'a\b', 'a;b', 'a&limit=9', 'a=b', "a`0b", 'äöü', "`u{202e}evil", "a`tb", '*', 'a"b', "a'b", '$(x)'

        # The requests since a mark: the method, the path with the value masked, the keys of the query, the headers.
        function Get-Asked {
            param([int] $Since, [string] $Value)

            $escaped = [uri]::EscapeDataString($Value)
            for ($i = $Since; $i -lt $server.Requests.Count; $i++) {
                $request = $server.Requests[$i]
                $path, $query = $request.Path -split '\?', 2
                $segments = $path -split '/' | ForEach-Object { if ($_ -ceq $escaped) { '*' } else { $_ } }
                $keys = "$query" -split '&' | ForEach-Object { ($_ -split '=')[0] } | Where-Object { $_ }
                $headers = $request.Headers.Keys | Where-Object { $_ -notin 'Content-Length' } | Sort-Object
                '{0} {1} ? {2} | {3}' -f $request.Method, ($segments -join '/'), ($keys -join ','), ($headers -join ',')
            }
        }

        function Invoke-With {
            param([object] $Value)

            $splat = $Base.Clone()
            $splat[$Parameter] = $Value
            $since = $server.Requests.Count
            $script:failure = $null
            try { & $Command @splat -ErrorAction Stop -WarningAction SilentlyContinue | Out-Null } catch { $script:failure = $_ }
            Get-Asked $since $Value
        }
    }

    AfterAll {
        Pop-Location
        $server | Stop-TestServer
    }

    It 'for <Command> -<Parameter> reaches no other operation' -ForEach $texts {
        # A name is resolved with another request than an ID; the parameter accepts both.
        $usual = 'abc', '7c9e6679-7425-40de-944b-e07fc1f90ae7' | ForEach-Object { Invoke-With $_ }
        foreach ($value in $hostile) {
            $asked = Invoke-With $value
            foreach ($line in $asked) {
                $line | Should -BeIn $usual -Because "'$value' was given"
            }

            if (-not $asked -and $failure) {
                $failure.FullyQualifiedErrorId | Should -Match '^(InvalidArgument|NotFound|Parameter)' -Because "'$value' was given"
            }

            if ($failure) {
                "$failure" | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]' -Because 'an error must not drive the terminal'
            }
        }
    }
}

Describe 'A hostile form' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule
        $server = Start-TestServer @{ Body = '{"task_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}' }
        $null = Connect-TestServer $server.BaseUri Galileo
        # Not on TestDrive, because Pester cannot remove such names.
        $folder = Join-Path ([IO.Path]::GetTempPath()) "hostile-$([guid]::NewGuid())"
        $null = [IO.Directory]::CreateDirectory($folder)

        # The parts as RFC 7578 divides them: by the boundary of the header, and no other line.
        function Get-Part {
            param([object] $Request)

            $boundary = [regex]::Match($Request.Headers['Content-Type'], 'boundary="?([^";]+)"?$').Groups[1].Value
            $boundary | Should -Not -BeNullOrEmpty
            $parts = ("`r`n" + $Request.Body) -split [regex]::Escape("`r`n--$boundary")
            $parts[-1].Trim() | Should -Be '--'
            foreach ($part in $parts[1..($parts.Count - 2)]) {
                $head, $body = $part.Substring(2) -split "`r`n`r`n", 2
                [pscustomobject]@{ Head = $head -split "`r`n"; Body = $body }
            }
        }
    }

    AfterAll {
        $server | Stop-TestServer
        [IO.Directory]::Delete($folder, $true)
    }

    It 'has one well-formed header line for a file named <_>' -Skip:($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') -ForEach @(
        'a"b.py', "a'b.py", "a`nb.py", "a`r`nX-Evil: 1.py", 'a;filename=evil.py', '"; filename="evil.py', 'ä ö.py', '.hidden.py',
        "`u{202e}yp.evil", '%22.py', "tab`t.py", ('x' * 200 + '.py'), '日本.py', "a`u{1b}[2J.py"
    ) {
        $file = [IO.Path]::Combine($folder, $_)
        [IO.File]::WriteAllText($file, 'def scorer_fn(*, step_object, **kwargs): return 1.0')
        $sent = Invoke-GalileoCodeScorerValidation -LiteralPath $file
        $sent.Path | Should -BeExactly $file
        $part = @(Get-Part $server.Requests[-1])[0]
        $part.Body | Should -BeExactly ([IO.File]::ReadAllText($file))
        $lines = @($part.Head -match '^Content-Disposition:')
        $lines | Should -HaveCount 1
        @($part.Head -notmatch '^Content-(Disposition|Type):') | Should -BeNullOrEmpty
        # A token, or a quoted string with escaped quotes and backslashes; then optionally the extended form.
        $lines[0] | Should -Match '^Content-Disposition: form-data; name="file"; filename=("([^"\\]|\\.)*"|[\w.-]+)(; filename\*=utf-8''''[\w%.~!$&+^`|-]*)?$'
        $lines[0] | Should -Not -Match '[^ -~]'
    }

    It 'keeps a text that resembles a multipart boundary' {
        $scorer = Join-Path $TestDrive 'scorer.py'
        [IO.File]::WriteAllText($scorer, 'def scorer_fn(*, step_object, **kwargs): return 1.0')
        $text = "`r`n--boundary--`r`nContent-Disposition: form-data; name=`"test_output`"`r`n`r`nforged"
        $null = Invoke-GalileoCodeScorerValidation $scorer -TestInput $text
        $parts = @(Get-Part $server.Requests[-1])
        $parts | Should -HaveCount 2
        $parts[1].Body | Should -BeExactly $text
    }
}
