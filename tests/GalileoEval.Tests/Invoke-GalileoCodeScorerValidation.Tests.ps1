BeforeDiscovery {
    # Windows PowerShell reads this file in the code page of the machine.
    $foreign = -join [char[]](0xfc, 0x6e, 0xef, 0x2d, 0x65e5, 0x672c)
    $onUnix = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
    $mayReadAll = $onUnix -and (id -u) -eq '0'
    $ways = 'Csv', 'Json', 'Clixml'
    $plainNames = @(
        'with space.py', "it's.py", "$foreign.py", 'a;b=c&d.py', '100%.py', '[a].py', 'a[1-3].py', '$(x) `b`.py', 'x.y.z', 'no extension'
    )
    # Windows has no such files.
    $names = if ($onUnix) { $plainNames + 'say "hi".py', 'star*.py', "line`nbreak.py" } else { $plainNames }

    $scorers = @(
        @{
            Case = 'older form'; NodeType = 'llm', 'chat'; Score = 3, 3; ScoreType = 'int'
            Text = @'
def scorer_fn(*, index, node_input, node_output, node_name, node_type, node_id, tools, dataset_variables, **kwargs) -> int:
    return len(node_output.split())

def aggregator_fn(*, scores) -> dict:
    return {"mean": sum(scores) / len(scores)}

def score_type() -> type:
    return int

def scoreable_node_types_fn() -> list:
    return ["llm", "chat"]

include_llm_credentials = False
chain_aggregation = "average"
'@
        }
        @{
            Case = 'newer form'; NodeType = 'trace', 'llm'; Score = 0.5, 0.5; ScoreType = 'float'
            Text = "def scorer_fn(*, step_object, **kwargs): return 0.5"
        }
        @{
            Case = 'newer form with metadata'; NodeType = 'trace', 'llm'; Score = 1, 1; ScoreType = 'float'
            Text = "def scorer_fn(*, step_object, **kwargs): return 1.0, {'why': 'always'}"
        }
        @{
            Case = 'scorer of truth'; NodeType = 'trace', 'llm'; Score = $true, $true; ScoreType = 'bool'
            Text = "def scorer_fn(*, step_object, **kwargs): return True`ndef score_type(): return bool"
        }
        @{
            Case = 'scorer of text'; NodeType = 'trace', 'llm'; Score = 'fine', 'fine'; ScoreType = 'str'
            Text = "def scorer_fn(*, step_object, **kwargs): return 'fine'`ndef score_type(): return str"
        }
    )
    $invalidScorers = @(
        @{ Case = 'a syntax error'; Message = 'Invalid Python code in scorer file\. SyntaxError when parsing:'; Text = 'def scorer_fn(*, step_object, **kwargs) return 1' }
        @{ Case = 'an error while it is loaded'; Message = 'Error while loading your custom metric code:[\s\S]*Traceback[\s\S]*ModuleNotFoundError'; Text = "import a_module_that_nobody_has`ndef scorer_fn(*, step_object, **kwargs): return 1" }
        @{ Case = 'no kwargs'; Message = 'kwargs'; Text = 'def scorer_fn(*, step_object): return 1' }
        @{ Case = 'a function that raises'; Message = 'Traceback[\s\S]*line 2[\s\S]*ValueError: bad day'; Text = "def scorer_fn(*, step_object, **kwargs):`n    raise ValueError('bad day')" }
        @{ Case = 'a score of the wrong type'; Message = "Failed to coerce value 'much' to type float"; Text = "def scorer_fn(*, step_object, **kwargs): return 'much'" }
        @{ Case = 'an unsupported score type'; Message = 'score_type'; Text = "def scorer_fn(*, step_object, **kwargs): return 1`ndef score_type(): return list" }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    # Starting Python is slow on a loaded machine.
    $sandbox = Start-TestSandbox @{ TaskDuration = 0.2; ScorerTimeout = 60 }
    $source = 'GalileoEval.Commands.InvokeGalileoCodeScorerValidationCommand'
    $foreign = -join [char[]](0xe9, 0x65e5, 0x672c, 0xdf)
    $soon = @{ Wait = $true; Timeout = 120; PollInterval = 0.05 }

    function New-Scorer {
        param([string] $Text = 'def scorer_fn(*, step_object, **kwargs): return 0.5', [string] $Name = "$([guid]::NewGuid()).py")

        $file = [IO.Path]::Combine($TestDrive, $Name)
        [IO.File]::WriteAllText($file, $Text)
        $file
    }

    function New-Folder {
        (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
    }

    $scorer = New-Scorer
}

AfterAll {
    Stop-TestSandbox
}

Describe 'A validation on a sample' {
    It 'of a <Case> is valid' -ForEach $scorers {
        $file = New-Scorer $Text
        # The older signature declares its node types.
        $for = if ($Case -eq 'older form') { @{} } else { @{ ScoreableNodeType = $NodeType } }
        $validation = Invoke-GalileoCodeScorerValidation $file -TestInput 'How?' -TestOutput 'In this way' @for @soon
        $validation | Should -BeOfType GalileoEval.Galileo.CodeScorerValidation
        $validation.Path | Should -BeExactly $file
        $validation.Status | Should -BeExactly 'completed'
        $validation.State | Should -Be Succeeded
        $validation.IsValid | Should -BeTrue
        $validation.ErrorMessage | Should -BeNullOrEmpty
        $validation.ScoreType | Should -BeExactly $ScoreType
        $validation.ScoreableNodeTypes | Should -Be $NodeType
        $validation.TestScores.NodeType | Should -Be $NodeType
        $validation.TestScores.Score | Should -Be $Score
        if ($Case -eq 'older form') {
            $validation.ChainAggregation | Should -BeExactly 'average'
            $validation.IncludeLlmCredentials | Should -BeFalse
        }
    }

    It 'of a file with <Case> is invalid, which is no error' -ForEach $invalidScorers {
        $validation = Invoke-GalileoCodeScorerValidation (New-Scorer $Text) @soon -ErrorVariable failures
        $failures | Should -BeNullOrEmpty
        $validation.Status | Should -BeExactly 'completed'
        $validation.State | Should -Be Failed
        $validation.IsValid | Should -BeFalse
        $validation.ErrorMessage | Should -Match $Message
        $validation.TestScores | Should -BeNullOrEmpty
    }

    It 'of a file without scorer_fn is valid with a warning' {
        $validation = Invoke-GalileoCodeScorerValidation (New-Scorer 'answer = 42') @soon -WarningVariable warnings -WarningAction SilentlyContinue
        $validation.IsValid | Should -BeTrue
        $validation.HasOnlyNullScores | Should -BeTrue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match 'every test score is null'
    }

    It 'is written at once without -Wait' {
        $validation = Invoke-GalileoCodeScorerValidation $scorer
        $validation.Service | Should -Be Galileo
        $validation.TaskId -as [guid] | Should -Not -BeNullOrEmpty
        $validation.Path | Should -BeExactly $scorer
        $validation.Status | Should -BeNullOrEmpty
        $validation.State | Should -Be Pending
        $validation.IsFinal | Should -BeFalse
        $ended = $validation | Wait-EvalTask -Timeout 120 -PollInterval 0.05
        $ended.TaskId | Should -Be $validation.TaskId
        $ended.State | Should -Be Succeeded
        $ended.Path | Should -BeExactly $scorer
    }

    It 'passes -TestInput and -TestOutput to the scorer unchanged' {
        $echo = New-Scorer "def scorer_fn(*, node_input, node_output, **kwargs): return node_input + '|' + node_output`ndef score_type(): return str"
        $sampleInput = " it's `"quoted`" & $foreign \ --x`r`nsecond line"
        (Invoke-GalileoCodeScorerValidation $echo -TestInput $sampleInput -TestOutput "$foreign=%20" @soon).TestScores[0].Score |
            Should -BeExactly "$sampleInput|$foreign=%20"
    }

    It 'also sends an empty -TestInput' {
        $echo = New-Scorer "def scorer_fn(*, node_input, node_output, **kwargs): return '<' + node_input + node_output + '>'`ndef score_type(): return str"
        (Invoke-GalileoCodeScorerValidation $echo -TestInput '' -TestOutput '' @soon).TestScores[0].Score | Should -BeExactly '<>'
    }

    It 'rejects node types that the service does not have' {
        Invoke-GalileoCodeScorerValidation $scorer -ScoreableNodeType llm, planet -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "ValidationError,$source"
        $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failures[0].TargetObject | Should -BeExactly $scorer
        $failures[0].Exception.Message | Should -Match "422.*body\.scoreable_node_types: 'planet'"
    }
}

Describe 'A validation on log records' {
    BeforeAll {
        # The type that a record has, and whether it is the first of its trace.
        $kind = New-Scorer @'
def scorer_fn(*, step_object, **kwargs):
    return step_object.type

def score_type():
    return str
'@
        $every = 'trace', 'agent', 'retriever', 'tool', 'workflow', 'llm'
    }

    It 'scores every record of a log stream' {
        $run = Invoke-GalileoCodeScorerValidation $kind -LogStreamId $sandbox.LogStreamId -ScoreableNodeType $every @soon
        $run | Should -BeOfType GalileoEval.Galileo.LogRecordValidation
        $run.Path | Should -BeExactly $kind
        $run.ProjectId | Should -Be $sandbox.ProjectId
        $run.MetricsExperimentId -as [guid] | Should -Not -BeNullOrEmpty
        $run.LogStreamId | Should -Be $sandbox.LogStreamId
        $run.ExperimentId | Should -BeNullOrEmpty
        $run.State | Should -Be Succeeded
        $run.Status | Should -BeExactly 'success'
        # 12 traces: in each an agent, a retriever, a tool, a workflow and a call of the model; in 4 of them one more.
        $run.RecordCount | Should -Be 76
        $run.ScoredCount | Should -Be 76
        $run.FailedCount | Should -Be 0
        $run.PendingCount | Should -Be 0
        $run.AverageScore | Should -BeNullOrEmpty
        $run.Scores | Should -HaveCount 76
        $run.Scores.Where({ $_.RecordType -eq 'trace' }) | Should -HaveCount 12
        $run.Scores.Where({ $_.Score -ne $_.RecordType }) | Should -BeNullOrEmpty

        $row = $run.Scores.Where({ $_.RecordType -eq 'llm' }, 'First')[0]
        $row.Name | Should -BeExactly 'draft-answer'
        $row.Metric | Should -BeExactly 'registered_scorer_validation'
        $row.Input | Should -Match 'I want my money back'
        $row.ProjectId | Should -Be $run.ProjectId
        $row.MetricsExperimentId | Should -Be $run.MetricsExperimentId
        $row.TraceId | Should -Be $run.Scores[0].TraceId
        $row | Get-TypeNameCell | Should -BeNullOrEmpty
        $run | Get-TypeNameCell | Should -BeNullOrEmpty
    }

    It 'scores the node types of the older form, on an experiment' {
        $words = New-Scorer @'
def scorer_fn(*, index, node_input, node_output, **kwargs):
    return float(len(node_output.split()) > 1)

def scoreable_node_types_fn():
    return ["llm"]
'@
        $run = Invoke-GalileoCodeScorerValidation $words -ExperimentId $sandbox.ExperimentId @soon
        $run.ExperimentId | Should -Be $sandbox.ExperimentId
        $run.LogStreamId | Should -BeNullOrEmpty
        $run.State | Should -Be Succeeded
        $run.Status | Should -BeExactly 'not_applicable,success'
        # 5 traces; 5 calls of the model for an answer of many words, and 2 for the one word polite.
        $run.RecordCount | Should -Be 32
        $run.ScoredCount | Should -Be 7
        $run.NotApplicableCount | Should -Be 25
        $run.AverageScore | Should -BeGreaterThan 0.714
        $run.AverageScore | Should -BeLessThan 0.715
    }

    It 'fails if the scorer fails, and reports the reason for each record' {
        $fails = New-Scorer "def scorer_fn(*, step_object, **kwargs):`n    if step_object.name == 'refund': raise KeyError('no rule')`n    return 1.0"
        $run = Invoke-GalileoCodeScorerValidation $fails -LogStreamId $sandbox.LogStreamId -ScoreableNodeType trace -Limit 20 @soon
        $run.State | Should -Be Failed
        $run.FailedCount | Should -Be 1
        $run.ScoredCount | Should -BeGreaterThan 1
        $failed = $run.Scores.Where({ $_.Status -eq 'error' })
        $failed | Should -HaveCount 1
        $failed[0].Name | Should -BeExactly 'refund'
        $failed[0].Error | Should -Match 'KeyError.*no rule'
    }

    It 'fails for all records where the file is invalid' {
        $run = Invoke-GalileoCodeScorerValidation (New-Scorer 'def scorer_fn(') -LogStreamId $sandbox.LogStreamId -Limit 3 @soon
        $run.State | Should -Be Failed
        $run.FailedCount | Should -Be 3
        $run.Scores[0].Error | Should -Match 'SyntaxError'
    }

    It 'accepts objects in place of -LogStreamId, -ExperimentId and -ProjectId' {
        $run = Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox -ProjectId $sandbox -Limit 1
        $run.LogStreamId | Should -Be $sandbox.LogStreamId
        (Invoke-GalileoCodeScorerValidation $scorer -ExperimentId $sandbox -Limit 1).ExperimentId | Should -Be $sandbox.ExperimentId
    }

    It 'is written at once without -Wait' {
        $run = Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Limit 2
        $run.State | Should -Be Pending
        $run.RecordCount | Should -Be 0
        ($run | Wait-EvalTask -Timeout 120 -PollInterval 0.05).RecordCount | Should -Be 2
    }

    It 'is NotFound for an unknown log stream and an unknown experiment' {
        $unknown = '00000000-0000-4000-8000-000000000001'
        Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $unknown -ErrorAction SilentlyContinue -ErrorVariable failures
        Invoke-GalileoCodeScorerValidation $scorer -ExperimentId $unknown -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source", "NotFound,$source"
        $failures.CategoryInfo.Category | Should -Be ObjectNotFound, ObjectNotFound
        $failures.TargetObject | Should -Be $scorer, $scorer
    }

    It 'rejects a name without a project, and sends nothing' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $scorer -LogStreamId production -ErrorAction SilentlyContinue -ErrorVariable failures
        Invoke-GalileoCodeScorerValidation $scorer -ExperimentId '../x' -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be "InvalidArgument,$source", "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'rejects parameters that exclude each other, and sends nothing' {
        $before = $sandbox.RequestCount
        $id = $sandbox.LogStreamId
        $binding = @{ Throw = $true; ExceptionType = [Management.Automation.ParameterBindingException] }
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $id -ExperimentId $id } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $id -TestInput 'x' } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -Limit 5 } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -Filter @{} } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $id -Limit 0 } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $id -StartingToken -1 } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -LiteralPath $scorer } | Should @binding
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe 'A log stream or an experiment by its name' {
    It 'resolves -LogStream in -Project, once for all files' {
        $before = $sandbox.RequestCount
        $runs = @($scorer, $scorer, $scorer | Invoke-GalileoCodeScorerValidation -Project support-bot -LogStream production -Limit 1)
        $runs.LogStreamId | Should -Be (@($sandbox.LogStreamId) * 3)
        $runs.ProjectId | Should -Be (@($sandbox.ProjectId) * 3)
        $sandbox.RequestCount - $before | Should -Be 5 -Because 'a project, a log stream and three files make five requests'
    }

    It 'resolves -Experiment' {
        $name = (Get-GalileoExperiment -Project $sandbox.ProjectId)[0].Name
        (Invoke-GalileoCodeScorerValidation $scorer -Project support-bot -Experiment $name -Limit 1).ExperimentId |
            Should -Be $sandbox.ExperimentId
    }

    It 'accepts objects of Get-GalileoProject, Get-GalileoLogStream and Get-GalileoExperiment' {
        $project = Get-GalileoProject support-bot
        $logStream = Get-GalileoLogStream production -Project $project
        (Invoke-GalileoCodeScorerValidation $scorer -Project $project -LogStream $logStream -Limit 1).LogStreamId |
            Should -Be $sandbox.LogStreamId
        $experiment = @(Get-GalileoExperiment -Project $project)[0]
        (Invoke-GalileoCodeScorerValidation $scorer -Experiment $experiment -Limit 1).ExperimentId | Should -Be $experiment.ExperimentId
    }

    It 'uses the project of the environment' {
        $env:GALILEO_PROJECT = 'support-bot'
        try {
            (Invoke-GalileoCodeScorerValidation $scorer -LogStream production -Limit 1).LogStreamId | Should -Be $sandbox.LogStreamId
        }
        finally {
            $env:GALILEO_PROJECT = $null
        }
    }

    It 'names the nearest names, starts nothing, and fails for every file in its place' {
        Invoke-GalileoCodeScorerValidation $scorer, $scorer -Project support-bot -LogStream prodction -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source", "NotFound,$source"
        $failures[0].Exception.Message | Should -BeLike "*no log stream named 'prodction'*'production'*"
        Invoke-GalileoCodeScorerValidation $scorer -Project suport-bot -LogStream production -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        $failures[0].Exception.Message | Should -BeLike "*no project named 'suport-bot'*'support-bot'*"
    }

    It 'resolves no name with -WhatIf' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $scorer -Project support-bot -LogStream production -WhatIf
        $sandbox.RequestCount | Should -Be $before
    }

    It 'completes <Parameter>' -ForEach @(
        @{ Parameter = 'Project'; Word = 'sup'; Expected = 'support-bot' }
        @{ Parameter = 'LogStream'; Word = 'prod'; Expected = 'production' }
        @{ Parameter = 'ScoreType'; Word = 'fl'; Expected = 'float' }
    ) {
        $line = "Invoke-GalileoCodeScorerValidation x.py $(if ($Parameter -eq 'LogStream') { '-Project support-bot ' })-$Parameter $Word"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $Expected
    }
}

