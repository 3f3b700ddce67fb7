BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-TestModule
    $source = 'GalileoEval.Commands.AssertEvalGateCommand'
    $summary = [GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Group = 'model=a'; Count = 12; Mean = 0.85 }
    $high = New-EvalGateRule correctness Mean -Minimum 0.9
    $low = New-EvalGateRule correctness Mean -Minimum 0.8
}

Describe 'Assert-EvalGate' {
    It 'writes nothing when the gate passes, and the results with -Detailed' {
        $summary | Assert-EvalGate $low | Should -BeNullOrEmpty
        ($summary | Assert-EvalGate $low -Detailed).Outcome | Should -Be 'Passed'
    }

    It 'ends with GateFailed, whose target is the results' {
        $failure = Get-TestError { $summary | Assert-EvalGate $low, $high }
        $failure.FullyQualifiedErrorId | Should -BeExactly "GateFailed,$source"
        $failure.CategoryInfo.Category | Should -Be InvalidResult
        @($failure.TargetObject) | Should -HaveCount 2
        $failure.TargetObject[1] | Should -BeOfType GalileoEval.Analysis.EvalGateResult
        $failure.Exception.Message | Should -BeExactly ('The gate did not pass: 1 of 2 results failed or were inconclusive. ' +
            '[Failed] correctness Mean >= 0.9, correctness (model=a): Mean is 0.85, below the minimum 0.9.')
    }

    It 'ends the pipeline even where errors are ignored' {
        $reached = $false
        try {
            $summary | Assert-EvalGate $high -ErrorAction SilentlyContinue
            $reached = $true
        }
        catch { $null = $_ }
        $reached | Should -BeFalse
    }

    It 'writes the results before it ends' {
        $results = @()
        try { $summary | Assert-EvalGate $high -Detailed | ForEach-Object { $results += $_ } } catch { $null = $_ }
        $results.Outcome | Should -Be 'Failed'
    }

    It 'accepts results from the pipeline, after <_>' -ForEach 'nothing', 'Csv', 'Json', 'Clixml' {
        $good = $summary | Test-EvalGate $low -Detailed
        $bad = $summary | Test-EvalGate $low, $high -Detailed
        if ($_ -ne 'nothing') {
            $good = $good | ConvertTo-RoundTrip $_
            $bad = $bad | ConvertTo-RoundTrip $_
        }

        $good | Assert-EvalGate | Should -BeNullOrEmpty
        { $bad | Assert-EvalGate } | Should -Throw -ErrorId "GateFailed,$source"
        (Get-TestError { $bad | Assert-EvalGate }).TargetObject.Outcome | Should -Be 'Passed', 'Failed'
    }

    It 'ends with GateFailed when nothing was checked: <Name>' -ForEach @(
        @{ Name = 'no rules'; Test = { $summary | Assert-EvalGate @() } }
        @{ Name = 'no objects'; Test = { @() | Assert-EvalGate $low } }
        @{ Name = 'no results'; Test = { @() | Assert-EvalGate } }
        @{ Name = 'null as results'; Test = { $null | Assert-EvalGate } }
        @{ Name = 'only skipped rules'; Test = { $summary | Assert-EvalGate (New-EvalGateRule speed Mean -Minimum 1 -Optional) } }
        @{ Name = 'a rule that matches nothing'; Test = { $summary | Assert-EvalGate $low, (New-EvalGateRule speed Mean -Minimum 1) } }
    ) {
        $Test | Should -Throw -ErrorId "GateFailed,$source"
    }

    It 'accepts a policy file' {
        $path = Join-Path $TestDrive policy.psd1
        "@{ Rules = @{ Metric = '*'; Statistic = 'Mean'; Minimum = 0.9 } }" | Set-Content $path
        { $summary | Assert-EvalGate -Path $path } | Should -Throw -ErrorId "GateFailed,$source"
    }

    It 'rejects other objects when there are no rules' {
        { $summary | Assert-EvalGate } | Should -Throw -ErrorId "InvalidArgument,$source"
    }

    It 'gives a script the exit code <Code> for a minimum of <Minimum>' -ForEach @(
        @{ Minimum = 0.8; Code = 0 }
        @{ Minimum = 0.9; Code = 1 }
    ) {
        $run = Invoke-ModuleScript @"
[GalileoEval.Analysis.EvalScoreSummary]@{ Metric = 'correctness'; Count = 12; Mean = 0.85 } |
    Assert-EvalGate @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = $Minimum }
'after'
"@
        $run.ExitCode | Should -Be $Code
        $run.StdOut.Contains('after') | Should -Be ($Code -eq 0)
    }
}
