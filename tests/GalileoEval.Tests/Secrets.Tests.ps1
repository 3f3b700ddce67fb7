BeforeDiscovery {
    $places = 'objects', 'text', 'json', 'csv', 'clixml', 'errors', 'transcript', 'console', 'trace'
}

Describe 'A secret' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-TestModule

        # Every secret contains the mark, which occurs nowhere else. Some characters are sent in an encoded form.
        $mark = 'c4n4ry'
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'written')
        $secrets = @{
            TEST_KEY = "$mark-key-6b1f"
            TEST_WRONG_KEY = "$mark-wrong-key-90aa"
            TEST_PASSWORD = "$mark&p`"a\s+s w/rd"
            TEST_HEADER = "$mark-header-value"
        }
        $environment = $secrets + @{ TEST_FOLDER = $folder.FullName; TEST_MODULES = $PSScriptRoot }

        # One line per step, run with all streams open. Lines end up in error records, so they contain no secrets.
        $steps = @'
Start-EvalSandbox -ApiKey $key -TaskDuration 0
Start-EvalSandbox -ApiKey $key -Port (Get-EvalSandbox)[0].Port
Get-EvalSandbox
Connect-EvalService Galileo -BaseUri $sandbox -ApiKey $key -Name keyed -PassThru -Header @{ 'X-Gateway' = $header }
Connect-EvalService Galileo -BaseUri $sandbox -Credential $user -Name oauth -PassThru
Connect-EvalService Galileo -BaseUri $sandbox -Credential $user -Name basic -PassThru -Authentication Basic
Connect-EvalService Kolena -BaseUri $sandbox -ApiKey $key -Name keyed -PassThru
Connect-EvalService Scale -BaseUri $sandbox -ApiKey $key -Name keyed -PassThru -Authentication Basic
Connect-EvalService Kolena -BaseUri $sandbox -SecretName anything -VaultName any -Name vault -PassThru
Connect-EvalService Kolena -BaseUri $sandbox -SecretName nothing
Get-EvalConnection | Test-EvalConnection
Get-EvalConnection
'keyed', 'oauth', 'basic' | ForEach-Object { Get-GalileoCodeScorerValidation ([guid]::Empty) -Connection $_ }
Connect-EvalService Galileo -BaseUri $sandbox -ApiKey $key -Name keyed -Header @{ 'X-Gateway' = $header }
Invoke-GalileoCodeScorerValidation $scorer -Wait -TestInput a -TestOutput b
Trace-Command ParameterBinding, CommandDiscovery -FilePath trace.1.txt { Connect-EvalService Scale -BaseUri $sandbox -ApiKey $key; Get-ScaleTask task_sandbox_01 }
Trace-Command * -FilePath trace.2.txt { Get-ScaleTask task_sandbox_02 -Option annotation_details; Get-KolenaValidation 1 10 999 }
Invoke-GalileoCodeScorerValidation $looking -Wait
Invoke-GalileoCodeScorerValidation $scorer -Wait -LogStreamId (Get-EvalSandbox)[0].LogStreamId
Invoke-GalileoCodeScorerValidation $scorer -Wait -Project support-bot -LogStream production -Limit 2
New-GalileoLogRecordFilter type -Text trace
Invoke-GalileoCodeScorerValidation $scorer -Wait -DatasetId (Get-EvalSandbox)[0].DatasetId
Get-GalileoDataset 'golden*' -AllVersions
@{ input = 'a'; output = 'b' } | New-GalileoDataset canary
@{ input = 'c' } | Add-GalileoDatasetRow canary -PassThru
Get-GalileoDatasetRow canary
Remove-GalileoDataset canary -Confirm:$false
Export-GalileoLogRecord -Project support-bot -LogStream production -Path json.export.txt -PassThru
Get-KolenaValidation 1 10 1 | Wait-EvalTask
Get-ScaleTask task_sandbox_01 -Expand project, batch -Option annotation_details | Wait-EvalTask
Get-GalileoProject | Get-GalileoLogStream
Get-GalileoProject | Get-GalileoExperiment
Get-GalileoExperiment -Project prompt-lab | Get-GalileoExperimentMetric
Invoke-GalileoCodeScorerValidation $scorer -Wait -LogStreamId (Get-EvalSandbox)[0].LogStreamId | Get-GalileoLogRecordScore
Publish-GalileoCodeScorer $scorer -Name canary_scorer
Get-GalileoScorer canary_scorer | Get-GalileoScorerVersion
Save-GalileoScorerCode canary_scorer -Path ../saved.py -PassThru
Restore-GalileoScorerVersion canary_scorer -Version 1
Enable-GalileoScorer canary_scorer -Project support-bot -LogStream production -Recompute -PassThru
Disable-GalileoScorer canary_scorer -Project support-bot -LogStream production
Invoke-GalileoCodeScorerValidation $scorer -Wait -DatasetId (Get-EvalSandbox)[0].DatasetId | Measure-GalileoScorerHealth -Scorer canary_scorer
Get-GalileoScorerHealth canary_scorer -DatasetId (Get-EvalSandbox)[0].DatasetId
Get-GalileoScorer canary_scorer | Remove-GalileoScorer -Confirm:$false
Get-KolenaAgent
Get-KolenaAgentRun -AgentId 1
Start-KolenaAgentRun -AgentId 1 -Path $scorer -Wait | Select-KolenaPromptResult
Start-KolenaAgentRun -AgentId 1 -Path $scorer | Remove-KolenaAgentRun -Confirm:$false
Get-KolenaGroundTruth -AgentId 1 -GroundTruthId 10
New-KolenaGroundTruth -AgentId 1 -Name made -EvaluationInstructions compare -Run @{ user_defined_id = 'a'; data = @{ total = 1 } }
Start-KolenaValidation -AgentId 1 -GroundTruthId 10 | Wait-EvalTask -Timeout 0
Get-ScaleProject
Get-ScaleBatch | Wait-EvalTask -Timeout 0
Get-ScaleDelivery
New-ScaleBatch made -ProjectId project_sandbox -Staging -Metadata @{ team = 'a' }
@{ id = 1; prompt = 'a' } | New-ScaleTask -BatchName made -ResumeKey id -Verbose
Complete-ScaleBatch -BatchName made
Resume-ScaleBatch batch_sandbox_paused
Suspend-ScaleBatch batch_sandbox_staging
Stop-ScaleBatch batch_sandbox_staging -Confirm:$false
Set-ScaleBatch batch_sandbox_staging @{ a = 1 } -PassThru
Set-ScaleTask task_sandbox_01 @{ a = 1 } -Merge -PassThru
Get-ScaleTask -BatchName sandbox-ratings -Option annotation_details | Select-ScaleAnnotation
Get-ScaleTask -BatchName sandbox-ratings | Select-ScaleMessage
Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1 | Measure-EvalScore
Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2 | Compare-EvalScore (Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1)
Get-ScaleTask -BatchName sandbox-agreement -Option submissions | Select-ScaleAnnotation | Measure-EvalAgreement -Unit TaskId, TurnIndex, MessageIndex, SourceId
Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v1 | Export-EvalBaseline baseline.json
Import-EvalBaseline baseline.json
Get-KolenaValidation 1 10 1 | Test-EvalGate (New-EvalGateRule * State -EqualTo Succeeded) -Detailed
Get-KolenaValidation 1 10 3 | Assert-EvalGate (New-EvalGateRule * State -EqualTo Succeeded)
Get-ScaleTask -BatchName sandbox-ratings -Option annotation_details | ConvertTo-EvalReport -Format HTML -IncludeText
Get-ScaleTask -BatchName sandbox-ratings -Option annotation_details | Export-EvalReport report.json -IncludeText -PassThru
Get-KolenaValidation 1 10 999
Get-ScaleTask nobody
Connect-EvalService Kolena -BaseUri $sandbox -ApiKey $wrong
Get-KolenaValidation 1 10 1
Connect-EvalService Scale -ApiKey $plain
Connect-EvalService Scale -ApiKey $key -Credential $user
Connect-EvalService Scale -ApiKey $key -BaseUri http://eval.example.org
Connect-EvalService Scale -ApiKey $key -BaseUri $addressWithPassword
Connect-EvalService Scale -ApiKey $keyWithLineBreak
Connect-EvalService Galileo -ApiKey $key -Header @{ Authorization = $header }
Connect-EvalService Galileo -ApiKey $key -Header @{ 'X-Gateway' = "$header`n" }
Connect-EvalService Galileo -ApiKey $key -Proxy http://localhost:1 -ProxyCredential $user -PassThru -MaximumRetryCount 0 | Test-EvalConnection
Start-EvalSandbox -ApiKey $plain
Disconnect-EvalService -Name keyed
Disconnect-EvalService Scale
Disconnect-EvalService -Name nobody
Stop-EvalSandbox -WhatIf
Stop-EvalSandbox
'@ -split '\r?\n'

        # The same against a server that echoes the request in each kind of response.
        $reading = @{
            Galileo = 'Get-GalileoCodeScorerValidation ([guid]::Empty)', 'Invoke-GalileoCodeScorerValidation $scorer'
            Kolena = 'Get-KolenaValidation 1 10 1', '[pscustomobject]@{ AgentId = 1; GroundTruthId = 10; ValidationId = 1 } | Wait-EvalTask -Timeout 0'
            Scale = 'Get-ScaleTask task_a', "[pscustomobject]@{ Service = 'Scale'; TaskId = 'task_a' } | Wait-EvalTask -Timeout 0"
        }
        $ways = @(
            @{ Service = 'Galileo'; Login = '-ApiKey $key -Header @{ "X-Gateway" = $header }' }
            @{ Service = 'Galileo'; Login = '-Credential $user -Authentication OAuth' }
            @{ Service = 'Galileo'; Login = '-Credential $user -Authentication Basic' }
            @{ Service = 'Galileo'; Login = '-ApiKey $key -Authentication SplunkToken' }
            @{ Service = 'Kolena'; Login = '-ApiKey $key' }
            @{ Service = 'Scale'; Login = '-ApiKey $key' }
            @{ Service = 'Scale'; Login = '-ApiKey $key -Authentication Basic' }
        )
        foreach ($way in $ways) {
            # The rarer kinds once with a key and once with a password, because the rest is the same for all.
            $rare = @(if ($way.Login -match 'header|OAuth') { 'standard', 'html', 'redirect', 'garbage' })
            foreach ($kind in @('text', 'fields', 'unauthorized') + $rare) {
                $steps += "Connect-EvalService $($way.Service) $($way.Login) -BaseUri `"`${echo}$kind`" -MaximumRetryCount 0"
                $steps += "Test-EvalConnection $($way.Service)"
                $steps += $reading[$way.Service]
            }
        }

        # It reports the environment that a scorer can see, and those of all processes that are readable.
        @'