Describe 'Validating on a dataset' {
    BeforeAll {
        $words = New-Scorer "def scorer_fn(*, dataset_variables, **kwargs): return float(len(dataset_variables))"
    }

    It 'scores its rows' {
        $run = Invoke-GalileoCodeScorerValidation $words -DatasetId $sandbox.DatasetId -ScoreType float @soon
        $run | Should -BeOfType GalileoEval.Galileo.LogRecordValidation
        $run.State | Should -Be Succeeded
        $run.DatasetId | Should -Be $sandbox.DatasetId
        "$($run.LogStreamId)$($run.ExperimentId)" | Should -BeNullOrEmpty
        $run.ScoredCount | Should -BeGreaterThan 0
        @($run | Get-GalileoLogRecordScore).Count | Should -Be $run.Scores.Count
    }

    It 'accepts -Limit and -StartingToken in rows' {
        $all = Invoke-GalileoCodeScorerValidation $words -DatasetId $sandbox -ScoreableNodeType trace @soon
        $some = Invoke-GalileoCodeScorerValidation $words -DatasetId $sandbox -ScoreableNodeType trace -Limit 2 -StartingToken 1 @soon
        $some.ScoredCount | Should -Be 2
        $all.ScoredCount | Should -Be 4
    }

    It 'continues from a CSV file' {
        Invoke-GalileoCodeScorerValidation $words -DatasetId $sandbox.DatasetId | Export-Csv "$TestDrive/dataset.csv" -NoTypeInformation
        $run = Import-Csv "$TestDrive/dataset.csv" | Wait-EvalTask -Timeout 60 -PollInterval 0.05
        $run.DatasetId | Should -Be $sandbox.DatasetId
        $run.State | Should -Be Succeeded
    }

    It 'accepts a dataset by name, and names the nearest of an unknown name' {
        $run = Invoke-GalileoCodeScorerValidation $words -Dataset 'Golden Questions' -ScoreableNodeType trace -ScoreType float @soon
        $run.DatasetId | Should -Be $sandbox.DatasetId
        $run.RecordCount | Should -Be 8
        Invoke-GalileoCodeScorerValidation $words -Dataset golden -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source"
        "$failures" | Should -Match "'golden questions'"
    }

    It 'writes an error for an unknown dataset and an unknown score type' {
        Invoke-GalileoCodeScorerValidation $scorer -DatasetId 00000000-0000-4000-8000-000000000000 -ErrorAction SilentlyContinue -ErrorVariable failures
        Invoke-GalileoCodeScorerValidation $scorer -DatasetId $sandbox.DatasetId -ScoreType complex -ErrorAction SilentlyContinue -ErrorVariable +failures
        $failures.FullyQualifiedErrorId | Should -Be "NotFound,$source", "ValidationError,$source"
    }

    It 'rejects invalid values, and sends nothing' {
        $before = $sandbox.RequestCount
        $binding = @{ Throw = $true; ExceptionType = [Management.Automation.ParameterBindingException] }
        { Invoke-GalileoCodeScorerValidation $scorer -DatasetId $sandbox.DatasetId -DatasetVersionIndex 0 } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -DatasetId $sandbox.DatasetId -Filter @{} } | Should @binding
        { Invoke-GalileoCodeScorerValidation $scorer -DatasetId $sandbox.DatasetId -LogStream production } | Should @binding
        $sandbox.RequestCount | Should -Be $before
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $scorer -DatasetId $sandbox.DatasetId -WhatIf
        $sandbox.RequestCount | Should -Be $before
    }
}

