# Completed by the build: a value between at signs is put in by src/GalileoEval.Build; its line goes when there is none.
@{
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/GalileoEval.dll' } else { 'bin/netstandard2.0/GalileoEval.dll' }
    ModuleVersion          = '@Version@'
    GUID                   = '3a1c9e54-6f0d-4c3b-9b57-d2e8417f60ab'
    Author                 = 'GalileoEval maintainers'
    CompanyName            = 'GalileoEval maintainers'
    Copyright              = '(c) GalileoEval maintainers. MIT licence.'
    Description            = 'Start evaluations on Galileo, Kolena and Scale GenAI, wait for them, and get typed results in the pipeline.'

    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')

    TypesToProcess         = @('GalileoEval.Types.ps1xml')
    FormatsToProcess       = @('GalileoEval.Format.ps1xml')

    # Named one by one: what is exported is known without loading the assembly.
    CmdletsToExport        = @(
        'Add-GalileoDatasetRow'
        'Assert-EvalGate'
        'Compare-EvalScore'
        'Complete-ScaleBatch'
        'Connect-EvalService'
        'ConvertTo-EvalReport'
        'Disable-GalileoScorer'
        'Disconnect-EvalService'
        'Enable-GalileoScorer'
        'Export-EvalBaseline'
        'Export-EvalReport'
        'Export-GalileoLogRecord'
        'Get-EvalConnection'
        'Get-EvalSandbox'
        'Get-GalileoCodeScorerValidation'
        'Get-GalileoDataset'
        'Get-GalileoDatasetRow'
        'Get-GalileoExperiment'
        'Get-GalileoExperimentMetric'
        'Get-GalileoLogRecordScore'
        'Get-GalileoLogStream'
        'Get-GalileoProject'
        'Get-GalileoScorer'
        'Get-GalileoScorerHealth'
        'Get-GalileoScorerVersion'
        'Get-KolenaAgent'
        'Get-KolenaAgentRun'
        'Get-KolenaGroundTruth'
        'Get-KolenaValidation'
        'Get-ScaleBatch'
        'Get-ScaleDelivery'
        'Get-ScaleProject'
        'Get-ScaleTask'
        'Import-EvalBaseline'
        'Invoke-GalileoCodeScorerValidation'
        'Measure-EvalAgreement'
        'Measure-EvalScore'
        'Measure-GalileoScorerHealth'
        'New-EvalGateRule'
        'New-GalileoDataset'
        'New-GalileoLogRecordFilter'
        'New-KolenaGroundTruth'
        'New-ScaleBatch'
        'New-ScaleTask'
        'Publish-GalileoCodeScorer'
        'Remove-GalileoDataset'
        'Remove-GalileoScorer'
        'Remove-KolenaAgentRun'
        'Restore-GalileoScorerVersion'
        'Resume-ScaleBatch'
        'Save-GalileoScorerCode'
        'Select-KolenaPromptResult'
        'Select-ScaleAnnotation'
        'Select-ScaleMessage'
        'Set-ScaleBatch'
        'Set-ScaleTask'
        'Start-EvalSandbox'
        'Start-KolenaAgentRun'
        'Start-KolenaValidation'
        'Stop-EvalSandbox'
        'Stop-ScaleBatch'
        'Suspend-ScaleBatch'
        'Test-EvalConnection'
        'Test-EvalGate'
        'Wait-EvalTask'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('Galileo', 'Kolena', 'Scale', 'Evaluation', 'LLM', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = '@ReleaseNotes@'
            Prerelease   = '@Prerelease@'
            ProjectUri   = '@ProjectUri@'
            LicenseUri   = '@LicenseUri@'
            IconUri      = '@IconUri@'
        }
    }
}
