# Text from a service that tries to drive the terminal.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.psd1')
    $client = [GalileoEval.Scale.ScaleTask].Assembly
    $views = [xml](Get-Content (Join-Path $PSScriptRoot '../../out/GalileoEval/GalileoEval.Format.ps1xml') -Raw)
    # The types with text from a service.
    $shown = $views.SelectNodes('//View/ViewSelectedBy/TypeName').InnerText | Sort-Object -Unique |
        Where-Object { $client.GetType($_) -and $_ -notlike '*.Sandbox.*' } | ForEach-Object { @{ Type = $_ } }
}

# The escapes in these strings are PowerShell 7's.
Describe 'Hostile text' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
        Import-TestModule

        # Clears the screen, sets the title, creates a link, colours, rings the bell, deletes, changes the direction, ends the line.
        $evil = "x`e[2Jy`e]0;title`az`e]8;;http://evil.example`e\`b`r`n`u{9b}31mred`u{85}`u{202e}`u{200b}`u{feff}txt`0`u{7f}`td`u{2066}e"
        $unsafe = '[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
        $jsonEvil = ($evil | ConvertTo-Json).Trim('"')

        # An object with the text in every string property, to a limited depth.
        function New-Evil {
            param([type] $Type, [int] $Depth = 3)

            $object = [Runtime.Serialization.FormatterServices]::GetUninitializedObject($Type)
            foreach ($field in $Type.GetFields('Instance, NonPublic') | Where-Object Name -Like '<*>k__BackingField') {
                $value = Get-EvilValue $field.FieldType $Depth
                if ($null -ne $value) {
                    $field.SetValue($object, $value)
                }
            }

            $object
        }

        function Get-EvilValue {
            param([type] $Type, [int] $Depth)

            $bare = if ($under = [Nullable]::GetUnderlyingType($Type)) { $under } else { $Type }
            if ($bare -eq [string] -or $bare -eq [object]) {
                $evil
            }
            elseif ($bare.IsEnum) {
                [enum]::GetValues($bare)[0]
            }
            elseif ($bare -eq [datetime]) {
                [datetime]'2026-01-02T03:04:05Z'
            }
            elseif ($bare.IsPrimitive) {
                [Convert]::ChangeType(1, $bare, [cultureinfo]::InvariantCulture)
            }
            elseif ($bare.IsGenericType -and $bare.GetGenericArguments().Count -eq 1 -and $Depth -gt 0) {
                $item = $bare.GetGenericArguments()[0]
                $list = [Activator]::CreateInstance([Collections.Generic.List[object]].GetGenericTypeDefinition().MakeGenericType($item))
                $one = Get-EvilValue $item ($Depth - 1)
                if ($null -ne $one) {
                    $list.Add($one)
                }

                $made = [GalileoEval.EvalList[object]].GetGenericTypeDefinition().MakeGenericType($item)
                if ($bare.IsAssignableFrom($made)) { , [Activator]::CreateInstance($made, [object[]] (, $list)) }
            }
            elseif ($bare.IsClass -and -not $bare.IsAbstract -and $bare.Namespace -like 'GalileoEval*' -and -not $bare.IsGenericType -and $Depth -gt 0) {
                New-Evil $bare ($Depth - 1)
            }
        }
    }

    Context 'in a <Type>' -ForEach $shown {
        BeforeAll {
            $object = New-Evil ([GalileoEval.Scale.ScaleTask].Assembly.GetType($Type))
            $rendering = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = 'PlainText'
        }

        AfterAll {
            $PSStyle.OutputRendering = $rendering
        }

        It 'stays one line of its table' {
            $text = ($object | Format-Table | Out-String -Width 120) -replace "`r`n", "`n"
            $text | Should -Not -Match $unsafe
            @($text -split "`n" | Where-Object { $_.Trim() }) | Should -HaveCount 3 -Because $text
        }

        It 'is inert in its list' {
            $text = ($object | Format-List | Out-String -Width 120) -replace "`r`n", "`n"
            $text | Should -Not -Match $unsafe
        }

        It 'is inert in Format-Wide and Format-Custom' {
            $wide = $object | Format-Wide | Out-String -Width 120
            $wide.Trim() | Should -Not -BeNullOrEmpty
            $custom = $object | Format-Custom | Out-String -Width 120
            ($wide + $custom -replace "`r`n", "`n") | Should -Not -Match $unsafe
        }

        It 'is unchanged in its properties' {
            $texts = $object.PSObject.Properties | Where-Object { $_.Value -is [string] -and $_.Value.StartsWith('x') -and $_.IsSettable }
            $texts | ForEach-Object { $_.Value | Should -BeExactly $evil }
        }
    }

    It 'is displayed by Format-Custom with every property and without control sequences' {
        $text = New-Evil ([GalileoEval.Scale.ScaleError]) | Format-Custom | Out-String -Width 200
        $text | Should -Match 'class ScaleError'
        $text | Should -Match 'Message = x\[2Jy'
    }

    Context 'from a service' {
        AfterEach {
            $server | Stop-TestServer
        }

        It 'is inert in an error: <Form>' -ForEach @(
            @{ Form = 'a detail'; Body = '{{"detail": "{0}"}}'; Status = 400 }
            @{ Form = 'fields'; Body = '{{"detail": [{{"loc": ["body", "{0}"], "msg": "{0}", "type": "{0}"}}]}}'; Status = 422 }
            @{ Form = 'a standard error'; Body = '{{"standard_error": {{"message": "{0}", "user_action": "{0}"}}}}'; Status = 409 }
            @{ Form = 'an error'; Body = '{{"error": "{0}"}}'; Status = 404 }
            @{ Form = 'no JSON'; Body = '<h1>{0}</h1>'; Status = 500 }
            @{ Form = 'an error that claims success'; Body = '{{"error": "{0}"}}'; Status = 200 }
            @{ Form = 'another type'; Body = '{{"task_id": {{"{0}": 1}}, "status": 3}}'; Status = 200 }
        ) {
            $text = if ($Form -eq 'no JSON') { $evil } else { $jsonEvil }
            $server = Start-TestServer @{ Status = $Status; Body = $Body -f $text }
            $null = Connect-TestServer $server.BaseUri Scale
            $failure = Get-TestError { Get-ScaleTask task_a -ErrorAction Stop }
            foreach ($part in "$failure", $failure.ErrorDetails.RecommendedAction, $failure.Exception.Message) {
                "$part" | Should -Not -Match $unsafe
                "$part" | Should -Not -Match '\n'
            }
        }

        It 'is inert in warnings, progress and verbose messages' {
            $body = '{{"task_id": "{0}", "status": "{0}", "threads": [], "project": "{0}", "batch": "{0}"}}' -f $jsonEvil
            $server = Start-TestServer @{ Body = $body }
            $null = Connect-TestServer $server.BaseUri Scale
            $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
            try {
                $null = $shell.AddScript('Import-Module $args[0]; $task = $args[1]; $task | Wait-EvalTask -Timeout 1 -PollInterval 0.2 -Verbose')
                $null = $shell.AddArgument((Join-Path (Get-TestModuleFolder) 'GalileoEval.psd1'))
                $null = $shell.AddArgument([pscustomobject]@{ Service = 'Scale'; TaskId = $evil; Status = $evil })
                $null = $shell.Invoke()
                $said = @($shell.Streams.Warning) + @($shell.Streams.Verbose) + @($shell.Streams.Error) +
                    $shell.Streams.Progress.ForEach({ $_.Activity, $_.StatusDescription, $_.CurrentOperation })
                $said.Count | Should -BeGreaterThan 3
                foreach ($line in $said) {
                    "$line" | Should -Not -Match $unsafe
                }
            }
            finally {
                $shell.Dispose()
            }
        }

        It 'is inert in the errors of a wait, and does not fill the screen' {
            $long = $jsonEvil + 'y' * 100000
            $tasks = '{{"tasks": [{{"task_id": "{0}", "status": "completed"}}, {{"task_id": "2{0}", "status": "error"}}]}}' -f $long
            $server = Start-TestServer @{ Body = $tasks }
            $null = Connect-TestServer $server.BaseUri Scale
            $tasks = @(Get-ScaleTask -BatchId b)
            $tasks[0].TaskId | Should -BeLike 'x*yyy'
            $null = $tasks[1] | Wait-EvalTask -RequireSuccess -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Should -Not -BeNullOrEmpty
            foreach ($failure in $failures) {
                foreach ($part in "$failure", $failure.Exception.Message, $failure.ErrorDetails.RecommendedAction) {
                    "$part" | Should -Not -Match $unsafe
                    "$part" | Should -Not -Match '\n'
                    "$part".Length | Should -BeLessThan 4001
                }
            }

            $failures[0].TargetObject.TaskId | Should -BeExactly $tasks[1].TaskId
            "$($tasks[0])" | Should -Not -Match $unsafe
        }

        It 'is inert in the display of metadata, and unchanged in its members' {
            $body = '{{"task_id": "t", "status": "completed", "metadata": {{"{0}": "{0}", "list": ["{0}"], "map": {{"{0}": 1}}}}}}' -f $jsonEvil
            $server = Start-TestServer @{ Body = $body }
            $null = Connect-TestServer $server.BaseUri Scale
            $metadata = (Get-ScaleTask t).Metadata
            foreach ($format in 'Format-Table', 'Format-List', 'Format-Wide', 'Out-String') {
                $text = $metadata | & $format | Out-String
                $text -replace '\e\[[\d;]*m' | Should -Not -Match $unsafe -Because $format
            }

            $metadata | Out-String | Should -Match 'xJy|map'
            $metadata[$evil] | Should -BeExactly $evil
            $metadata.Keys | Should -Contain $evil
            ($metadata | ConvertTo-Json | ConvertFrom-Json).map.$evil | Should -Be 1
        }

        It 'is inert in completions' {
            $body = '{{"batches": [{{"id": "b", "name": "{0}", "status": "completed", "project": "p", "created_at": "2026-01-01T00:00:00Z"}}]}}' -f $jsonEvil
            $server = Start-TestServer @{ Body = $body }
            $null = Connect-TestServer $server.BaseUri Scale
            $line = 'Get-ScaleTask -BatchName '
            foreach ($match in (TabExpansion2 $line $line.Length).CompletionMatches) {
                $match.ListItemText | Should -Not -Match $unsafe
                $match.ToolTip | Should -Not -Match $unsafe
                $match.CompletionText | Should -Not -Match "[`e`a`b`r`n]"
            }
        }
    }
}