import glob, os
def scorer_fn(*, step_object, **kwargs):
    names = [name for name in glob.glob("/proc/*/cmdline") if os.access(name, os.R_OK)]
    seen = []
    for name in names:
        try:
            seen.append(open(name, "rb").read().decode("utf-8", "replace"))
        except OSError:
            pass
    raise Exception(f"looked at {len(seen)} processes: {seen} {dict(os.environ)}")
'@ | Set-Content (Join-Path $TestDrive 'looking.py')

        $script = @'
            $ErrorActionPreference = 'Continue'
            Import-Module (Join-Path $env:TEST_MODULES TestServer.psm1)
            function ConvertTo-Secret([string] $Text) { [Net.NetworkCredential]::new('', $Text).SecurePassword }
            $key = ConvertTo-Secret $env:TEST_KEY
            $wrong = ConvertTo-Secret $env:TEST_WRONG_KEY
            $keyWithLineBreak = ConvertTo-Secret "$env:TEST_KEY`nmore"
            $user = [pscredential]::new('sandbox@example.com', (ConvertTo-Secret $env:TEST_PASSWORD))
            $plain = $env:TEST_KEY
            $header = $env:TEST_HEADER
            $addressWithPassword = "https://me:$env:TEST_KEY@eval.example.org"
            $scorer = Join-Path $env:TEST_FOLDER '../scorer.py'
            'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content $scorer
            $looking = Join-Path $env:TEST_FOLDER '../looking.py'
            function Get-Secret($Name, $Vault) { if ($Name -eq 'anything') { $key } else { Write-Error "There is no $Name." } }
            $server = Start-TestServer {
                param($request)
                $said = (@($request.Headers.GetEnumerator().ForEach({ "$($_.Key): $($_.Value)" })) + $request.Body) -join ' | '
                $kind = $request.Path.Split('/')[1]
                switch ($kind) {
                    text { @{ Status = 400; Body = ConvertTo-Json @{ detail = "You sent $said" } } }
                    fields { @{ Status = 422; Body = ConvertTo-Json -Depth 5 @{ detail = @(@{ loc = 'body', 0; msg = "You sent $said"; type = 'value'; input = $said }) } } }
                    standard { @{ Status = 409; Body = ConvertTo-Json @{ standard_error = @{ message = "You sent $said"; user_action = "Do not send $said"; error_code = 7 } } } }
                    unauthorized { @{ Status = 401; Body = ConvertTo-Json @{ error = "You sent $said" }; Headers = @{ 'X-Said' = $said -replace '[^ -~]' } } }
                    html { @{ Status = 400; Body = "<html><h1>You sent $said</h1></html>" } }
                    redirect { @{ Status = 302; Headers = @{ Location = 'http://elsewhere.example.org/?said=' + [uri]::EscapeDataString($said) } } }
                    garbage { @{ Body = "You sent $said" } }
                }
            }
            $echo = $server.BaseUri
            Set-Location $env:TEST_FOLDER
            $null = Start-Transcript transcript.txt
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $number = 0
            foreach ($step in Get-Content steps.txt) {
                $number++
                $sandbox = if (Get-Command Get-EvalSandbox) { (Get-EvalSandbox | Select-Object -First 1).BaseUri }
                $records = @(try { Invoke-Expression $step *>&1 } catch { $_ })
                # For the console, and with it for the transcript.
                $records
                $records | Format-List * -Force | Out-String -Width 4000 | Add-Content objects.txt
                $records | ForEach-Object { "$_" } | Add-Content text.txt
                foreach ($record in $records) {
                    $depth = if ($record.GetType().Namespace -like 'GalileoEval*') { 20 } else { 2 }
                    $record | ConvertTo-Json -Depth $depth -WarningAction SilentlyContinue | Add-Content json.txt
                }
                $records | Export-Clixml "clixml.$number.txt" -Depth 2
                $records | Group-Object { $_.GetType().FullName } | ForEach-Object {
                    $_.Group | Export-Csv "csv.$number.$($_.Name).txt" -NoTypeInformation
                }
            }
            $VerbosePreference = $DebugPreference = 'SilentlyContinue'
            $Error | Format-List * -Force | Out-String -Width 4000 | Set-Content errors.1.txt
            $Error | ForEach-Object { $_.Exception.ToString(); $_.ErrorDetails.RecommendedAction } | Set-Content errors.2.txt
            if (Get-Command Get-Error -ErrorAction Ignore) { $Error | Get-Error | Out-String -Width 4000 | Set-Content errors.3.txt }
            $null = Stop-Transcript
            $server.Requests.ForEach({ ($_.Headers.Values -join ' ') + ' ' + $_.Body }) | Set-Content ../received.txt
            $server | Stop-TestServer
