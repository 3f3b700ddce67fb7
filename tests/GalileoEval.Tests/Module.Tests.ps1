BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $root = Get-RepositoryRoot
    $folder = Get-TestModuleFolder
    # Not Import-PowerShellDataFile: the root module depends on the edition.
    $manifest = & ([scriptblock]::Create((Get-Content (Join-Path $folder 'GalileoEval.psd1') -Raw)))
}

Describe 'The manifest' {
    It 'is valid' {
        Test-ModuleManifest (Join-Path $folder 'GalileoEval.psd1') | Should -Not -BeNullOrEmpty
    }

    It 'has the version of the build' {
        $props = [xml](Get-Content (Join-Path $root 'Directory.Build.props') -Raw)
        $manifest.ModuleVersion | Should -Be ([string]$props.Project.PropertyGroup[0].VersionPrefix)
    }

    It 'is for both editions' {
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'names its exports one by one' {
        $manifest.CmdletsToExport | Should -Not -Contain '*'
        foreach ($none in 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            @($manifest[$none]).Count | Should -Be 0 -Because $none
        }
    }

    It 'exports every cmdlet of the assembly' {
        $built = (Get-Module GalileoEval).NestedModules + (Get-Module GalileoEval) |
            ForEach-Object { $_.ExportedCmdlets.Keys } | Sort-Object -Unique
        $attribute = [System.Management.Automation.CmdletAttribute]
        $written = (Get-Command Start-EvalSandbox).ImplementingType.Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes($attribute, $false) } |
            ForEach-Object { '{0}-{1}' -f $_.VerbName, $_.NounName } | Sort-Object
        $built | Should -Be $written
    }

    It 'exports the cmdlets that the README lists' {
        $listed = [regex]::Matches((Get-Content (Join-Path $root 'README.md') -Raw), '(?m)^\| \[`(\w+-\w+)`\]\(docs/cmdlets/\1\.md\) \|') |
            ForEach-Object { $_.Groups[1].Value } | Sort-Object
        (Get-Command -Module GalileoEval).Name | Sort-Object | Should -Be $listed
    }
}

Describe 'The files' {
    It 'has no more in the default load context than the cmdlets and the client on .NET 8' {
        (Get-ChildItem (Join-Path $folder 'bin/net8.0') -Filter *.dll).Name | Sort-Object |
            Should -Be 'GalileoEval.Client.dll', 'GalileoEval.dll'
    }

    It 'has System.Text.Json beside the client on .NET Standard' {
        (Get-ChildItem (Join-Path $folder 'bin/netstandard2.0')).Name | Should -Contain 'System.Text.Json.dll'
    }

    It 'keeps the other rooms and their packages apart on <_>' -ForEach 'net8.0', 'netstandard2.0' {
        $private = (Get-ChildItem (Join-Path $folder "bin/$_/private")).Name
        foreach ($file in 'GalileoEval.Http.dll', 'GalileoEval.Sandbox.dll', 'Microsoft.Extensions.Http.dll', 'Polly.Core.dll') {
            $private | Should -Contain $file
        }
    }

    It 'has no assembly twice on <_>' -ForEach 'net8.0', 'netstandard2.0' {
        $all = Get-ChildItem (Join-Path $folder "bin/$_") -Recurse -File
        $all | Group-Object Name | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }

    It 'brings nothing of PowerShell, and no debris' {
        # While the coverage is measured there are symbols beside the assemblies. The package has none.
        $all = Get-ChildItem $folder -Recurse -File -Exclude *.pdb
        $all.Name | Should -Not -Contain 'System.Management.Automation.dll'
        $all.Name | Should -Not -Contain 'GalileoEval.Module.dll'
        $all.Extension | Sort-Object -Unique | Should -Be @('', '.dll', '.png', '.ps1', '.ps1xml', '.psd1', '.py', '.txt', '.xml')
    }
}

