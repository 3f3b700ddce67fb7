BeforeDiscovery {
    function Get-Page {
        param([string] $Path)

        $text = Get-Content $Path -Raw
        $blocks = @([regex]::Matches($text, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }))
        @{ Name = Split-Path $Path -Leaf; Folder = Split-Path $Path; Text = $text; Blocks = $blocks }
    }

    $root = Join-Path $PSScriptRoot '../..'
    $readme = Get-Page (Join-Path $root README.md)
    $blocks = $readme.Blocks
    $pages = @(Get-ChildItem (Join-Path $root docs) -Filter *.md | ForEach-Object { Get-Page $_.FullName })
    # The examples in docs/cmdlets are those of Get-Help: Help.Tests.ps1 runs them, and HelpPages.Tests.ps1 compares the
    # pages.
    # EvalGate.Tests.ps1 and Telemetry.Tests.ps1 run the examples that need files or a listener of their own.
    $examples = @($pages | Where-Object { $_.Blocks.Count -and $_.Name -notin 'automation.md', 'telemetry.md' })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
}

Describe 'The README' {
    It 'has examples' -ForEach @{ Count = $blocks.Count } {
        $Count | Should -BeGreaterThan 5
    }

    It 'has examples that run as written, one after the other' -ForEach @{ Blocks = $blocks } {
        # In a separate folder: some of them write files.
        $script = ($Blocks -join "`n").Replace('./out/GalileoEval', (Get-TestModuleFolder))
        $result = Invoke-PowerShellScript ("`$ErrorActionPreference = 'Stop'`n" + $script) -WorkingDirectory $TestDrive
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.StdOut | Should -Match 'task_sandbox_01'
        $done = Import-Csv (Join-Path $TestDrive 'done.csv')
        $done | Should -HaveCount 2
        $done.IsFinal | Sort-Object -Unique | Should -Be 'True'
    }
}

Describe 'The page <Name>' -ForEach (@($readme) + $pages) {
    It 'links to files that exist' {
        foreach ($link in [regex]::Matches($Text, '\]\((?!http)([^)#]+)(#[^)]*)?\)')) {
            Join-Path $Folder $link.Groups[1].Value | Should -Exist
        }
    }
}

Describe 'The examples of <Name>' -ForEach $examples {
    It 'run as written' {
        $lines = "`$ErrorActionPreference = 'Stop'", '$null = Start-EvalSandbox -WarningAction SilentlyContinue'
        $result = Invoke-ModuleScript (($lines + $Blocks) -join "`n") -WorkingDirectory $TestDrive
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
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
