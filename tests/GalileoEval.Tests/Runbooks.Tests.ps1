# Runs the runbooks as a scheduler or a CI job does: each in its own PowerShell process, connected by environment variables.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force
    Import-TestModule
    $runbooks = Join-Path (Get-TestModuleFolder) 'Examples/Runbooks'
    $manifest = Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'

    # The environment variables that connect a child to a sandbox of this process.
    function Get-ConnectEnvironment($Sandbox) {
        $secret = [Net.NetworkCredential]::new('', (Get-TestServerKey)).Password
        @{
            GALILEO_API_URL = $Sandbox.BaseUri; GALILEO_API_KEY = $secret
            KOLENA_API_URL = $Sandbox.BaseUri; KOLENA_API_KEY = $secret
            SCALE_API_KEY = $secret; GITHUB_STEP_SUMMARY = $null; NO_COLOR = 1
        }
    }

    function Get-RunbookScript([string] $Name, [string] $Arguments, $Sandbox) {
        # No environment variable has the address of Scale.
        $connect = 'Connect-EvalService Scale -BaseUri {0}' -f $Sandbox.BaseUri
        "$connect`n& '$runbooks/$Name.ps1' $Arguments`nexit `$LASTEXITCODE"
    }

    function Invoke-Runbook([string] $Name, [string] $Arguments, $Sandbox, [hashtable] $Environment = @{}) {
        $all = Get-ConnectEnvironment $Sandbox
        $Environment.Keys | ForEach-Object { $all[$_] = $Environment[$_] }
        Invoke-ModuleScript (Get-RunbookScript $Name $Arguments $Sandbox) -Environment $all -WorkingDirectory $TestDrive
    }
}

AfterAll {
    Stop-TestSandbox
}

Describe 'The runbooks' {
    It 'have help with exit codes: <_>' -ForEach 'Invoke-EvalGate', 'Test-ScorerFolder', 'Invoke-NightlyAccuracy', 'Export-ScaleBatch', 'Start-ScaleCampaign' {
        $help = Get-Help (Join-Path $runbooks "$_.ps1") -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 1
        $help.alertSet.alert.Text | Should -Match 'Exit codes'
        foreach ($parameter in $help.parameters.parameter | Where-Object name -NotIn 'WhatIf', 'Confirm') {
            "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty -Because $parameter.name
        }
    }
}

Describe 'A runbook without the module' {
    It 'exits with 2 and says what is missing: <Name>' -ForEach @(
        @{ Name = 'Invoke-EvalGate'; Arguments = 'scorers' }
        @{ Name = 'Test-ScorerFolder'; Arguments = 'scorers' }
        @{ Name = 'Invoke-NightlyAccuracy'; Arguments = '1 10' }
        @{ Name = 'Export-ScaleBatch'; Arguments = 'batch ratings.csv' }
        @{ Name = 'Start-ScaleCampaign'; Arguments = "prompts.csv batch project annotations.csv" }
    ) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $script = "`$env:PSModulePath = Join-Path `$PSHOME Modules`n& '$runbooks/$Name.ps1' $Arguments`nexit `$LASTEXITCODE"
        $result = Invoke-PowerShellScript $script -WorkingDirectory $folder -Environment @{ GITHUB_ACTIONS = $null; TF_BUILD = $null; NO_COLOR = 1 }
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match "'GalileoEval'\W+was\W+not\W+loaded|GalileoEval\W+is\W+not\W+installed"
    }
}