Describe 'Importing' {
    It 'does not load the assemblies of the first request' {
        $result = Invoke-ModuleScript @'
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }
'@
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $loaded = $result.StdOut -split '\r?\n'
        $loaded | Should -Contain 'GalileoEval'
        $loaded | Should -Not -Contain 'GalileoEval.Http'
        $loaded | Should -Not -Contain 'GalileoEval.Sandbox'
        $loaded | Should -Not -Contain 'Polly.Core'
        $loaded | Should -Not -Contain 'Microsoft.Extensions.Http'
    }

    It 'resolves the public types' {
        [GalileoEval.Scale.ScaleTask], [GalileoEval.Kolena.KolenaValidation], [GalileoEval.Galileo.CodeScorerValidation] |
            Should -HaveCount 3
    }

    It 'can be removed and imported again' {
        $result = Invoke-ModuleScript @'
            $null = Start-EvalSandbox
            Remove-Module GalileoEval
            Import-Module (Join-Path $args[0] GalileoEval.psd1)
'@.Replace('$args[0]', "'$folder'")
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
    }
}

Describe 'Runspaces that share the module' {
    It 'keep running sandboxes until the last of them removes the module' {
        $result = Invoke-ModuleScript @'
            $manifest = '$folder/GalileoEval.psd1'
            $open = {
                $client = [Net.Sockets.TcpClient]::new()
                try { $client.Connect('127.0.0.1', $port); 'open' } catch { 'closed' } finally { $client.Dispose() }
            }
            $other = [powershell]::Create()
            $read = 'param($manifest) Import-Module $manifest -Force; (Get-ScaleTask task_sandbox_01).TaskId; {0}'
            $port = (Start-EvalSandbox).Port
            foreach ($end in '', 'Remove-Module GalileoEval', '') {
                $other.Commands.Clear()
                $other.AddScript($read.Replace('{0}', $end)).AddArgument($manifest).Invoke()
            }

            'connections ' + @(Get-EvalConnection).Count
            Remove-Module GalileoEval
            & $open
            Import-Module $manifest
            'connections ' + @(Get-EvalConnection).Count
            $other.Dispose()
            Remove-Module GalileoEval
            & $open
'@.Replace('$folder', $folder)
        $result.StdErr | Should -BeNullOrEmpty
        $lines = $result.StdOut -split '\r?\n' | Where-Object { $_ }
        $lines | Should -Be (@('task_sandbox_01') * 3 + 'connections 3', 'open', 'connections 3', 'closed')
    }
}

Describe 'Isolation' {
    It 'works beside a module that loaded an old Microsoft.Extensions.DependencyInjection.Abstractions' {
        $other = Join-Path $root 'out/fixtures/OlderExtensions/OlderExtensions.dll'
        $result = Invoke-PowerShellScript @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$other'
            'before ' + (Get-OlderExtensionsVersion)
            Import-Module '$folder/GalileoEval.psd1'
            `$null = Start-EvalSandbox
            'status ' + (Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1).Status
            'after ' + (Get-OlderExtensionsVersion)
            [AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { `$_.GetName().Name -eq 'Microsoft.Extensions.DependencyInjection.Abstractions' } |
                ForEach-Object { 'loaded ' + `$_.GetName().Version.Major }
            Stop-EvalSandbox
"@
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $lines = $result.StdOut -split '\r?\n'
        $lines | Should -Contain 'before 3.1.8.0'
        $lines | Should -Contain 'after 3.1.8.0'
        ($lines -match '^status \w+') | Should -HaveCount 1
        $own = if ($PSVersionTable.PSEdition -eq 'Core') { 'loaded 8' } else { 'loaded 10' }
        ($lines -match '^loaded ' | Sort-Object) | Should -Be ($own, 'loaded 3' | Sort-Object)
    }

    It 'keeps its packages out of the default load context' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $result = Invoke-ModuleScript @'
            $null = Start-EvalSandbox
            $null = Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name })
'@
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $default = $result.StdOut -split '\r?\n'
        $default | Should -Not -Contain 'GalileoEval.Http'
        $default | Should -Not -Contain 'GalileoEval.Sandbox'
        $default -match '^(Microsoft\.Extensions|Polly)' | Should -BeNullOrEmpty
    }

    It 'loads and works in PowerShell 7 as the .NET Standard build' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $result = Invoke-PowerShellScript @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$folder/bin/netstandard2.0/GalileoEval.dll'
            `$null = Start-EvalSandbox
            'status ' + (Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1).Status
            'task ' + (Get-ScaleTask task_sandbox_01).TaskId
            Stop-EvalSandbox
"@
        $result.ExitCode | Should -Be 0 -Because $result.StdErr
        $result.StdOut | Should -Match 'status \w+'
        $result.StdOut | Should -Match 'task task_sandbox_01'
    }
}
