BeforeDiscovery {
    # An installation must not change this machine's own modules: only on these systems does HOME redirect everything that it writes.
    $canInstall = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $root = Get-RepositoryRoot
    $folder = Get-TestModuleFolder
    $package = Get-TestPackage
    $manifest = Test-ModuleManifest (Join-Path $folder 'GalileoEval.psd1')
    # With -Coverage the assemblies are instrumented, have symbols beside them, and contain source paths.
    $isMeasured = [bool](Get-ChildItem $folder -Recurse -Filter *.pdb)

    function Read-Entry([string] $Package, [string] $Name) {
        $archive = [IO.Compression.ZipFile]::OpenRead($Package)
        try {
            [IO.StreamReader]::new($archive.GetEntry($Name).Open()).ReadToEnd()
        }
        finally {
            $archive.Dispose()
        }
    }

    # The same package under a lower version: what an installation is updated from.
    function New-OlderPackage([string] $Path, [string] $Version) {
        Copy-Item $package $Path
        'GalileoEval.nuspec', 'GalileoEval.psd1' | ForEach-Object { Edit-PackageEntry $Path $_ '(<version>|ModuleVersion\s*= '')[\d.]+' "`${1}$Version" }
    }
}

Describe 'The package' {
    It 'is smaller than 5 MB' {
        if ($isMeasured) {
            Set-ItResult -Skipped -Because 'the module is instrumented'
        }

        (Get-Item $package).Length | Should -BeLessThan 5MB
    }

    It 'has exactly the files of the module' {
        $archive = [IO.Compression.ZipFile]::OpenRead($package)
        $packed = $archive.Entries.FullName | Where-Object { $_ -notmatch '^(_rels/|package/|\[Content_Types\]|GalileoEval\.nuspec)' }
        $archive.Dispose()
        $built = Get-ChildItem $folder -Recurse -File | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') }
        $packed | ForEach-Object { [uri]::UnescapeDataString($_) } | Sort-Object | Should -Be ($built | Sort-Object)
    }

    It 'contains the metadata that the gallery requires' {
        $metadata = ([xml](Read-Entry $package GalileoEval.nuspec)).package.metadata
        $metadata.id | Should -BeExactly 'GalileoEval'
        $metadata.version | Should -Be $manifest.Version
        $metadata.license.InnerText | Should -Be 'MIT'
        $metadata.icon | Should -Be 'icon.png'
        $metadata.releaseNotes | Should -Match '### Added'
        $tags = $metadata.tags -split ' '
        'PSModule', 'PSEdition_Core', 'PSEdition_Desktop', 'PSCmdlet_Wait-EvalTask', 'PSCommand_Wait-EvalTask' |
            ForEach-Object { $tags | Should -Contain $_ }
        @($tags -match '^PSCmdlet_') | Should -HaveCount $manifest.ExportedCmdlets.Count
    }

    It 'has a bill of materials with the licence and the hash of every package that it contains' {
        $bill = Get-Content ($package -replace '\.nupkg$', '.cdx.json') -Raw | ConvertFrom-Json
        $bill.bomFormat | Should -Be 'CycloneDX'
        $bill.metadata.component.name, $bill.metadata.component.version | Should -Be 'GalileoEval', $manifest.Version
        $required = @($bill.components | Where-Object scope -EQ 'required')
        foreach ($component in $required) {
            $component.licenses | Should -Not -BeNullOrEmpty -Because $component.name
            $component.hashes.alg | Should -Contain 'SHA-512' -Because $component.name
        }

        foreach ($file in Get-ChildItem $folder -Recurse -Filter *.dll | Where-Object Name -NotLike 'GalileoEval*') {
            $required.name | Should -Contain $file.BaseName
        }
    }

    It 'contains no build time' {
        $archive = [IO.Compression.ZipFile]::OpenRead($package)
        try {
            $archive.Entries | ForEach-Object { $_.LastWriteTime.Year } | Sort-Object -Unique | Should -Be 2000
        }
        finally {
            $archive.Dispose()
        }
    }

    It 'contains no path of the build machine' {
        Import-TestModule
        $attribute = [Reflection.AssemblyConfigurationAttribute]
        if ($isMeasured) {
            Set-ItResult -Skipped -Because 'the module is instrumented'
        }
        elseif ((Get-Command Start-EvalSandbox).ImplementingType.Assembly.GetCustomAttributes($attribute, $false)[0].Configuration -ne 'Release') {
            Set-ItResult -Skipped -Because 'a debug build contains source paths, for breakpoints'
        }

        foreach ($file in Get-ChildItem $folder -Recurse -Filter GalileoEval*.dll) {
            $text = [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($file.FullName))
            $text.Contains($root) | Should -BeFalse -Because $file.FullName
            $text.Contains('/_/src/') | Should -BeTrue -Because $file.FullName
        }
    }

    It 'has an icon of 85 by 85 pixels' {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $folder 'icon.png'))
        [Text.Encoding]::ASCII.GetString($bytes, 1, 3) | Should -Be 'PNG'
        # Big-endian: the width and the height of the header.
        $bytes[16..23] | Should -Be 0, 0, 0, 85, 0, 0, 0, 85
    }
}

