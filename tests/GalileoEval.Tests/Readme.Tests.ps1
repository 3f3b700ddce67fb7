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
    BeforeAll {
        $folder = Join-Path $TestDrive 'demo'
        $demo = Join-Path (Get-TestModuleFolder) 'Examples/Demo.ps1'
        # A proxy address that does not respond stands for a missing network: only loopback is left.
        $offline = @{ HTTP_PROXY = 'http://127.0.0.1:9'; HTTPS_PROXY = 'http://127.0.0.1:9'; NO_PROXY = 'localhost,127.0.0.1' }
        $result = Invoke-ModuleScript "& '$demo' -OutputPath '$folder'" -Environment $offline
    }

    It 'runs offline, and exports the work that it waited for' {
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $rows = Import-Csv (Join-Path $folder work.csv)
        $rows | Should -HaveCount 6
        $rows.Service | Sort-Object -Unique | Should -Be 'Galileo', 'Kolena', 'Scale'
        $rows.State | Sort-Object -Unique | Should -Be 'Failed', 'Succeeded'
    }

    It 'finds a regression, and a gate that fails because of it' {
        $result.StdOut | Should -Match 'correctness\s+40\s+-0\.25.*Regressed'
        $report = [xml](Get-Content (Join-Path $folder report.xml) -Raw)
        $failed = @($report.SelectNodes('//testcase[failure]') | ForEach-Object { $_.GetAttribute('name') })
        $failed | Should -HaveCount 2
        $failed -match 'no metric regresses' | Should -HaveCount 1
        $failed -match 'broken\.py' | Should -HaveCount 1
    }

    It 'writes a report for people and for machines, and names the files' {
        foreach ($name in 'report.html', 'report.md', 'report.xml', 'work.csv') {
            $path = Join-Path $folder $name
            $path | Should -Exist
            $result.StdOut | Should -Match ([regex]::Escape($path))
        }
    }

    It 'fits two screens' {
        ($result.StdOut -split '\r?\n').Count | Should -BeLessThan 80
    }
}