Describe 'Test-ScorerFolder' {
    BeforeAll {
        $sandbox = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey) -TaskDuration 0
        $valid = 'def scorer_fn(*, step_object, **kwargs): return 1.0'
        $invalid = 'def scorer_fn(*, index): return 1.0'

        function New-ScorerFolder([hashtable] $Scorer) {
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item $folder -ItemType Directory
            foreach ($name in $Scorer.Keys) {
                [IO.File]::WriteAllText((Join-Path $folder $name), $Scorer[$name])
            }

            $folder
        }
    }

    It 'exits with 0 when every scorer is valid' {
        $folder = New-ScorerFolder @{ 'a.py' = $valid; 'b.py' = $valid }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -ReportPath '$folder/out/junit.xml', '$folder/summary.md', '$folder/page.html'" $sandbox
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $suite = ([xml][IO.File]::ReadAllText("$folder/out/junit.xml")).testsuites.testsuite
        $suite.tests, $suite.failures, $suite.errors, $suite.skipped | Should -Be '2', '0', '0', '0'
        $suite.testcase.name | Should -Be 'a.py', 'b.py'
        "$(Get-Content "$folder/summary.md")" | Should -Match '2 gate rules: 2 passed'
        "$folder/page.html" | Should -Exist
    }

    It 'exits with 1 for an invalid scorer and names it; with -All it reports the others too' {
        $folder = New-ScorerFolder @{ 'a.py' = $valid; 'b.py' = $invalid; 'c.py' = $valid }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -All -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 1
        $suite = ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite
        $suite.tests, $suite.failures, $suite.errors, $suite.skipped | Should -Be '3', '1', '0', '0'
        # The table is complete in spite of the exit code that follows.
        $result.StdOut | Should -Match 'b\.py\s+Invalid'
        $failure = $suite.testcase | Where-Object { $_.SelectSingleNode('failure') }
        $failure.name | Should -Be 'b.py'
        $failure.failure.message | Should -Match 'kwargs'
    }

    It 'stops at the first invalid scorer; scorers without an outcome are skipped' {
        $folder = New-ScorerFolder @{ 'a.py' = "import time`ntime.sleep(8)`n$valid"; 'b.py' = $invalid }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -PollInterval 0.1 -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 1
        $suite = ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite
        $suite.tests, $suite.failures, $suite.errors, $suite.skipped | Should -Be '2', '1', '0', '1'
        ($suite.testcase | Where-Object { $_.SelectSingleNode('skipped') }).name | Should -Be 'a.py'
    }

    It 'exits with 3 for a timeout' {
        $folder = New-ScorerFolder @{ 'slow.py' = "import time`ntime.sleep(8)`n$valid" }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -Timeout 0 -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 3
        $suite = ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite
        $suite.errors | Should -Be '1'
        $suite.testcase.error.InnerText | Should -Match 'Timeout'
    }

    It 'writes a hostile message as text' {
        $name = if ($IsWindows -or $PSVersionTable.PSEdition -ne 'Core') { "it's & [1] x_y_.py" } else { "it's <b> & [1] | x_y_.py" }
        $message = 'raise ValueError(''</failure><x>]]> | `a` [b](http://c) @all \x1b[31m \x00 \ud800 &amp; '' + chr(0x1F600))'
        $folder = New-ScorerFolder @{ $name = "def scorer_fn(*, step_object, **kwargs):`n    $message"; 'empty.py' = '' }
        $summary = Join-Path $folder 'summary.md'
        Set-Content $summary 'before'
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -All -ReportPath '$folder/junit.xml'" $sandbox @{ GITHUB_STEP_SUMMARY = $summary }
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        $suite = ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite
        $suite.testcase.name | Should -Contain $name
        ($suite.testcase | Where-Object name -EQ $name).failure.message | Should -BeLike '*</failure><x>*&amp; *'
        $lines = Get-Content $summary -Encoding UTF8
        # Appended, as GitHub requires; one row for each scorer, of seven cells.
        $lines[0] | Should -Be 'before'
        $rows = @($lines | Where-Object { $_ -match '\| Invalid \|' })
        $rows | Should -HaveCount 2
        $rows | ForEach-Object { ($_ -split '(?<!\\)\|').Count | Should -Be 9 }
        "$rows" | Should -Not -Match '<|(?<!\\)`|[\x00-\x1F]'
    }

    It 'runs on the records of a log stream' {
        $folder = New-ScorerFolder @{ 'a.py' = $valid; 'b.py' = "def scorer_fn(*, step_object, **kwargs): raise ValueError('no luck')" }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -LogStreamId $($sandbox.LogStreamId) -All -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        $cases = ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite.testcase
        ($cases | Where-Object name -EQ 'a.py').SelectSingleNode('failure') | Should -BeNullOrEmpty
        $failure = ($cases | Where-Object name -EQ 'b.py').failure.message
        $failure | Should -Match '\d+ of \d+ scores failed'
        $failure | Should -Match 'no luck'
    }

    It 'adds a hint to a valid scorer that scores nothing' {
        $folder = New-ScorerFolder @{ 'none.py' = 'x = 1' }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.StdOut | Should -Match 'Every score is empty'
        $tools = "def scoreable_node_types_fn(): return ['tool']`n$valid"
        $folder = New-ScorerFolder @{ 'tools.py' = $tools }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -LogStreamId $($sandbox.LogStreamId) -Limit 1" $sandbox
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.StdOut | Should -Match 'No record was scored'
    }

    It 'exits with 2 for a folder without scorers and for a missing folder' {
        $folder = New-ScorerFolder @{ 'readme.txt' = '' }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder'" $sandbox
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'contains\W+no\W+scorer'
        $result = Invoke-Runbook Test-ScorerFolder "'$folder/none'" $sandbox
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'does\W+not\W+exist'
    }

    It 'exits with 2 when the service rejects the key' {
        $folder = New-ScorerFolder @{ 'a.py' = $valid }
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -ReportPath '$folder/junit.xml'" $sandbox @{ GALILEO_API_KEY = 'another-key' }
        $result.ExitCode | Should -Be 2
        ([xml][IO.File]::ReadAllText("$folder/junit.xml")).testsuites.testsuite.errors | Should -Be '1'
    }

    It 'sends and writes nothing with -WhatIf' {
        $folder = New-ScorerFolder @{ 'a.py' = $valid }
        $before = $sandbox.RequestCount
        $result = Invoke-Runbook Test-ScorerFolder "'$folder' -WhatIf -ReportPath '$folder/junit.xml'" $sandbox
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.StdOut | Should -Match 'What if'
        $sandbox.RequestCount | Should -Be $before
        "$folder/junit.xml" | Should -Not -Exist
    }
}

