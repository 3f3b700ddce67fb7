BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $cmdlets = (Get-Command -Module GalileoEval).Name
    # Windows PowerShell has no renderer of Markdown.
    $canRender = [bool](Get-Command ConvertFrom-Markdown -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-TestModule
    $root = Get-RepositoryRoot
    $pages = Join-Path $root 'docs/cmdlets'

    # The text of each file by name. git may have changed the line ends.
    function Get-Text([string] $Folder) {
        $texts = @{}
        Get-ChildItem $Folder -File | ForEach-Object { $texts[$_.Name] = [IO.File]::ReadAllText($_.FullName).Replace("`r", '') }
        $texts
    }

    $committed = Get-Text $pages
}

Describe 'The pages in docs/cmdlets' {
    It 'are those that the build generates' {
        $generated = Get-Text (Join-Path $root 'src/GalileoEval.Module/obj/Generated/cmdlets')
        $generated.Count | Should -BeGreaterThan 60
        $outdated = @($generated.Keys) + @($committed.Keys) | Sort-Object -Unique | Where-Object { $generated[$_] -cne $committed[$_] }
        $outdated | Should -BeNullOrEmpty -Because 'the help has changed: run ./build.ps1 Help and commit docs/cmdlets'
    }

    It 'have the index first, in which every cmdlet has a row' {
        $rows = [regex]::Matches($committed['README.md'], '(?m)^\| \[([\w-]+)\]\(\1\.md\) \| \S.*\. \|$').ForEach({ $_.Groups[1].Value })
        $rows | Sort-Object | Should -Be ((Get-Command -Module GalileoEval).Name | Sort-Object)
    }

    It 'link only to pages and headings that exist' {
        foreach ($name in $committed.Keys) {
            foreach ($link in [regex]::Matches($committed[$name], '\]\((?!http)([^)#]+)(?:#([^)]*))?\)')) {
                $target = $committed[$link.Groups[1].Value]
                $target | Should -Not -BeNullOrEmpty -Because "$name links to $($link.Groups[1].Value)"
                $headings = [regex]::Matches($target, '(?m)^#+ (.*)$').ForEach({ $_.Groups[1].Value.ToLowerInvariant().Replace(' ', '-') })
                if ($link.Groups[2].Success) {
                    $headings | Should -Contain $link.Groups[2].Value
                }
            }
        }
    }

    It 'are not in the package, which has Get-Help' {
        Get-ChildItem (Get-TestModuleFolder) -Recurse -Filter *.md | Should -BeNullOrEmpty
    }
}

Describe 'The page of <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $page = $committed["$name.md"]
        $command = Get-Command $name
        $help = Get-Help $name -Full
    }

    It 'has the syntax of every parameter set' {
        $syntax = [regex]::Matches($page, '(?ms)^```text\n(.*?)\n```').ForEach({ $_.Groups[1].Value -replace '\s+', ' ' })
        @($syntax).Count | Should -Be $command.ParameterSets.Count
        foreach ($set in $command.ParameterSets) {
            if ($command.ParameterSets.Count -gt 1) {
                $page | Should -Match "(?m)^### $($set.Name)( \(default\))?$"
            }

            # PowerShell orders parameters differently, and has other names of types.
            $shape = { param($Text) @([regex]::Matches($Text, '(?<![\w])[\[]*-\w+\]?').Value) | Sort-Object }
            $expected = & $shape "$set"
            $expected.Count | Should -BeGreaterThan 0
            @($syntax | Where-Object { -not (Compare-Object @(& $shape $_) @($expected) -CaseSensitive) }) | Should -Not -BeNullOrEmpty -Because "$name $set"
        }
    }

    It 'displays the text of Get-Help, unchanged' -Skip:(-not $canRender) {
        $html = (ConvertFrom-Markdown -InputObject $page).Html -replace '<!--.*?-->'
        $displayed = [Net.WebUtility]::HtmlDecode(($html -replace '<[^>]+>')) -replace '\s+', ' '
        $texts = @(
            $help.Synopsis
            $help.description.Text
            $help.parameters.parameter | ForEach-Object { $_.description.Text } | Where-Object { $_ -notmatch '^Accepted values: ' }
            $help.examples.example | ForEach-Object { $_.introduction.Text; $_.code; $_.remarks.Text; $_.title -replace '^-+ | -+$' }
            $help.inputTypes.inputType.description.Text
            $help.returnValues.returnValue.description.Text
            $help.relatedLinks.navigationLink.linkText
        ) | ForEach-Object { $_ -split '\r?\n\r?\n' -replace '^- ' -replace '\s+', ' ' } | ForEach-Object Trim | Where-Object { $_ }
        $texts.Count | Should -BeGreaterThan 10
        foreach ($text in $texts) {
            $displayed.Contains($text) | Should -BeTrue -Because "the page displays: $text"
        }
    }
}