Describe '-Limit, -StartingToken and -Sort' {
    BeforeAll {
        $common = @{ LogStreamId = $sandbox.LogStreamId; ScoreableNodeType = 'trace' } + $soon
        $traces = @{ Filter = @{ type = 'text'; column_id = 'type'; operator = 'eq'; value = 'trace' } }
    }

    It '-Limit selects the first records' {
        (Invoke-GalileoCodeScorerValidation $scorer -Limit 7 @common).RecordCount | Should -Be 7
    }

    It '-StartingToken passes records over' {
        $page = Invoke-GalileoCodeScorerValidation $scorer -Limit 3 -StartingToken 2 @common @traces
        $page.Scores.Name | Should -Be 'account', 'billing', 'returns'
    }

    It '-Sort accepts a hashtable' {
        $run = Invoke-GalileoCodeScorerValidation $scorer -Sort @{ column_id = 'name'; ascending = $false } -Limit 2 @common @traces
        $run.Scores.Name | Should -Be 'warranty', 'shipping'
    }

    It '-Sort accepts JSON' {
        $run = Invoke-GalileoCodeScorerValidation $scorer -Sort '{"column_id": "name"}' -Limit 2 @common @traces
        $run.Scores.Name | Should -Be 'account', 'address'
    }

    It '-Sort accepts an object' {
        $run = Invoke-GalileoCodeScorerValidation $scorer -Sort ([pscustomobject]@{ column_id = 'name'; ascending = $true; sort_type = 'column' }) -Limit 1 @common @traces
        $run.Scores.Name | Should -Be 'account'
    }
}

