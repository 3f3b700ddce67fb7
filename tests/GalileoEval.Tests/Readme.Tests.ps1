BeforeDiscovery {
    $readme = Get-Content (Join-Path $PSScriptRoot '../../README.md') -Raw
    $blocks = @([regex]::Matches($readme, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }))
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
}

Describe 'The README' {
    It 'has examples' -ForEach @{ Count = $blocks.Count } {
        $Count | Should -BeGreaterThan 5
    }

    It 'has examples that run as written, one after the other' -ForEach @{ Blocks = $blocks } {
        # From a folder of their own: some of them write files.
        $script = ($Blocks -join "`n").Replace('./out/GalileoEval', (Get-TestModuleFolder))
        $result = Invoke-PowerShellScript ("`$ErrorActionPreference = 'Stop'`n" + $script) -WorkingDirectory $TestDrive
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.StdOut | Should -Match 'task_sandbox_01'
        $done = Import-Csv (Join-Path $TestDrive 'done.csv')
        $done | Should -HaveCount 2
        $done.IsFinal | Sort-Object -Unique | Should -Be 'True'
    }

    It 'names files that are there' -ForEach @{ Text = $readme } {
        foreach ($link in [regex]::Matches($Text, '\]\((?!http)([^)#]+)\)')) {
            Join-Path (Get-RepositoryRoot) $link.Groups[1].Value | Should -Exist
        }
    }
}

Describe 'The demo' {
    It 'runs offline and exports what it shows' {
        $csv = Join-Path $TestDrive 'demo.csv'
        $demo = Join-Path (Get-TestModuleFolder) 'Examples/Demo.ps1'
        # An address that answers nothing stands for no network: only loopback is left.
        $offline = @{ HTTP_PROXY = 'http://127.0.0.1:9'; HTTPS_PROXY = 'http://127.0.0.1:9'; NO_PROXY = 'localhost,127.0.0.1' }
        $result = Invoke-ModuleScript "& '$demo' -OutputPath '$csv'" -Environment $offline
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $rows = Import-Csv $csv
        $rows | Should -HaveCount 12
        $rows.Service | Sort-Object -Unique | Should -Be 'Galileo', 'Kolena', 'Scale'
        $rows.IsFinal | Sort-Object -Unique | Should -Be 'True'
        $result.StdOut | Should -Match ([regex]::Escape($csv))
    }
}
