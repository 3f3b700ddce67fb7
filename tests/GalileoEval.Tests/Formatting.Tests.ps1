BeforeDiscovery {
    $views = [xml](Get-Content (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.Format.ps1xml') -Raw)
    $definitions = foreach ($view in $views.Configuration.ViewDefinitions.View) {
        # The objects of the runbooks have a type name only.
        if ($view.ViewSelectedBy['TypeName'] -and $view.Name -notlike 'GalileoEval.Runbooks.*') {
            @{
                Type = $view.ViewSelectedBy['TypeName'].InnerText
                Kind = @('Table', 'List')[[int]($null -ne $view['ListControl'])]
                Xml = $view.InnerXml
            }
        }
    }

    $widths = 80, 120
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    $sandbox = Start-TestSandbox
    $guid = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    $escape = [char]27

    function Format-AsText {
        param([object] $InputObject, [int] $Width, [switch] $List)

        $formatted = if ($List) { $InputObject | Format-List } else { $InputObject | Format-Table }
        @(($formatted | Out-String -Width $Width) -split '\r?\n' | ForEach-Object { $_ -replace "$escape\[[\d;]*m" })
    }

    $samples = @(
        [GalileoEval.Galileo.CodeScorerValidation]@{ TaskId = $guid; Status = 'completed'; IsValid = $false; Path = '/home/somebody/scorers/a_rather_long_name_for_a_scorer.py'; ErrorMessage = "Traceback:`n  File ""x""`nValueError: no" }
        [GalileoEval.Galileo.LogRecordValidation]@{ MetricsExperimentId = $guid; ProjectId = $guid }
        [GalileoEval.Galileo.LogRecordScore]@{ MetricsExperimentId = $guid; ProjectId = $guid; RecordId = $guid; RecordType = 'llm'; Status = 'success'; Score = 0.25; Explanation = 'words ' * 40 }
        [GalileoEval.Galileo.GalileoProject]@{ ProjectId = $guid; Name = 'a project with a rather long name indeed'; LogStreamCount = 12345; ExperimentCount = 12345 }
        [GalileoEval.Galileo.GalileoLogStream]@{ LogStreamId = $guid; ProjectId = $null; Name = 'a log stream with a rather long name'; TraceCount = 1234567; SpanCount = 12345678 }
        [GalileoEval.Galileo.GalileoExperiment]@{ ExperimentId = $guid; ProjectId = $null; Name = 'an experiment with a rather long name'; TraceCount = 1234567; SpanCount = 12345678 }
        [GalileoEval.Galileo.Datasets.GalileoDataset]@{ DatasetId = $guid; Name = 'a dataset with a rather long name indeed'; CurrentVersionIndex = 123; RowCount = 1234567 }
        [GalileoEval.Galileo.GalileoScorer]@{ ScorerId = $guid; Name = 'a_scorer_with_a_rather_long_name_indeed'; ScorerType = 'preset'; Version = 12 }
        [GalileoEval.Galileo.Scorers.GalileoScorerVersion]@{ ScorerId = $guid; Version = 12345; CreatedAt = [datetime]'2026-01-02T03:04:05Z' }
        [GalileoEval.Galileo.Scorers.GalileoScorerHealth]@{ ScorerId = $guid; Kind = 'macro_f1'; Value = 0.987654321; JoinedRowCount = 123456; SkippedRowCount = 12345 }
        [GalileoEval.Galileo.Scorers.GalileoScorerHealthPoint]@{ ScorerId = $guid; Version = 123; Kind = 'macro_f1'; Value = 0.987654321; ComputedAt = [datetime]'2026-01-02T03:04:05Z' }
        [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 123456; GroundTruthId = 1234567; ValidationId = 12345678; Status = 'success'; Score = 87.5 }
        [GalileoEval.Kolena.KolenaAgentRun]@{ AgentId = 123456; RunId = 12345679; Status = 'success'; UserDefinedId = 'an id of the user that is long' }
        [GalileoEval.Kolena.KolenaAgent]@{ AgentId = 12345670; Name = 'an agent with a name that is long indeed'; Objective = 'words ' * 40; RunCount = 12345 }
        [GalileoEval.Kolena.KolenaGroundTruth]@{ AgentId = 123456; GroundTruthId = 12345671; GroundTruthVersion = 12; Name = 'a ground truth with a name that is long indeed' }
        [GalileoEval.Scale.ScaleTask]@{ TaskId = '64ffba4a8d8b5e001b0f3c1d'; Status = 'completed'; ProjectName = 'a project with a long name indeed'; BatchName = 'a batch with a long name' }
        [GalileoEval.Scale.ScaleBatch]@{ BatchId = '64ffba4a8d8b5e001b0f3c1e'; Status = 'in_progress'; BatchName = 'a batch with a long name' }
        [GalileoEval.Scale.ScaleDelivery]@{ DeliveryId = '64ffba4a8d8b5e001b0f3c1f'; DeliveryName = 'a delivery with a long name'; TaskCount = 12345; DeliveredAt = [datetime]'2026-01-02T03:04:05Z' }
        [GalileoEval.Galileo.Experiments.GalileoExperimentMetric]@{ ExperimentName = 'an experiment with a rather long name'; ExperimentId = $guid; ProjectId = $guid; Metric = 'helpfulness'; Statistic = 'Maximum'; Value = 1234567890.12345; Count = 1234567 }
        [GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Group = 'model=a long name, split=test'; Count = 1234567; Failed = 123456; Mean = -0.123456; Low = -0.123456; High = -0.101234; PassRate = 0.98765 }
        [GalileoEval.Analysis.EvalScoreComparison]@{ Metric = 'completeness'; Group = 'model=a long name, split=test'; Pairs = 123456; Delta = -0.0123456; Low = -0.0234567; High = -0.0012345; AdjustedPValue = 0.000012345; Verdict = 'NotSignificant' }
        [GalileoEval.Analysis.EvalScoreChange]@{ Metric = 'a metric with a long name'; Key = '12345672'; Reference = 0.66666666; Difference = -0.33333333; Delta = -0.99999999; Change = 'Regressed' }
    )
    $ids = $guid, $guid, $guid, $guid, $guid, $guid, $guid, $guid, $guid, $guid, $guid, '12345678', '12345679', '12345670', '12345671', '64ffba4a8d8b5e001b0f3c1d', '64ffba4a8d8b5e001b0f3c1e', '64ffba4a8d8b5e001b0f3c1f', 'helpfulness', 'correctness', 'completeness', '12345672'
}

AfterAll {
    Stop-TestSandbox
}

Describe 'The <Kind> of <Type>' -ForEach $definitions {
    It 'shows properties that the type has' {
        $known = ($Type -as [type]).GetProperties().Name
        $shown = @([regex]::Matches($Xml, '\$_\.(\w+)') + [regex]::Matches($Xml, '<PropertyName>(\w+)<')).ForEach({ $_.Groups[1].Value })
        $shown | Sort-Object -Unique | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}

Describe 'Objects after a file' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
        $wrong = [GalileoEval.Galileo.CodeScorerValidation]@{ TaskId = $guid; Status = 'completed'; IsValid = $false; ErrorMessage = 'ValueError: no' }
        $right = [GalileoEval.Galileo.CodeScorerValidation]@{
            TaskId = $guid; Status = 'completed'; IsValid = $true; ScoreableNodeTypes = [GalileoEval.EvalList[string]]::new([string[]]('llm', 'trace'))
            TestScores = [GalileoEval.EvalList[GalileoEval.Galileo.TestScore]]::new([GalileoEval.Galileo.TestScore[]]@{ NodeType = 'llm'; Score = 0.5 })
        }
        $records = [GalileoEval.Galileo.LogRecordValidation]@{
            MetricsExperimentId = $guid; ProjectId = $guid; State = 'Failed'; RecordCount = 5; ScoredCount = 3; FailedCount = 2; AverageScore = 0.25 }
        $validation = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = 'success'; Score = 87.5 }
        $run = Get-KolenaAgentRun 1 501
        $task = Get-ScaleTask task_sandbox_01
        $work = $wrong, $right, $records, $validation, $run, $task, (Get-ScaleBatch batch_sandbox)
    }

    It 'is displayed identically in the table of work of all kinds, after <_>' -ForEach 'CLIXML', 'a job' {
        $work | ForEach-Object { $_.PSObject.TypeNames.Insert(0, 'GalileoEval.EvalTask') }
        $live = Format-AsText $work 120
        $back = if ($_ -eq 'CLIXML') { $work | ConvertTo-RoundTrip Clixml } else { ConvertTo-JobOutput $work }
        $work | ForEach-Object { $null = $_.PSObject.TypeNames.Remove('GalileoEval.EvalTask') }
        $live -match $guid | Should -HaveCount 3
        Format-AsText $back 120 | Should -Be $live
    }

    It 'is displayed identically in its own table and list: <Name>' -ForEach @(
        @{ Name = 'an invalid scorer'; Get = { $wrong } }
        @{ Name = 'a valid scorer'; Get = { $right } }
        @{ Name = 'log records'; Get = { $records } }
        @{ Name = 'a validation'; Get = { $validation } }
        @{ Name = 'a run'; Get = { $run } }
        @{ Name = 'a task'; Get = { $task } }
    ) {
        $live = & $Get
        $back = $live | ConvertTo-RoundTrip Clixml
        Format-AsText $back 120 | Should -Be (Format-AsText $live 120)
        if ($Name -ne 'a task') {
            Format-AsText $back 120 -List | Should -Be (Format-AsText $live 120 -List)
        }
    }

    It 'shows maps as JSON' {
        [GalileoEval.Formatting.EvalFormat]::Text(($run | ConvertTo-RoundTrip Clixml).Data) | Should -Match '"total_amount":\{'
    }
}