Describe '-Filter' {
    BeforeAll {
        $common = @{ LogStreamId = $sandbox.LogStreamId; ScoreableNodeType = 'trace' } + $soon
    }

    It 'accepts <Case>' -ForEach @(
        @{ Case = 'a hashtable'; Filter = @{ type = 'text'; column_id = 'name'; operator = 'eq'; value = 'draft-answer' }; Count = 12 }
        @{ Case = 'several hashtables, which must all hold'; Count = 1; Filter = @(
                @{ type = 'text'; column_id = 'type'; operator = 'eq'; value = 'trace' }
                @{ type = 'text'; column_id = 'input'; operator = 'contains'; value = 'MONEY BACK'; case_sensitive = $false }
            )
        }
        @{ Case = 'an object'; Filter = [pscustomobject]@{ type = 'text'; column_id = 'type'; operator = 'one_of'; value = @('trace', 'tool') }; Count = 24 }
        @{ Case = 'JSON of one filter'; Filter = '{"type": "text", "column_id": "name", "operator": "eq", "value": "check-tone"}'; Count = 4 }
        @{ Case = 'JSON of several'; Count = 1; Filter = '[{"type": "text", "column_id": "type", "operator": "eq", "value": "tool"}, {"type": "text", "column_id": "name", "operator": "eq", "value": "hand_over"}]' }
        @{ Case = 'a mixture'; Count = 1; Filter = @(
                '{"type": "text", "column_id": "type", "operator": "eq", "value": "tool"}'
                @{ type = 'text'; column_id = 'name'; operator = 'eq'; value = 'hand_over' }
            )
        }
        @{ Case = 'a number'; Filter = @{ type = 'number'; column_id = 'num_total_tokens'; operator = 'gte'; value = 0 }; Count = 16 }
        @{ Case = 'a pair of numbers'; Filter = @{ type = 'number'; column_id = 'num_spans'; operator = 'between'; value = 5.5, 6.5 }; Count = 4 }
        @{ Case = 'a date'; Filter = @{ type = 'date'; column_id = 'created_at'; operator = 'lt'; value = [datetime]::UtcNow.AddDays(1) }; Count = 76 }
        @{ Case = 'a local date'; Filter = @{ type = 'date'; column_id = 'created_at'; operator = 'gt'; value = [datetime]::Now.AddDays(-1) }; Count = 76 }
        @{ Case = 'a truth'; Filter = @{ type = 'boolean'; column_id = 'has_children'; operator = 'eq'; value = $true }; Count = 36 }
        @{ Case = 'a collection'; Filter = @{ type = 'collection'; column_id = 'tags'; operator = 'contains'; value = 'refund' }; Count = 1 }
        @{ Case = 'an id'; Filter = @{ type = 'id'; column_id = 'project_id'; operator = 'eq'; value = [guid]'6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01' }; Count = 76 }
        @{ Case = 'an ordered hashtable'; Filter = [ordered]@{ type = 'text'; column_id = 'name'; operator = 'not_in'; value = @('x') }; Count = 76 }
    ) {
        $run = Invoke-GalileoCodeScorerValidation $scorer -Filter $Filter @common
        $run.RecordCount | Should -Be $Count
        $run.State | Should -Be Succeeded
    }

    It 'rejects <Case> before anything is sent' -ForEach @(
        @{ Case = 'text that is no JSON'; Filter = 'name = x' }
        @{ Case = 'half of a JSON object'; Filter = '{"type": "text"' }
        @{ Case = 'a JSON number'; Filter = '5' }
        @{ Case = 'a JSON array of texts'; Filter = '["name"]' }
        @{ Case = 'a number'; Filter = 5 }
        @{ Case = 'an array in an array'; Filter = , @(, @(1, 2)) }
        @{ Case = 'a good one and a bad one'; Filter = @{ type = 'id' }, 'x' }
        @{ Case = 'a date'; Filter = [datetime]::UtcNow }
    ) {
        $before = $sandbox.RequestCount
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Filter $Filter } |
            Should -Throw -ErrorId "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It '-Sort rejects <_> before anything is sent' -ForEach 'name', '[]', '5', 5, $true {
        $before = $sandbox.RequestCount
        { Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Sort $_ } |
            Should -Throw -ErrorId "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'leaves checks of the service to the service' {
        $filter = @{ type = 'text'; column_id = 'no_such_column'; operator = 'eq'; value = 'x' }
        Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Filter $filter -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "ValidationError,$source"
        $failures[0].Exception.Message | Should -Match 'body\.filters.*no_such_column'
    }
}

