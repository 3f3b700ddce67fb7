# PowerShell 7 can load the assemblies of both targets. The netstandard2.0 assemblies run on .NET here, not on .NET Framework.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'PowerShellProcess.psm1') -Force

    function Get-Figure([string] $Target) {
        $assembly = Join-Path (Get-TestModuleFolder) "bin/$Target/GalileoEval.dll"
        $file = Join-Path $TestDrive "$Target.ps1"
        Set-Content $file (@'
            $ErrorActionPreference = 'Stop'
            Import-Module 'ASSEMBLY'
            $random = [Random]::new(5)
            function Get-Run([double] $Factor) {
                foreach ($id in 1..60) {
                    [pscustomobject]@{
                        Id = $id; Trace = $id % 4; Rater = $id % 3; Unit = [int][Math]::Floor($id / 3)
                        Value = [Math]::Round($random.NextDouble() * $Factor, 3); Flag = $random.Next(3) -gt 0
                    }
                }
            }

            $reference = Get-Run 1
            $difference = Get-Run 1.1
            $figures = @(
                [GalileoEval.EvalService].Assembly.Location
                $reference | Measure-EvalScore Value, Flag -PassThreshold 0.5
                $reference | Measure-EvalScore Value -ClusterBy Trace
                $difference | Compare-EvalScore $reference -Property Value, Flag -Key Id
                $difference | Compare-EvalScore $reference -Property Value -Key Id -Test Wilcoxon
                $difference | Compare-EvalScore $reference -Property Value -Key Id -Test PairedT -ClusterBy Trace
                $difference | Compare-EvalScore $reference -Property Value -Key Id -ClusterBy Trace -Seed 3
                $reference | Measure-EvalAgreement Value -Unit Unit -Rater Rater
                $reference | Measure-EvalAgreement Flag -Unit Unit -Rater Rater -Statistic CohenKappa -Pairwise
                $reference | Measure-EvalAgreement Flag -Unit Unit -Rater Rater -Statistic PercentAgreement
            )
            ConvertTo-Json $figures -Depth 4 -Compress
'@ -creplace 'ASSEMBLY', $assembly.Replace("'", "''"))
        $program, $rest = @(Get-PowerShellCommand) + '-NoProfile', '-NonInteractive', '-File', $file
        & $program @rest | ConvertFrom-Json
    }
}

Describe 'The analysis on both targets' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    It 'returns the same digits' {
        $modern = Get-Figure net8.0
        $standard = Get-Figure netstandard2.0
        $modern[0] | Should -Match 'net8\.0'
        $standard[0] | Should -Match 'netstandard2\.0'
        $modern.Count | Should -BeGreaterThan 10
        # Numbers are written in their shortest exact form: equal texts are equal numbers.
        foreach ($i in 1..($modern.Count - 1)) {
            $standard[$i] | ConvertTo-Json -Depth 4 | Should -BeExactly ($modern[$i] | ConvertTo-Json -Depth 4)
        }
    }
}