'@
        $steps | Set-Content (Join-Path $folder 'steps.txt')
        $result = Invoke-ModuleScript $script -Environment $environment -TimeoutSec 300
        $result.StdOut + $result.StdErr | Set-Content (Join-Path $folder 'console.txt')

        function Get-Written {
            param([string] $Place)

            (Get-ChildItem $folder -Filter "$Place*" | Get-Content -Raw) -join "`n"
        }
    }

    It 'met every cmdlet of the module' {
        $script = [Management.Automation.Language.Parser]::ParseInput($steps -join "`n", [ref] $null, [ref] $null)
        $named = $script.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) |
            ForEach-Object { $_.GetCommandName() }
        (Get-Command -Module GalileoEval).Name | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty
    }

    It 'was really sent, and repeated' {
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $received = Get-Content (Join-Path $TestDrive 'received.txt') -Raw
        $received | Should -Match ([regex]::Escape($secrets.TEST_KEY))
        $received | Should -Match ([regex]::Escape($secrets.TEST_HEADER))
        $received | Should -Match ([regex]::Escape([uri]::EscapeDataString($secrets.TEST_PASSWORD).Replace('%20', '+')))
        Get-Written text | Should -Match 'You sent .*\*\*\*'
        Get-Written text | Should -Match 'Galileo-API-Key: \*\*\*'
        Get-Written objects | Should -Match '(?m)^IsValid +: True'
        if ($IsLinux) {
            Get-Written objects | Should -Match 'looked at \d+ processes'
        }
    }

    It 'left output to check in <_>' -ForEach $places {
        $text = Get-Written $_
        $text.Length | Should -BeGreaterThan 1000
        $text | Should -Match 'Scale'
    }

    It 'is not in <_>' -ForEach $places {
        $pairs = "sandbox@example.com:$($secrets.TEST_PASSWORD)", "$($secrets.TEST_KEY):"
        # The sandbox's tasks hold workspace tokens that end in this.
        $forms = @($mark, 'do-not-show') + $pairs.ForEach({ [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($_)) })
        $found = foreach ($file in Get-ChildItem $folder -Filter "$_*") {
            foreach ($form in $forms) {
                Select-String -LiteralPath $file.FullName -Pattern $form -SimpleMatch | Select-Object -First 2 |
                    ForEach-Object { "$($file.Name):$($_.LineNumber): $($_.Line.Trim())" }
            }
        }
        $found | Should -BeNullOrEmpty
    }
}