Describe 'The sources of the package' {
    It 'has a lock file without server addresses for every project' {
        foreach ($project in Get-ChildItem (Join-Path $root 'src'), (Join-Path $root 'tests') -Recurse -Filter *.csproj) {
            $lock = Join-Path $project.DirectoryName 'packages.lock.json'
            $lock | Should -Exist
            $lock | Should -Not -FileContentMatch 'https?://'
        }
    }

    It 'pins every action of the workflows to a commit' {
        $uses = Get-ChildItem (Join-Path $root '.github/workflows') -Filter *.yml | Select-String '^\s*-?\s*uses:\s*(\S+)'
        $uses | Should -Not -BeNullOrEmpty
        foreach ($use in $uses) {
            $use.Matches[0].Groups[1].Value | Should -Match '@[0-9a-f]{40}$'
        }
    }
}

Describe 'The manifest' {
    It 'is valid without a warning, and has the section of the changelog as release notes' {
        $tested = Test-ModuleManifest (Join-Path $folder 'GalileoEval.psd1') -WarningVariable warned -ErrorAction Stop
        $warned | Should -BeNullOrEmpty
        $tested.ReleaseNotes | Should -Match '(?s)^### Added.*Connect-EvalService'
        $tested.PrivateData.PSData.Contains('Prerelease') | Should -BeFalse
        $tested.ProjectUri | Should -BeNullOrEmpty
        # Without an address, Get-Help -Online reports that there is no online version.
        Import-TestModule
        (Get-Command -Module GalileoEval).HelpUri | Where-Object { $_ } | Should -BeNullOrEmpty
        { Get-Help Get-ScaleTask -Online } | Should -Throw -ErrorId 'InvalidOperation,Microsoft.PowerShell.Commands.GetHelpCommand'
    }
}