Describe 'Waiting' {
    It 'writes validations when they have ended, in the order they end' {
        $slow = New-Scorer "import time`ntime.sleep(3)`ndef scorer_fn(*, step_object, **kwargs): return 1.0"
        $ended = Invoke-GalileoCodeScorerValidation $slow, $scorer @soon
        $ended.Path | Should -Be $scorer, $slow
        $ended.State | Should -Be Succeeded, Succeeded
    }

    It 'with -Timeout 0 polls once, and the error has the last state' {
        $slow = New-Scorer "import time`ntime.sleep(20)`ndef scorer_fn(*, step_object, **kwargs): return 1.0"
        Invoke-GalileoCodeScorerValidation $slow -Wait -Timeout 0 -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "Timeout,$source"
        $failures[0].CategoryInfo.Category | Should -Be OperationTimeout
        $failures[0].TargetObject | Should -BeOfType GalileoEval.Galileo.CodeScorerValidation
        $failures[0].TargetObject.Path | Should -BeExactly $slow
        $failures[0].TargetObject.State | Should -BeIn Pending, Running
        $failures[0].TargetObject.TaskId -as [guid] | Should -Not -BeNullOrEmpty
    }

    It 'rejects -<_> without -Wait and sends nothing' -ForEach 'Timeout', 'PollInterval' {
        $before = $sandbox.RequestCount
        $parameter = @{ $_ = 5 }
        { Invoke-GalileoCodeScorerValidation $scorer @parameter } | Should -Throw -ErrorId "InvalidArgument,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'writes the ids to the verbose stream, in case the wait is interrupted' {
        $lines = & { Invoke-GalileoCodeScorerValidation $scorer @soon -Verbose } 4>&1
        $validation = $lines.Where({ $_ -is [GalileoEval.Galileo.CodeScorerValidation] })[0]
        "$($lines.Where({ $_ -is [Management.Automation.VerboseRecord] }))" | Should -Match "started task $($validation.TaskId)"
    }
}