Describe 'The views' {
    It 'tell two metrics of a record apart' {
        $score = @{ MetricsExperimentId = $guid; ProjectId = $guid; RecordId = $guid; Status = 'success'; Score = 0.25; Explanation = 'why' }
        $rows = [GalileoEval.Galileo.LogRecordScore]($score + @{ Metric = 'toxicity' }),
        [GalileoEval.Galileo.LogRecordScore]($score + @{ Metric = 'registered_scorer_validation' })
        $text = Format-AsText $rows 100 | Where-Object { $_ -match $guid }
        $text[0] | Should -Match ' toxicity: why$'
        $text[1] | Should -Match '0[.,]25 why$'
    }

    It 'show the time of a filter in UTC' {
        $filter = New-GalileoLogRecordFilter created_at gt -Date ([datetime]'2025-02-01T15:00:00Z')
        Format-AsText $filter 80 | Where-Object { $_ -match 'created_at' } | Should -Match ' 2025-02-01 15:00:00Z$'
        Format-AsText $filter 80 -List | Where-Object { $_ -match '^Value' } | Should -Match ': 2025-02-01 15:00:00Z$'
        "$filter" | Should -BeExactly 'created_at gt 2025-02-01 15:00:00Z'
    }

    It 'are a table and a list for every type that a cmdlet writes' {
        $output = (Get-Command -Module GalileoEval).OutputType.Type.Where({ $_.FullName -like 'GalileoEval.*' }) | Sort-Object FullName -Unique
        foreach ($type in $output) {
            # A cmdlet that names an interface writes the types that implement it.
            $types = if ($type.IsInterface) { $type.Assembly.GetExportedTypes().Where({ $type.IsAssignableFrom($_) -and -not $_.IsInterface }) } else { $type }
            foreach ($written in $types) {
                $controls = (Get-FormatData $written.FullName).FormatViewDefinition.Control.ForEach({ $_.GetType().Name })
                $controls | Should -Contain 'TableControl' -Because $written.FullName
                $controls | Should -Contain 'ListControl' -Because $written.FullName
            }
        }
    }

    It 'are a table and a list for every public type of the services that holds data' {
        $client = [GalileoEval.Scale.ScaleTask].Assembly
        $data = $client.GetExportedTypes().Where({
                $_.Namespace -eq 'GalileoEval.Scale' -and -not $_.IsAbstract -and $_.BaseType.Name -eq 'ScaleObject' })
        $viewed = ([xml](Get-Content (Join-Path (Get-TestModuleFolder) 'GalileoEval.Format.ps1xml') -Raw)).SelectNodes('//View/ViewSelectedBy/TypeName').InnerText
        $data.FullName | Where-Object { $_ -notin $viewed } | Should -BeNullOrEmpty
    }

    It 'show ids in full in <_> columns' -ForEach $widths {
        for ($i = 0; $i -lt $samples.Count; $i++) {
            $lines = Format-AsText $samples[$i] $_
            $lines.Where({ $_.Contains($ids[$i]) }) | Should -HaveCount 1 -Because ($lines -join "`n")
        }
    }

    It 'fit a table into <_> columns, one line per object' -ForEach $widths {
        foreach ($sample in $samples) {
            $lines = @((Format-AsText $sample $_).Where({ $_ }))
            $lines | Should -HaveCount 3 -Because ($lines -join "`n")
            ($lines | Measure-Object Length -Maximum).Maximum | Should -Not -BeGreaterThan $_
        }
    }

    It 'show work of every kind in one table of <_> columns' -ForEach $widths {
        $work = $samples.Where({ $_ -is [GalileoEval.IEvalTask] })
        $lines = @((($work | Format-Table -View EvalTask | Out-String -Width $_) -replace "$escape\[[\d;]*m") -split '\r?\n').Where({ $_ })
        $lines | Should -HaveCount ($work.Count + 2)
        $lines.Where({ $_.Contains($guid) }) | Should -HaveCount 3
        $lines.Where({ $_.Contains('123456/1234567/12345678') }) | Should -HaveCount 1
    }

    It 'pass on no control character of a server' {
        $evil = "a${escape}]0;title$([char]7)${escape}[31mb$([char]0x9b)c"
        $message = [GalileoEval.Scale.ScaleError]@{ Type = $evil; Message = $evil }
        $validation = [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = $evil }
        foreach ($text in ($message | Format-Table | Out-String), ($message | Format-List | Out-String), ($validation | Format-List | Out-String)) {
            $bare = $text -replace "$escape\[[\d;]*m"
            $bare | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]'
            $text | Should -Not -Match "$escape\[31mb"
        }
    }

    It 'keep the lines of a traceback in a list' {
        (Format-AsText $samples[0] 120 -List) -join "`n" | Should -Match 'Traceback:\n\s+File "x"\n\s*ValueError: no'
    }
}

