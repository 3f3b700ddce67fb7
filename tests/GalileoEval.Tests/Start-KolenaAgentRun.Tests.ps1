BeforeDiscovery {
    $ways = 'Csv', 'Json', 'Clixml'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestSession.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'RoundTrip.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'TestServer.psm1') -Force
    $sandbox = Start-TestSandbox @{ TaskDuration = 0 }
    $source = 'GalileoEval.Commands.StartKolenaAgentRunCommand'
    Push-Location $TestDrive
    'Total: 1249.50 EUR, due 2026-01-31' | Set-Content a.txt
    'Rent 88' | Set-Content b.txt
    'Nothing to see here' | Set-Content -LiteralPath 'c[1].txt'
    $null = New-Item empty.txt
    $null = New-Item folder -ItemType Directory
}

AfterAll {
    Pop-Location
    Stop-TestSandbox
}

Describe 'Start-KolenaAgentRun' {
    It 'uploads a file and returns a run that Wait-EvalTask and Get-KolenaAgentRun accept' {
        $run = Start-KolenaAgentRun 1 a.txt
        $run | Should -BeOfType GalileoEval.Kolena.KolenaAgentRun
        $run.AgentId | Should -Be 1
        $run.Files | Should -Be 'a.txt'
        ($run | Get-KolenaAgentRun).RunId | Should -Be $run.RunId
        $ended = $run | Wait-EvalTask -Timeout 60 -PollInterval 0.2
        $ended.State | Should -Be Succeeded
        $ended.Results[0].Value | Should -Be 1249.5
        $ended.Results[1].Value | Should -Be '2026-01-31'
    }

    It 'starts one run of all files of an input' {
        $run = Start-KolenaAgentRun 1 a.txt, b.txt
        $run | Should -HaveCount 1
        $run.Files | Should -Be 'a.txt', 'b.txt'
    }

    It 'starts a run per file with -Separate, in the order of the files' {
        $runs = Start-KolenaAgentRun 1 b.txt, a.txt -Separate
        $runs | Should -HaveCount 2
        $runs.Files | Should -Be 'b.txt', 'a.txt'
    }

    It 'starts a run for each file of Get-ChildItem, and accepts names with brackets literally' {
        $runs = Get-ChildItem *.txt -Exclude empty* | Start-KolenaAgentRun 1
        $runs.Files | Should -Be 'a.txt', 'b.txt', 'c[1].txt'
    }

    It 'binds the path, the ID and the due date by property name' {
        $row = 'AgentId,Path,UserDefinedId,DueDate', '2,a.txt,lease-1,2026-03-01', '2,b.txt,,' | ConvertFrom-Csv
        $runs = $row | Start-KolenaAgentRun
        $runs.AgentId | Should -Be 2, 2
        $runs[0].UserDefinedId | Should -Be 'lease-1'
        $runs[1].UserDefinedId | Should -BeNullOrEmpty
        (Get-KolenaAgentRun 2 -UserDefinedId lease-1).RunId | Should -Be $runs[0].RunId
    }

    It 'expands wildcards' {
        (Start-KolenaAgentRun 1 '[ab].txt').Files | Should -Be 'a.txt', 'b.txt'
    }

    It 'returns the ended run with -Wait' {
        $run = Start-KolenaAgentRun 1 a.txt -Wait -Timeout 60 -PollInterval 0.2
        $run.State | Should -Be Succeeded
    }

    It 'returns a run that can be waited for after <_>' -ForEach $ways {
        $copy = Start-KolenaAgentRun 1 a.txt | ConvertTo-RoundTrip $_
        ($copy | Wait-EvalTask -Timeout 60 -PollInterval 0.2).State | Should -Be Succeeded
    }

    It 'shows the upload as progress' {
        $ps = [powershell]::Create()
        try {
            $null = $ps.AddScript({
                param($Manifest, $Uri, $Key, $File)
                Import-Module $Manifest
                $null = Connect-EvalService Kolena -BaseUri $Uri -ApiKey $Key
                Start-KolenaAgentRun 1 $File
            }).AddArgument((Get-Module GalileoEval).Path).AddArgument($sandbox.BaseUri).AddArgument($sandbox.ApiKey).AddArgument((Join-Path $TestDrive 'a.txt'))
            $ps.Invoke() | Should -HaveCount 1
            $uploads = $ps.Streams.Progress | Where-Object Activity -EQ 'Uploading files'
            $uploads[0].StatusDescription | Should -Be '0.0 of 0.0 MB sent'
            $uploads[-2].PercentComplete | Should -Be 100
            $uploads[-1].RecordType | Should -Be Completed
        }
        finally {
            $ps.Dispose()
        }
    }

    It 'rejects <Case> and sends nothing' -ForEach @(
        @{ Case = 'a missing file'; File = 'missing.txt'; Reason = 'Cannot find path*' }
        @{ Case = 'an empty file'; File = 'empty.txt'; Reason = '*empty.txt*is empty*' }
        @{ Case = 'a folder'; File = 'folder'; Reason = '*is a directory*' }
        @{ Case = 'a path of another provider'; File = 'Env:/PATH'; Reason = '*not in the file system*' }
    ) {
        $before = $sandbox.RequestCount
        Start-KolenaAgentRun 1 a.txt, $File -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
        "$($failures[0])" | Should -BeLike $Reason
        "$($failures[0].TargetObject)" | Should -BeLike "*$File"
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'PDF'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'rejects a file that cannot be read and sends nothing' {
        $before = $sandbox.RequestCount
        $lock = [IO.File]::Open((Join-Path $TestDrive 'b.txt'), 'Open', 'Read', 'None')
        try {
            Start-KolenaAgentRun 1 a.txt, b.txt -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        }
        finally {
            $lock.Dispose()
        }

        $failures[0].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
        "$($failures[0])" | Should -BeLike '*b.txt*cannot be read*'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'reports a bad file in its place and continues with -Separate' {
        $mixed = & { Start-KolenaAgentRun 1 a.txt, empty.txt, b.txt -Separate } 2>&1
        $mixed[0].Files, $mixed[2].Files | Should -Be 'a.txt', 'b.txt'
        $mixed[1].FullyQualifiedErrorId | Should -BeExactly "InvalidFile,$source"
    }

    It 'sends nothing with -WhatIf' {
        $before = $sandbox.RequestCount
        Start-KolenaAgentRun 1 a.txt -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
    }

    It 'reports an unknown agent with the file' {
        Start-KolenaAgentRun 99 a.txt -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "NotFound,$source"
        $failures[0].TargetObject | Should -Be (Join-Path $TestDrive 'a.txt')
    }

    It 'rejects -Timeout without -Wait for <_>' -ForEach 'Start-KolenaAgentRun', 'Start-KolenaValidation' {
        $arguments = @{ AgentId = 1; Timeout = 1 }
        $arguments += if ($_ -eq 'Start-KolenaAgentRun') { @{ Path = 'a.txt' } } else { @{ GroundTruthId = 10 } }
        $failure = { & $_ @arguments } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'does not repeat a start whose response was lost, and says how to find out' {
        $server = Start-TestServer @{ Status = 500; Body = '{"detail": "broken"}' }
        try {
            $connection = Connect-TestServer $server.BaseUri Kolena
            Start-KolenaAgentRun 1 a.txt -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].FullyQualifiedErrorId | Should -BeExactly "ServerError,$source"
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike 'The service may have started it: list the runs of the agent*'
            $server.Requests | Should -HaveCount 1
        }
        finally {
            $server | Stop-TestServer
        }
    }
}

Describe 'Start-KolenaValidation -Wait' {
    It 'returns the ended validation' {
        $validation = Start-KolenaValidation 1 10 -Wait -Timeout 60 -PollInterval 0.2
        $validation.State | Should -Be Succeeded
        $validation.Score | Should -BeGreaterThan 0
    }
}