Describe 'ShouldProcess' {
    It '-WhatIf sends nothing' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $scorer -WhatIf | Should -BeNullOrEmpty
        Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -WhatIf -Wait | Should -BeNullOrEmpty
        Get-Item $scorer | Invoke-GalileoCodeScorerValidation -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It '-Confirm sends nothing in a non-interactive session' {
        $before = $sandbox.RequestCount
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddCommand('Import-Module').AddArgument((Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')).AddStatement()
            $null = $shell.AddCommand('Invoke-GalileoCodeScorerValidation').AddArgument($scorer).AddParameter('Confirm')
            $shell.Invoke() | Should -BeNullOrEmpty
            $shell.Streams.Error | Should -HaveCount 1
        }
        finally {
            $shell.Dispose()
        }

        $sandbox.RequestCount | Should -Be $before
    }

    It '-Confirm:$false sends' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $scorer -Confirm:$false | Should -HaveCount 1
        $sandbox.RequestCount | Should -Be ($before + 1)
    }
}

Describe 'Files' {
    It 'named <_> are sent with -LiteralPath' -ForEach $names {
        $file = New-Scorer -Name $_
        $validation = Invoke-GalileoCodeScorerValidation -LiteralPath $file
        $validation.Path | Should -BeExactly $file
    }

    It 'named <_> are sent from Get-ChildItem' -ForEach $names {
        $folder = New-Folder
        $file = Join-Path $folder $_
        [IO.File]::WriteAllText($file, 'def scorer_fn(*, step_object, **kwargs): return 0.5')
        $validation = Get-ChildItem -LiteralPath $folder | Invoke-GalileoCodeScorerValidation
        $validation.Path | Should -BeExactly $file
    }

    It 'named <_> appear under that name in a traceback' -ForEach 'with space.py', "it's.py", "$foreign.py" {
        $file = New-Scorer 'def scorer_fn(' $_
        (Invoke-GalileoCodeScorerValidation -LiteralPath $file @soon).ErrorMessage | Should -Match ([regex]::Escape("File ""$_"""))
    }

    It 'come by wildcard, in the order of the names' {
        $folder = New-Folder
        foreach ($name in 'b.py', 'a.py', 'c.txt', 'd.py') {
            Copy-Item $scorer (Join-Path $folder $name)
        }

        $found = Invoke-GalileoCodeScorerValidation (Join-Path $folder '*.py')
        $found.Path | Split-Path -Leaf | Should -Be 'a.py', 'b.py', 'd.py'
        (Invoke-GalileoCodeScorerValidation (Join-Path $folder '[ab].??')).Path | Split-Path -Leaf | Should -Be 'a.py', 'b.py'
    }

    It 'with brackets in their name are wildcards in -Path, and names in -LiteralPath' {
        $folder = New-Folder
        Copy-Item $scorer (Join-Path $folder 'a.py')
        [IO.File]::Copy($scorer, (Join-Path $folder '[a].py'))
        $pattern = Join-Path $folder '[a].py'
        (Invoke-GalileoCodeScorerValidation $pattern).Path | Split-Path -Leaf | Should -Be 'a.py'
        (Invoke-GalileoCodeScorerValidation -LiteralPath $pattern).Path | Split-Path -Leaf | Should -Be '[a].py'
        (Get-Item -LiteralPath $pattern | Invoke-GalileoCodeScorerValidation).Path | Split-Path -Leaf | Should -Be '[a].py'
    }

    It 'with brackets in their name are validated again from the result' {
        $file = Join-Path (New-Folder) 'x[1].py'
        [IO.File]::Copy($scorer, $file)
        $again = Invoke-GalileoCodeScorerValidation -LiteralPath $file | Invoke-GalileoCodeScorerValidation
        $again.Path | Should -BeExactly $file
    }

    It 'are relative to the location of the session' {
        $folder = New-Folder
        Copy-Item $scorer (Join-Path $folder 'here.py')
        Push-Location $folder
        try {
            $expected = (Get-Item here.py).FullName
            (Invoke-GalileoCodeScorerValidation here.py).Path | Should -BeExactly $expected
            (Invoke-GalileoCodeScorerValidation ./he*.py).Path | Should -BeExactly $expected
            (Invoke-GalileoCodeScorerValidation -LiteralPath here.py).Path | Should -BeExactly $expected
        }
        finally {
            Pop-Location
        }
    }

    It 'may be on a drive of PowerShell' {
        (Invoke-GalileoCodeScorerValidation "TestDrive:/$(Split-Path $scorer -Leaf)").Path | Should -BeExactly $scorer
        (Invoke-GalileoCodeScorerValidation -LiteralPath "TestDrive:/$(Split-Path $scorer -Leaf)").Path | Should -BeExactly $scorer
    }

    It 'come from the pipeline as text, as files and as properties' {
        ($scorer, $scorer | Invoke-GalileoCodeScorerValidation).Path | Should -Be $scorer, $scorer
        ([pscustomobject]@{ Path = $scorer } | Invoke-GalileoCodeScorerValidation).Path | Should -Be $scorer
        ([pscustomobject]@{ FullName = $scorer } | Invoke-GalileoCodeScorerValidation).Path | Should -Be $scorer
        ([IO.FileInfo]$scorer | Invoke-GalileoCodeScorerValidation).Path | Should -Be $scorer
        (Get-Item $scorer | Invoke-GalileoCodeScorerValidation -LogStreamId $sandbox.LogStreamId -Limit 1).Path | Should -Be $scorer
        (Get-Item $scorer | Invoke-GalileoCodeScorerValidation -ExperimentId $sandbox.ExperimentId -Limit 1).Path | Should -Be $scorer
    }

    It 'are written in input order, whatever their size' {
        $large = New-Scorer ("# filler`n" * 200000 + 'def scorer_fn(*, step_object, **kwargs): return 0.5')
        $files = @($large, $scorer, $large, (New-Scorer))
        ($files | Invoke-GalileoCodeScorerValidation).Path | Should -Be $files
        ($files | Invoke-GalileoCodeScorerValidation -ThrottleLimit 1).Path | Should -Be $files
    }

    It 'may begin with a byte order mark' {
        $file = New-Scorer
        [IO.File]::WriteAllText($file, "# $foreign`ndef scorer_fn(*, step_object, **kwargs): return 0.5", [Text.UTF8Encoding]::new($true))
        (Invoke-GalileoCodeScorerValidation $file @soon).IsValid | Should -BeTrue
    }

    It 'are left alone behind Select-Object -First' {
        $before = $Error.Count
        $found = , $scorer * 60 | Invoke-GalileoCodeScorerValidation -ThrottleLimit 2 | Select-Object -First 1
        $found.Path | Should -Be $scorer
        $Error.Count | Should -Be $before
    }
}