Describe 'Invoke-NightlyAccuracy' {
    BeforeAll {
        function Start-NightSandbox([double] $TaskDuration) {
            $script:night = Start-EvalSandbox -TaskDuration $TaskDuration -NoConnect -ApiKey (Get-TestServerKey)
            $script:reader = Connect-TestServer $night.BaseUri Kolena
        }

        function Get-Count([long] $GroundTruthId) {
            @(Get-KolenaValidation -AgentId 1 -GroundTruthId $GroundTruthId -Connection $reader).Count
        }
    }

    BeforeEach {
        $pending = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $scores = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $files = "-PendingPath '$pending' -ResultPath '$scores' -PollInterval 0.1"
    }

    AfterEach {
        $reader | Disconnect-EvalService
        $night | Stop-EvalSandbox
    }

    It 'measures every ground truth once per night, and reports the gate and the trend' {
        Start-NightSandbox 0
        $before = Get-Count 10
        $result = Invoke-Runbook Invoke-NightlyAccuracy "'Invoice reader' 10, 11 $files -Night n" $night
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        # One table and nothing else, complete in spite of the exit code that follows.
        $result.StdOut.Trim() | Should -Match '^GroundTruthId\s+ValidationId\s+Status\s+Score\s'
        $rows = Import-Csv $scores
        $rows.GroundTruthId | Sort-Object | Should -Be '10', '11'
        $rows.State | Should -Be 'Succeeded', 'Succeeded'
        $pending | Should -Not -Exist
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 11 $files -Night n -MinimumScore 100 -ReportPath '$scores.md', '$scores.xml'" $night
        $result.ExitCode | Should -Be 1 -Because 'the scores of the night are below 100'
        $result.StdOut | Should -Match 'ground truth 10, validation \d+: Score is .*, below the minimum 100'
        Get-Count 10 | Should -Be ($before + 1)
        Import-Csv $scores | Should -HaveCount 2
        Get-Content "$scores.md" -Raw | Should -Match '(?s)Failed.* 4 gate rules: 2 failed, 2 passed.*## Trend.*ground truth 10'
        ([xml](Get-Content "$scores.xml" -Raw)).testsuites.failures | Should -Be '2'
    }

    It 'continues to wait after a timeout' {
        Start-NightSandbox 3600
        $before = Get-Count 10
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 11 $files -Timeout 0" $night
        $result.ExitCode | Should -Be 3 -Because $result.StdErr
        $ids = (Import-Csv $pending).ValidationId
        $ids | Should -HaveCount 2
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 11 $files -Timeout 0" $night
        $result.ExitCode | Should -Be 3
        (Import-Csv $pending).ValidationId | Should -Be $ids
        Get-Count 10 | Should -Be ($before + 1)
        $scores | Should -Not -Exist
    }

    It 'continues after it was killed, and rejects a second run meanwhile' {
        Start-NightSandbox 3600
        $before = (Get-Count 10), (Get-Count 11)
        $file = Join-Path $TestDrive 'killed.ps1'
        Set-Content $file ("Import-Module '$manifest'`n" + (Get-RunbookScript Invoke-NightlyAccuracy "1 10, 11 $files" $night))
        $program, $rest = @(Get-PowerShellCommand) + '-NoProfile', '-NonInteractive', '-File', $file
        $start = [Diagnostics.ProcessStartInfo]::new($program)
        $start.Arguments = ($rest | ForEach-Object { '"{0}"' -f $_ }) -join ' '
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $variables = Get-ConnectEnvironment $night
        $variables.Keys | Where-Object { $variables[$_] } | ForEach-Object { $start.EnvironmentVariables[$_] = [string]$variables[$_] }
        $process = [Diagnostics.Process]::Start($start)
        try {
            Wait-Until { (Test-Path $pending) -and @(Import-Csv $pending | Where-Object ValidationId).Count -eq 2 }
            $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 11 $files -Timeout 0" $night
            $result.ExitCode | Should -Be 2
            $result.StdErr | Should -Match 'Another run is in progress'
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
        }

        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 11 $files -Timeout 0" $night
        $result.ExitCode | Should -Be 3 -Because $result.StdErr
        (Get-Count 10), (Get-Count 11) | Should -Be ($before | ForEach-Object { $_ + 1 })
    }

    It 'finds a validation that was started but not recorded' {
        Start-NightSandbox 0
        # The state after an interruption between the response of the service and the file.
        [pscustomobject]@{ Night = 'n'; AgentId = 1; GroundTruthId = 11; ValidationId = ''; NewestBefore = 6 } | Export-Csv $pending -NoTypeInformation
        $started = Start-KolenaValidation -AgentId 1 -GroundTruthId 11 -Connection $reader
        $before = Get-Count 11
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 11 $files" $night
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        (Import-Csv $scores).ValidationId | Should -Be $started.ValidationId
        Get-Count 11 | Should -Be $before
    }

    It 'skips a validation that is in the results already' {
        Start-NightSandbox 0
        # The state after an interruption between the two files.
        [pscustomobject]@{ Night = 'n'; AgentId = 1; GroundTruthId = 11; ValidationId = 6; NewestBefore = 5 } | Export-Csv $pending -NoTypeInformation
        [pscustomobject]@{ Night = 'n'; AgentId = 1; GroundTruthId = 11; ValidationId = 6; Status = 'success'; State = 'Succeeded'; Score = '64'; EndedAt = '' } |
            Export-Csv $scores -NoTypeInformation
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 11 $files -MinimumScore 60" $night
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        Import-Csv $scores | Should -HaveCount 1
        $pending | Should -Not -Exist
    }

    It 'reports a deleted validation and an unknown ground truth' {
        Start-NightSandbox 0
        [pscustomobject]@{ Night = 'n'; AgentId = 1; GroundTruthId = 11; ValidationId = 4711; NewestBefore = 5 } | Export-Csv $pending -NoTypeInformation
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 11 $files" $night
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        $result.StdOut | Should -Match '4711: State is Failed, not Succeeded'
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10, 999 $files -Night m" $night
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match '999|not found'
        (Import-Csv $scores | Where-Object Night -EQ 'm').GroundTruthId | Should -Be '10'
    }

    It 'rejects a name of several agents' {
        Start-NightSandbox 0
        $server = Start-TestServer @{ Body = '{"agents":[{"id":1,"name":"twin"},{"id":2,"name":"twin"}],"total_pages":1}' }
        try {
            $result = Invoke-Runbook Invoke-NightlyAccuracy "twin 11 $files" $night @{ KOLENA_API_URL = $server.BaseUri }
        }
        finally {
            $server | Stop-TestServer
        }

        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'name\W+of\W+2\W+agents'
    }

    It 'rejects the pending file of another agent' {
        Start-NightSandbox 0
        [pscustomobject]@{ Night = 'n'; AgentId = 2; GroundTruthId = 11; ValidationId = 5; NewestBefore = 4 } | Export-Csv $pending -NoTypeInformation
        $before = Get-Count 11
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 11 $files" $night
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'has\W+work\W+of\W+the\W+agent\W+2'
        Get-Count 11 | Should -Be $before
    }

    It 'starts nothing with -WhatIf' {
        Start-NightSandbox 0
        $before = Get-Count 10
        $result = Invoke-Runbook Invoke-NightlyAccuracy "1 10 $files -WhatIf" $night
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.StdOut | Should -Match 'What if'
        Get-Count 10 | Should -Be $before
        $pending, $scores | Should -Not -Exist
    }
}