Describe 'The colour of a state' {
    It 'is there when the host has colours' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $result = Invoke-ModuleScript @'
            $PSStyle.OutputRendering = 'Ansi'
            [GalileoEval.Formatting.EvalFormat]::State('Succeeded')
            [GalileoEval.Formatting.EvalFormat]::State('Failed')
'@ -Environment @{ NO_COLOR = $null }
        $result.StdOut | Should -Match "$escape\[32mSucceeded$escape\[0m"
        $result.StdOut | Should -Match "$escape\[31mFailed$escape\[0m"
    }

    It 'is not there when output is redirected' {
        $result = Invoke-ModuleScript @'
            [GalileoEval.Kolena.KolenaValidation]@{ AgentId = 1; GroundTruthId = 2; ValidationId = 3; Status = 'success' } | Format-Table
'@ -Environment @{ NO_COLOR = $null; TERM = 'xterm' }
        # PowerShell may still colour the headings.
        $result.StdOut | Should -Match 'Succeeded'
        $result.StdOut.Contains("${escape}[32mSucceeded") | Should -BeFalse
    }

    It 'is not there with NO_COLOR' {
        $result = Invoke-ModuleScript @'
            [GalileoEval.Formatting.EvalFormat]::State('Succeeded')
'@ -Environment @{ NO_COLOR = '1' }
        $result.StdOut.Trim() | Should -Be 'Succeeded'
    }
}