Describe 'A file that cannot be sent' {
    BeforeAll {
        $missing = Join-Path $TestDrive 'missing.py'
        $folder = New-Folder
        $unreadable = @{
            'missing' = $missing
            'empty' = New-Scorer ''
            'blank' = New-Scorer "  `r`n`t`n"
            'a directory' = $folder
            'UTF-16' = New-Scorer
            'Latin-1' = New-Scorer
            'binary' = New-Scorer "x = 1`0"
            'below a file' = Join-Path $scorer 'x.py'
            'on an unknown drive' = 'NoSuchDrive:/x.py'
            'no file' = 'Variable:PSHOME'
        }
        [IO.File]::WriteAllText($unreadable['UTF-16'], 'x = 1', [Text.Encoding]::Unicode)
        [IO.File]::WriteAllBytes($unreadable['Latin-1'], [byte[]](0x78, 0x0a, 0x23, 0xe9, 0x0a))
    }

    It 'since it is <Case> is InvalidFile, and nothing is sent' -ForEach @(
        @{ Case = 'missing'; Message = 'missing\.py.*does not exist' }
        @{ Case = 'empty'; Message = 'empty' }
        @{ Case = 'blank'; Message = 'only white space' }
        @{ Case = 'a directory'; Message = 'directory' }
        @{ Case = 'UTF-16'; Message = 'UTF-16' }
        @{ Case = 'Latin-1'; Message = 'not UTF-8 \(line 2\)' }
        @{ Case = 'binary'; Message = 'zero byte' }
        @{ Case = 'below a file'; Message = 'x\.py' }
        @{ Case = 'on an unknown drive'; Message = 'NoSuchDrive' }
        @{ Case = 'no file'; Message = 'provider Variable' }
    ) {
        $path = $unreadable[$Case]
        $before = $sandbox.RequestCount
        foreach ($parameter in @{ Path = $path }, @{ LiteralPath = $path }, @{ Path = $path; LogStreamId = $sandbox.LogStreamId }) {
            Invoke-GalileoCodeScorerValidation @parameter -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
            $failures[0].CategoryInfo.Category | Should -Be InvalidArgument
            $failures[0].TargetObject | Should -BeExactly $path
            $failures[0].Exception.Message | Should -Match $Message
        }

        $sandbox.RequestCount | Should -Be $before
    }

    It 'since it may not be read is InvalidFile, and nothing is sent' -Skip:(-not $onUnix -or $mayReadAll) {
        $file = New-Scorer
        chmod 000 $file
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation $file -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
        $failures[0].Exception.Message | Should -Match 'access is denied'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'since it is a pipe is InvalidFile at once' -Skip:(-not $onUnix) {
        $pipe = Join-Path $TestDrive 'pipe.py'
        mkfifo $pipe
        $before = $sandbox.RequestCount
        # In a child process: waiting for a writer of the pipe would never end.
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument((Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1')).AddStatement()
        $null = $shell.AddCommand('Invoke-GalileoCodeScorerValidation').AddArgument($pipe)
        $running = $shell.BeginInvoke()
        $running.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $shell.Streams.Error | Should -HaveCount 1
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
        $shell.Dispose()
        $sandbox.RequestCount | Should -Be $before
    }

    It 'and a device is InvalidFile' -Skip:(-not $onUnix) {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation /dev/null -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is none where a wildcard matches nothing, as with other cmdlets' {
        $before = $sandbox.RequestCount
        Invoke-GalileoCodeScorerValidation (Join-Path $folder '*.py') -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'is one error in its place among good ones' {
        $files = @($scorer, $missing, $scorer, $unreadable['Latin-1'], $scorer)
        $before = $sandbox.RequestCount
        $mixed = & { $files | Invoke-GalileoCodeScorerValidation } 2>&1
        $mixed.ForEach({ $_.GetType().Name }) |
            Should -Be CodeScorerValidation, ErrorRecord, CodeScorerValidation, ErrorRecord, CodeScorerValidation
        $mixed[1, 3].TargetObject | Should -Be $files[1, 3]
        $sandbox.RequestCount | Should -Be ($before + 3)
    }

    It 'does not keep the others from being waited for' {
        $ended = Invoke-GalileoCodeScorerValidation $missing, $scorer @soon -ErrorAction SilentlyContinue -ErrorVariable failures
        $ended.State | Should -Be Succeeded
        $failures.FullyQualifiedErrorId | Should -Be "InvalidFile,$source"
    }

    It 'ends the pipeline with -ErrorAction Stop' {
        $written = [Collections.Generic.List[object]]::new()
        { $scorer, $missing, $scorer | Invoke-GalileoCodeScorerValidation -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
            Should -Throw -ErrorId "InvalidFile,$source"
        $written | Should -HaveCount 1
    }
}

Describe 'The request' {
    BeforeAll {
        $server = Start-TestServer -Map @{
            'POST /v2/scorers/code/validate' = '{"task_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}'
            'POST /v2/scorers/code/validate/log_record' = '{"metrics_experiment_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}'
        }
        $connection = Connect-TestServer $server.BaseUri Galileo

        function Get-SentField {
            param([string] $Name)

            [regex]::Match($server.Requests[-1].Body, "form-data; name=""$Name""\r\n(?:[^\r]+\r\n)*\r\n([\s\S]*?)\r\n--").Groups[1].Value
        }
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'has required scorers and node types as one JSON array each' {
        $scorers = 'first', "[second] ""$foreign"""
        $null = Invoke-GalileoCodeScorerValidation $scorer -RequiredScorer $scorers -ScoreableNodeType llm, trace -Connection $connection
        Get-SentField required_scorers | ConvertFrom-Json | Should -Be $scorers
        Get-SentField scoreable_node_types | ConvertFrom-Json | Should -Be 'llm', 'trace'
        $null = Invoke-GalileoCodeScorerValidation $scorer -RequiredScorer only -Connection $connection
        Get-SentField required_scorers | Should -BeExactly '["only"]'
    }

    It 'contains the specified values and nothing else' {
        $null = Invoke-GalileoCodeScorerValidation $scorer -Connection $connection
        [regex]::Matches($server.Requests[-1].Body, 'form-data; name="?(\w+)').ForEach({ $_.Groups[1].Value }) | Should -Be 'file'
        $null = Invoke-GalileoCodeScorerValidation $scorer -LogStreamId $sandbox.LogStreamId -Limit 7 -StartingToken 0 -Connection $connection
        [regex]::Matches($server.Requests[-1].Body, 'form-data; name="?(\w+)').ForEach({ $_.Groups[1].Value }) |
            Should -Be 'file', 'log_stream_id', 'limit', 'starting_token'
        Get-SentField limit | Should -BeExactly '7'
    }

    It 'has filters as one JSON array, also for one filter' {
        $filter = @{ type = 'number'; column_id = 'x'; operator = 'gt'; value = 0.5 }
        $null = Invoke-GalileoCodeScorerValidation $scorer -ExperimentId $sandbox.ExperimentId -Filter $filter -Connection $connection
        Get-SentField filters | Should -Match '^\[\{.*"value":0\.5.*\}\]$'
    }

    It 'leads to the project of -ProjectId, else of the environment, where an older server names none' {
        $run = @{ Path = $scorer; LogStreamId = $sandbox.LogStreamId; Connection = $connection }
        (Invoke-GalileoCodeScorerValidation @run -ProjectId $sandbox.ProjectId).ProjectId | Should -Be $sandbox.ProjectId
        (Invoke-GalileoCodeScorerValidation @run).ProjectId | Should -BeNullOrEmpty
        $env:GALILEO_PROJECT_ID = '00000000-0000-4000-8000-000000000007'
        try {
            (Invoke-GalileoCodeScorerValidation @run).ProjectId | Should -Be $env:GALILEO_PROJECT_ID
            (Invoke-GalileoCodeScorerValidation @run -ProjectId $sandbox.ProjectId).ProjectId | Should -Be $sandbox.ProjectId
        }
        finally {
            $env:GALILEO_PROJECT_ID = $null
        }
    }
}

Describe 'A validation on log records that left the session' {
    BeforeAll {
        $runs = Invoke-GalileoCodeScorerValidation $scorer, $scorer -LogStreamId $sandbox.LogStreamId -Limit 3 -ScoreableNodeType trace @soon
    }

    It 'keeps ids, Status and State in <_>, and is found again' -ForEach $ways {
        $copies = @($runs | ConvertTo-RoundTrip $_)
        $copies.MetricsExperimentId | Should -Be $runs.MetricsExperimentId
        $copies.ProjectId | Should -Be $runs.ProjectId
        $copies.Status | Should -Be $runs.Status
        $copies.State.ForEach({ [GalileoEval.EvalState]$_ }) | Should -Be $runs.State
        $found = $copies | Wait-EvalTask -Timeout 60
        $found.RecordCount | Should -Be 3, 3
        $found.MetricsExperimentId | Sort-Object | Should -Be ($runs.MetricsExperimentId | Sort-Object)
    }
}