Describe 'Export-ScaleBatch' {
    BeforeAll {
        $ended = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey) -TaskDuration 0
        $open = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey) -TaskDuration 3600
    }

    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $report = Join-Path $folder 'ratings.csv'
    }

    It 'exports annotations and failed tasks' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings '$report' -Timeout 60" $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $reader = Connect-TestServer $ended.BaseUri Scale
        $tasks = @(Get-ScaleTask -BatchName sandbox-ratings -Status completed -Connection $reader)
        $expected = @($tasks | Select-ScaleAnnotation)
        $reader | Disconnect-EvalService
        $rows = Import-Csv $report
        $rows | Should -HaveCount $expected.Count
        $rows.Key | Should -Be $expected.Key
        $failed = @(Import-Csv (Join-Path $folder 'ratings.errors.csv'))
        $failed.TaskId | Should -Be 'task_sandbox_04'
        $failed.Error | Should -Not -BeNullOrEmpty
        $result.StdOut | Should -Match "\b$($expected.Count)\s+$($tasks.Count)\s+1\s"
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be 'ratings.csv', 'ratings.errors.csv'
    }

    It 'writes the columns when there are no rows' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings '$report' -Key no_such_key" $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        @(Import-Csv $report) | Should -HaveCount 0
        (Get-Content $report) | Should -BeLike '"TaskId",*'
    }

    It 'writes the columns of the errors of a batch without errors' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-agreement '$report' -ErrorPath '$folder/errors.csv' -Timeout 60 -PollInterval 0.1" $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        @(Import-Csv $report).Count | Should -BeGreaterThan 0
        Get-Content (Join-Path $folder 'errors.csv') | Should -Be '"TaskId","BatchId","Status","CreatedAt","Error"'
    }

    It 'rejects the same file for the annotations and the errors' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings '$report' -ErrorPath '$report'" $ended
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'same\W+file'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'rejects a folder instead of a file' {
        foreach ($arguments in "'$folder'", "'$report' -ErrorPath '$folder'") {
            $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings $arguments" $ended
            $result.ExitCode | Should -Be 2
            $result.StdErr | Should -Match 'is\W+a\W+folder'
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }
    }

    It 'exits with 2 when the wait ends with an error of the service' {
        $batch = '{"id":"b","name":"n","project":"p","status":"in_progress","created_at":"2025-01-01T00:00:00Z"}'
        $server = Start-TestServer @{ Body = $batch }, @{ Status = 403; Body = '{"message":"no more access"}' }
        try {
            $result = Invoke-ModuleScript @"
                Connect-EvalService Scale -BaseUri $($server.BaseUri) -MaximumRetryCount 0
                & '$runbooks/Export-ScaleBatch.ps1' n '$report' -Timeout 60 -PollInterval 0.1
                exit `$LASTEXITCODE
"@ -Environment @{ SCALE_API_KEY = 'key' }
        }
        finally {
            $server | Stop-TestServer
        }

        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'no\W+more\W+access'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'keeps the earlier report when the batch is not completed in time' {
        Set-Content $report 'before'
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings '$report' -Timeout 0" $open
        $result.ExitCode | Should -Be 3 -Because $result.StdErr
        Get-Content $report | Should -Be 'before'
        Get-ChildItem $folder | Should -HaveCount 1
    }

    It 'keeps the earlier report when the export fails' {
        Set-Content $report 'before'
        # The tasks and annotations can be read, but the failed tasks cannot.
        $batch = '{"id":"b","name":"n","project":"p","status":"completed","created_at":"2025-01-01T00:00:00Z"}'
        $server = Start-TestServer @{ Body = $batch }, @{ Body = '{"tasks":[]}' }, @{ Status = 500; Body = '{"message":"broken off"}' }
        try {
            $result = Invoke-ModuleScript @"
                Connect-EvalService Scale -BaseUri $($server.BaseUri) -MaximumRetryCount 0
                & '$runbooks/Export-ScaleBatch.ps1' n '$report'
                exit `$LASTEXITCODE
"@ -Environment @{ SCALE_API_KEY = 'key' }
        }
        finally {
            $server | Stop-TestServer
        }

        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'broken off'
        Get-Content $report | Should -Be 'before'
        Get-ChildItem $folder | Should -HaveCount 1
    }

    It 'names the nearest names of an unknown batch' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-rating '$report'" $ended
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'sandbox-ratings'
        $report | Should -Not -Exist
    }

    It 'does not treat a name as a pattern' {
        $result = Invoke-Runbook Export-ScaleBatch "'sandbox-rating[s]' '$report'" $ended
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match "'sandbox-rating\[s\]'\. The nearest names are"
    }

    It 'writes nothing with -WhatIf' {
        $result = Invoke-Runbook Export-ScaleBatch "sandbox-ratings '$report' -WhatIf" $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }
}