Describe 'What a publisher sets' {
    BeforeAll {
        $project = Join-Path $root 'src/GalileoEval.Module'
        $names = 'PackageProjectUrl', 'LicenseUri', 'PackageIconUrl', 'OnlineHelpUri'
        $links = dotnet msbuild $project -t:SetPublisherLinks "-getProperty:$($names -join ',')" `
            '-p:RepositoryUrl=https://example.org/eval.git/' '-p:VersionSuffix=rc1' | Out-String | ConvertFrom-Json | ForEach-Object Properties

        # The module of such a build: its generated files differ, nothing else.
        $published = Join-Path $TestDrive 'published/GalileoEval'
        $null = New-Item (Split-Path $published) -ItemType Directory
        Copy-Item $folder $published -Recurse
        $source = Join-Path $root 'src/GalileoEval'
        $tool = Join-Path $root 'src/GalileoEval.Build/bin/Release/net10.0/GalileoEval.Build.dll'
        dotnet exec $tool "assembly=$source/bin/Release/net8.0/GalileoEval.dll" "commands=$source/Commands" `
            "about=$source/en-US/about_GalileoEval.help.txt" "tables=$source/GalileoEval.Format.ps1xml" `
            "lists=$source/GalileoEval.Lists.json" "manifest=$root/GalileoEval.psd1" "changelog=$root/CHANGELOG.md" "output=$published" `
            "version=$($manifest.Version)" 'prerelease=rc1' "project=$($links.PackageProjectUrl)" "license=$($links.LicenseUri)" `
            "icon=$($links.PackageIconUrl)" "help=$($links.OnlineHelpUri)" | Out-Null
        $LASTEXITCODE | Should -Be 0
        Move-Item (Join-Path $published 'GalileoEval.dll-Help.xml') (Join-Path $published 'en-US') -Force
    }

    It 'is in the links of the package, by the tag of the version' {
        $links.PackageProjectUrl | Should -Be 'https://example.org/eval'
        $links.LicenseUri | Should -Be "https://example.org/eval/blob/v$($manifest.Version)-rc1/LICENSE"
        $links.PackageIconUrl | Should -Be "https://example.org/eval/raw/v$($manifest.Version)-rc1/docs/images/icon.png"
        $links.OnlineHelpUri | Should -Be "https://example.org/eval/blob/v$($manifest.Version)-rc1/docs/cmdlets/{0}.md"
    }

    It 'is in the manifest' {
        $tested = Test-ModuleManifest (Join-Path $published 'GalileoEval.psd1') -WarningVariable warned -ErrorAction Stop
        $warned | Should -BeNullOrEmpty
        $tested.PrivateData.PSData.Prerelease | Should -Be 'rc1'
        $tested.ProjectUri | Should -Be $links.PackageProjectUrl
        $tested.LicenseUri | Should -Be $links.LicenseUri
        $tested.IconUri | Should -Be $links.PackageIconUrl
    }

    It 'is what Get-Help -Online opens, for every cmdlet' -Skip:(-not $canInstall) {
        # A fake browser that records the address.
        $browser = Join-Path $TestDrive 'browser'
        $null = New-Item $browser -ItemType Directory
        [IO.File]::WriteAllText("$browser/xdg-open", "#!/bin/sh`nprintf '%s' `"`$1`" > '$browser/opened.new' && mv '$browser/opened.new' '$browser/opened'`n")
        [IO.File]::WriteAllText("$browser/open", [IO.File]::ReadAllText("$browser/xdg-open"))
        chmod +x "$browser/xdg-open" "$browser/open"
        $result = Invoke-PowerShellScript @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$published/GalileoEval.psd1'
            Get-Command -Module GalileoEval | ForEach-Object {
                '{0} {1} {2}' -f `$_.Name, `$_.HelpUri, @((Get-Help `$_.Name -Full).relatedLinks.navigationLink.uri)[0]
            }
            Get-Help Get-ScaleTask -Online
            foreach (`$try in 1..100) {
                if (Test-Path '$browser/opened') { break }
                Start-Sleep -Milliseconds 50
            }
"@ -Environment @{ PATH = "$browser$([IO.Path]::PathSeparator)$env:PATH" }
        $result.StdErr | Should -BeNullOrEmpty
        $expected = $manifest.ExportedCmdlets.Keys | Sort-Object | ForEach-Object {
            Join-Path $root "docs/cmdlets/$_.md" | Should -Exist
            '{0} {1} {1}' -f $_, ($links.OnlineHelpUri -f $_)
        }
        $result.StdOut.Trim() -split '\r?\n' | Sort-Object | Should -Be $expected
        Get-Content "$browser/opened" -Raw | Should -Be ($links.OnlineHelpUri -f 'Get-ScaleTask')
    }
}

Describe 'Installing the package' -Skip:(-not $canInstall) {
    BeforeAll {
        # A clean profile, in a path with spaces and letters of several alphabets.
        $place = Join-Path $TestDrive 'Zoë Müller – 北京'
        $feed = Join-Path $place 'the feed'
        $installed = Join-Path $place '.local/share/powershell/Modules/GalileoEval'
        $null = New-Item $feed, (Join-Path $place 'packages') -ItemType Directory -Force
        New-OlderPackage (Join-Path $place 'packages/GalileoEval.0.0.9.nupkg') '0.0.9'
        $environment = @{ HOME = $place; PSModulePath = $null }
        'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME' | ForEach-Object { $environment[$_] = $null }

        function Invoke-Profile([string] $Script) {
            $prelude = "`$ErrorActionPreference = 'Stop'`n`$ProgressPreference = 'SilentlyContinue'`n"
            Invoke-PowerShellScript ($prelude + $Script) -Environment $environment -WorkingDirectory $place
        }

        $install = Invoke-Profile @"
            Register-PSResourceRepository -Name Test -Uri '$feed' -Trusted
            Publish-PSResource -NupkgPath '$place/packages/GalileoEval.0.0.9.nupkg' -Repository Test
            Publish-PSResource -NupkgPath '$package' -Repository Test
            `$found = Find-PSResource GalileoEval -Repository Test
            'found {0} {1}' -f `$found.Version, `$found.Type
            'notes ' + (`$found.ReleaseNotes -match '### Added')
            'versions ' + ((Find-PSResource GalileoEval -Version '*' -Repository Test).Version -join ' ')
            'tag ' + (Find-PSResource -Tag Kolena -Repository Test).Name
            Install-PSResource GalileoEval -Version 0.0.9 -Repository Test -Scope CurrentUser
            'installed ' + (Get-InstalledPSResource GalileoEval).Version
            Update-PSResource GalileoEval -Repository Test -Scope CurrentUser
            'updated ' + ((Get-InstalledPSResource GalileoEval).Version -join ' ')
"@
        $lines = $install.StdOut -split '\r?\n'
    }

    It 'publishes it to a folder and finds it there' {
        $install.StdErr | Should -BeNullOrEmpty
        $lines | Should -Contain "found $($manifest.Version) Module"
        $lines | Should -Contain 'notes True'
        $lines | Should -Contain "versions $($manifest.Version) 0.0.9"
        $lines | Should -Contain 'tag GalileoEval'
    }

    It 'installs an older version for the current user, and updates it to this one' {
        $lines | Should -Contain 'installed 0.0.9'
        $lines | Should -Contain "updated $($manifest.Version) 0.0.9"
        (Get-ChildItem $installed).Name | Sort-Object | Should -Be '0.0.9', $manifest.Version
    }

    It 'installs the files of the module, byte by byte' {
        $target = Join-Path $installed $manifest.Version
        foreach ($file in Get-ChildItem $folder -Recurse -File) {
            $copy = Join-Path $target $file.FullName.Substring($folder.Length + 1)
            (Get-FileHash -LiteralPath $copy).Hash | Should -Be (Get-FileHash -LiteralPath $file.FullName).Hash -Because $copy
        }
    }

    It 'runs from there: a smoke test of every area, and the demo' {
        $result = Invoke-Profile @"
            Import-Module GalileoEval
            `$module = Get-Module GalileoEval
            'module {0} {1}' -f `$module.Version, `$module.ModuleBase
            `$null = Start-EvalSandbox -TaskDuration 0 -WarningAction SilentlyContinue
            'scorer ' + (Invoke-GalileoCodeScorerValidation "`$(`$module.ModuleBase)/Examples/answer_length.py" -Wait).IsValid
            'validation ' + (Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1).State
            'task ' + (Get-ScaleTask task_sandbox_01 | Wait-EvalTask -Timeout 60).State
            'gate ' + ([pscustomobject]@{ tone = 1.0 } | Measure-EvalScore tone | Test-EvalGate (New-EvalGateRule tone Mean -Minimum 1))
            'help ' + (Get-Help Get-ScaleTask).Synopsis
            Stop-EvalSandbox
            & "`$(`$module.ModuleBase)/Examples/Demo.ps1" -OutputPath '$place/demo'
"@
        $result.StdErr | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $said = $result.StdOut -split '\r?\n'
        $said | Should -Contain "module $($manifest.Version) $(Join-Path $installed $manifest.Version)"
        $said | Should -Contain 'scorer True'
        $said | Should -Contain 'validation Succeeded'
        $said | Should -Contain 'task Succeeded'
        $said | Should -Contain 'gate True'
        $said -match '^help \w+ ' | Should -HaveCount 1
        'report.html', 'report.md', 'report.xml', 'work.csv' | ForEach-Object { Join-Path $place "demo/$_" | Should -Exist }
    }

    It 'uninstalls every version, and leaves nothing' {
        $result = Invoke-Profile @'
            Uninstall-PSResource GalileoEval -Version '*' -Scope CurrentUser
            'left ' + @(Get-InstalledPSResource GalileoEval -ErrorAction Ignore).Count
            'available ' + @(Get-Module GalileoEval -ListAvailable).Count
'@
        $result.StdErr | Should -BeNullOrEmpty
        $result.StdOut -split '\r?\n' | Should -Contain 'left 0'
        $result.StdOut -split '\r?\n' | Should -Contain 'available 0'
        @(Get-ChildItem $installed -ErrorAction Ignore) | Should -HaveCount 0
    }
}