Describe 'Work of several kinds' {
    It 'is one table, and the objects keep their type' {
        $done = @(
            Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1
            Get-ScaleTask task_sandbox_01
        ) | Wait-EvalTask -Timeout 30 -PollInterval 0.2
        $done[0] | Should -BeOfType GalileoEval.Kolena.KolenaValidation
        $done[1] | Should -BeOfType GalileoEval.Scale.ScaleTask
        $lines = ($done | Out-String -Width 80) -replace "$escape\[[\d;]*m" -split '\r?\n' | Where-Object { $_ }
        $lines | Should -HaveCount 4
        $lines[0] | Should -Match '^Service +Id +State +Result'
    }

    It 'of one kind has its specific table' {
        $done = Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 2 | Wait-EvalTask -Timeout 30
        $done | Out-String -Width 80 | Should -Match 'ValidationId'
    }
}

Describe 'Export' {
    BeforeAll {
        $script = Join-Path (Get-TestModuleFolder) 'Examples/answer_length.py'
        $run = Invoke-GalileoCodeScorerValidation $script -LogStreamId $sandbox.LogStreamId -Wait
        $objects = @(
            Invoke-GalileoCodeScorerValidation $script -TestOutput 'Two words' -Wait
            $run
            $run.Scores[0]
            Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1
            Get-ScaleTask task_sandbox_01 -Expand project, batch | Wait-EvalTask -Timeout 30
            Get-EvalConnection
            $sandbox
        )
    }

    It 'to CSV shows no type name' {
        foreach ($object in $objects) {
            $csv = ($object | ConvertTo-Csv -NoTypeInformation)[1]
            $csv | Should -Not -Match 'GalileoEval\.|System\.' -Because $object.GetType().FullName
        }
    }

    It 'to CSV can be waited for again' {
        $work = $objects.Where({ $_ -is [GalileoEval.IEvalTask] })
        foreach ($item in $work) {
            $row = $item | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
            ($row | Wait-EvalTask -Timeout 30).Id | Should -Be $item.Id
        }
    }
}

Describe 'The alias Id' {
    It 'binds to no parameter' {
        $parameters = (Get-Command -Module GalileoEval).ForEach({ $_.Parameters.Values }).Where({
                $_.Attributes.ValueFromPipelineByPropertyName -contains $true })
        $parameters | Should -Not -BeNullOrEmpty
        $parameters.Where({ $_.Name -eq 'Id' -or $_.Aliases -contains 'Id' }) | Should -BeNullOrEmpty
    }
}