Describe 'Start-ScaleCampaign' {
    BeforeAll {
        $ended = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey) -TaskDuration 0
        $open = Start-EvalSandbox -NoConnect -ApiKey (Get-TestServerKey) -TaskDuration 3600
        $prompts = Join-Path $TestDrive 'prompts.csv'
        'id,prompt', 'a,Where is my order?', 'b,Can I return it?', 'c,Is it open?' | Set-Content $prompts
    }

    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $annotations = Join-Path $folder 'annotations.csv'
    }

    It 'turns prompts into annotations and a report, and creates nothing when it is run again' {
        $arguments = "'$prompts' campaign 'Sandbox ratings' '$annotations' -ReportPath '$folder/report.html', '$folder/report.md'"
        $before = $ended.StartCount
        $result = Invoke-Runbook Start-ScaleCampaign $arguments $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $ended.StartCount | Should -Be ($before + 4)
        $rows = Import-Csv $annotations
        $rows.id | Sort-Object -Unique | Should -Be a, b, c
        $rows.Key | Sort-Object -Unique | Should -Be helpfulness, safe, tone
        $rows.ContributorId | Should -Not -Contain ''
        Get-Content "$folder/report.md" -Raw | Should -Match 'Campaign campaign[\s\S]*helpfulness'
        Get-Content "$folder/report.html" -Raw | Should -Match 'helpfulness'
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be annotations.csv, report.html, report.md

        $result = Invoke-Runbook Start-ScaleCampaign $arguments $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $ended.StartCount | Should -Be ($before + 4)
        Import-Csv $annotations | Should -HaveCount $rows.Count
    }

    It 'creates the tasks that an interrupted run did not create, and ends at the timeout' {
        $writer = Connect-TestServer $open.BaseUri Scale
        $batch = New-ScaleBatch resumed -ProjectName 'Sandbox ratings' -Staging -Connection $writer
        $null = Import-Csv $prompts | Select-Object -First 1 | New-ScaleTask $batch -ResumeKey id -Connection $writer
        $before = $open.StartCount
        $result = Invoke-Runbook Start-ScaleCampaign "'$prompts' resumed 'Sandbox ratings' '$annotations' -Timeout 0" $open
        $result.ExitCode | Should -Be 3 -Because $result.StdErr
        $open.StartCount | Should -Be ($before + 2)
        (Get-ScaleBatch -BatchName resumed -Connection $writer).Status | Should -Be in_progress
        $writer | Disconnect-EvalService
        Get-ChildItem $folder | Should -HaveCount 0
    }

    It 'does not finalize the batch while a row has no task' {
        $server = Start-TestServer @(
            @{ Body = '{"id":"b","name":"n","project":"p","status":"staging","created_at":"2025-01-01T00:00:00Z"}' }
            @{ Body = '{"tasks":[]}' }
            @{ Status = 400; Body = '{"status_code":400,"error":"no such variable"}' }
        )
        try {
            $result = Invoke-ModuleScript @"
                Connect-EvalService Scale -BaseUri $($server.BaseUri) -MaximumRetryCount 0
                & '$runbooks/Start-ScaleCampaign.ps1' '$prompts' n p '$annotations'
                exit `$LASTEXITCODE
"@ -Environment @{ SCALE_API_KEY = 'key' }
            $result.ExitCode | Should -Be 2
            $result.StdErr | Should -Match 'no such variable'
            $server.Requests.Path | Should -Not -Match 'finalize'
        }
        finally {
            $server | Stop-TestServer
        }
    }

    It 'exits with 2 when <Name> fails, and writes no file' -ForEach @(
        @{ Name = 'the search for the batch'; Good = 0 }
        @{ Name = 'the wait'; Good = 3 }
    ) {
        $batch = @{ Body = '{"id":"b","name":"n","project":"p","status":"in_progress","created_at":"2025-01-01T00:00:00Z"}' }
        $task = '{"task_id":"t{0}","status":"pending","created_at":"2025-01-01T00:00:00Z","metadata":{"id":"{0}"}}'
        $tasks = @{ Body = '{"tasks":[' + (('a', 'b', 'c').ForEach({ $task.Replace('{0}', $_) }) -join ',') + ']}' }
        $responses = @($batch, $tasks, $batch | Select-Object -First $Good) + @{ Status = 403; Body = '{"message":"no more access"}' }
        $server = Start-TestServer $responses
        try {
            $result = Invoke-ModuleScript @"
                Connect-EvalService Scale -BaseUri $($server.BaseUri) -MaximumRetryCount 0
                & '$runbooks/Start-ScaleCampaign.ps1' '$prompts' n p '$annotations' -PollInterval 0.1
                exit `$LASTEXITCODE
"@ -Environment @{ SCALE_API_KEY = 'key' }
            $server.Requests.Method | Sort-Object -Unique | Should -Be GET
        }
        finally {
            $server | Stop-TestServer
        }

        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'no\W+more\W+access'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'reports a cancelled batch with exit code 1' {
        $writer = Connect-TestServer $ended.BaseUri Scale
        $batch = New-ScaleBatch stopped -ProjectName 'Sandbox ratings' -Staging -Connection $writer
        $null = New-ScaleTask $batch -Connection $writer
        $null = $batch | Stop-ScaleBatch -Confirm:$false -Connection $writer
        $writer | Disconnect-EvalService
        $result = Invoke-Runbook Start-ScaleCampaign "'$prompts' stopped 'Sandbox ratings' '$annotations'" $ended
        $result.ExitCode | Should -Be 1 -Because $result.StdErr
        # No annotation, and the columns of a file with annotations.
        Get-Content $annotations | Should -Be ('"id","TaskId","ContributorId","ThreadIndex","TurnIndex","MessageIndex","Role",' +
            '"SourceId","Level","Key","ValueText","Justification","NotApplicable","CannotAssess"')
    }

    It 'rejects a file whose rows <Case>, and sends nothing' -ForEach @(
        @{ Case = 'have no key'; Lines = 'prompt', 'x' }
        @{ Case = 'share a key'; Lines = 'id,prompt', '1,x', '1,y' }
        @{ Case = 'are missing'; Lines = @('id,prompt') }
    ) {
        $file = Join-Path $folder 'bad.csv'
        Set-Content $file $Lines
        $before = $ended.RequestCount
        $result = Invoke-Runbook Start-ScaleCampaign "'$file' bad 'Sandbox ratings' '$annotations'" $ended
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'column'
        $ended.RequestCount | Should -Be $before
    }

    It 'rejects a folder instead of a file, and sends nothing' {
        $before = $ended.RequestCount
        $result = Invoke-Runbook Start-ScaleCampaign "'$prompts' bad 'Sandbox ratings' '$folder'" $ended
        $result.ExitCode | Should -Be 2
        $result.StdErr | Should -Match 'is\W+a\W+folder'
        $ended.RequestCount | Should -Be $before
    }

    It 'creates nothing with -WhatIf' {
        $before = $ended.RequestCount
        $result = Invoke-Runbook Start-ScaleCampaign "'$prompts' nothing 'Sandbox ratings' '$annotations' -WhatIf" $ended
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $ended.RequestCount | Should -Be $before
    }
}
