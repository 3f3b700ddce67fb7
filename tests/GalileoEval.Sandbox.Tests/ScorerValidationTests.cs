using System.Text;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ScorerValidationTests : IDisposable
{
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    // The older form, the newer form, a pair, each score type, node types from the file.
    [InlineData("def scorer_fn(*, index, node_input, node_output, node_name, node_type, node_id, tools, dataset_variables, **kwargs):\n    return len(node_output) / 10",
        "float", """[{"node_type":"llm","score":0.5},{"node_type":"chat","score":0.5}]""")]
    [InlineData("def scorer_fn(*, step_object, **kwargs):\n    return len(step_object.output.content)",
        "float", """[{"node_type":"llm","score":5.0},{"node_type":"chat","score":5.0}]""")]
    [InlineData("def scorer_fn(*, node_input, **kwargs):\n    return (len(node_input), {'why': 'because'})\ndef score_type():\n    return int",
        "int", """[{"node_type":"llm","score":2},{"node_type":"chat","score":2}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return True\ndef score_type():\n    return bool\ndef scoreable_node_types_fn():\n    return ['trace']",
        "bool", """[{"node_type":"trace","score":true}]""")]
    [InlineData("def scorer_fn(*, node_type, **kwargs):\n    print('noise')\n    return node_type\ndef score_type():\n    return str\ndef scoreable_node_types_fn():\n    return ['tool', 'retriever']",
        "str", """[{"node_type":"tool","score":"tool"},{"node_type":"retriever","score":"retriever"}]""")]
    // The score is coerced by calling the type.
    [InlineData("def scorer_fn(**kwargs):\n    return '0.75'", "float", """[{"node_type":"llm","score":0.75},{"node_type":"chat","score":0.75}]""")]
    [InlineData("from decimal import Decimal\ndef scorer_fn(**kwargs):\n    return Decimal('0.5')", "float", """[{"node_type":"llm","score":0.5},{"node_type":"chat","score":0.5}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return 2.7\ndef score_type():\n    return int", "int", """[{"node_type":"llm","score":2},{"node_type":"chat","score":2}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return 'no'\ndef score_type():\n    return bool", "bool", """[{"node_type":"llm","score":true},{"node_type":"chat","score":true}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return 12\ndef score_type():\n    return str", "str", """[{"node_type":"llm","score":"12"},{"node_type":"chat","score":"12"}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return None", "float", """[{"node_type":"llm","score":null},{"node_type":"chat","score":null}]""")]
    [InlineData("def scorer_fn(**kwargs):\n    return 3\ndef aggregator_fn(*, scores):\n    return {'total': sum(scores)}",
        "float", """[{"node_type":"llm","score":3.0},{"node_type":"chat","score":3.0}]""")]
    [InlineData("x = 1", "float", """[{"node_type":"llm","score":null},{"node_type":"chat","score":null}]""")]
    public async Task Runs_a_valid_scorer(string scorer, string scoreType, string testScores)
    {
        JsonNode task = await _sandbox.ValidateAsync(scorer, ("test_input", "hi"), ("test_output", "hello"));

        Assert.Equal("completed", (string)task["status"]!);
        JsonNode result = task["result"]!["result"]!;
        Assert.Equal("valid", (string?)result["result_type"]);
        Assert.Equal(scoreType, (string)result["score_type"]!);
        Assert.Equal(testScores, result["test_scores"]!.ToJsonString());
    }

    [Theory]
    [InlineData("def scorer_fn(:\n", "Invalid Python code in scorer file. SyntaxError when parsing:")]
    [InlineData("raise ValueError('at load')", "Error while loading your custom metric code:\nTraceback")]
    [InlineData("raise ValueError('at load')", "ValueError: at load")]
    [InlineData("import no_such_module_anywhere", "ModuleNotFoundError")]
    [InlineData("import sys\nsys.exit(3)", "SystemExit")]
    [InlineData("import os\nos._exit(3)", "exit code 3")]
    [InlineData("import os\nos._exit(0)", "before its result was known.")]
    [InlineData("scorer_fn = 1", "scorer_fn must be a function.")]
    [InlineData("def scorer_fn(*, node_input):\n    return 1", "scorer_fn must have the argument 'kwargs'.")]
    [InlineData("def scorer_fn(**kwargs):\n    return kwargs['nothing']", "Error running scorer function on node type 'llm':\nTraceback")]
    [InlineData("def scorer_fn(**kwargs):\n    return kwargs['nothing']", "line 2, in scorer_fn")]
    [InlineData("def scorer_fn(**kwargs):\n    return 'good'", "Failed to coerce value 'good' to type float.")]
    [InlineData("def scorer_fn(**kwargs):\n    return '2.7'\ndef score_type():\n    return int", "Failed to coerce value '2.7' to type int.")]
    [InlineData("def scorer_fn(**kwargs):\n    return float('nan')", "finite")]
    [InlineData("def scorer_fn(**kwargs):\n    return (1, 2)", "pair")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ndef score_type():\n    return list", "score_type must return one of float, int, bool, str")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ndef scoreable_node_types_fn():\n    return ['brain']", "Node type brain is invalid.")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ndef scoreable_node_types_fn():\n    return 'llm'", "scoreable_node_types_fn must return a list.")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ndef aggregator_fn(values):\n    return 1", "aggregator_fn must have the argument 'scores'.")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ndef aggregator_fn(*, scores):\n    return 1 / 0", "ZeroDivisionError")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\nchain_aggregation = 'median'", "median is not a valid strategy.")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\nchain_aggregation = 7", "chain_aggregation must be a string.")]
    [InlineData("def scorer_fn(**kwargs):\n    return 1\ninclude_llm_credentials = 'yes'", "include_llm_credentials must be a boolean.")]
    public async Task Reports_the_error_of_an_invalid_scorer(string scorer, string expected)
    {
        JsonNode task = await _sandbox.ValidateAsync(scorer);

        Assert.Equal("completed", (string)task["status"]!);
        Assert.Equal("invalid", (string?)task["result"]!["result"]!["result_type"]);
        string message = (string)task["result"]!["result"]!["error_message"]!;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("driver.py", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_the_module_variables_and_the_requested_node_types()
    {
        const string Scorer = "include_llm_credentials = True\nchain_aggregation = 'sum'\ndef scorer_fn(**kwargs):\n    return 1";
        JsonNode task = await _sandbox.ValidateAsync(Scorer, ("scoreable_node_types", """["agent","workflow"]"""));
        JsonNode result = task["result"]!["result"]!;
        Assert.True((bool)result["include_llm_credentials"]!);
        Assert.Equal("sum", (string)result["chain_aggregation"]!);
        Assert.Equal("""["agent","workflow"]""", result["scoreable_node_types"]!.ToJsonString());

        task = await _sandbox.ValidateAsync(Scorer, ("scoreable_node_types", "tool"), ("scoreable_node_types", "llm"));
        Assert.Equal("""["tool","llm"]""", task["result"]!["result"]!["scoreable_node_types"]!.ToJsonString());
    }

    [Fact]
    public async Task Averages_the_scores_of_a_chain_by_default_unless_they_are_texts()
    {
        JsonNode task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return 1");
        Assert.Equal("average", (string?)task["result"]!["result"]!["chain_aggregation"]);

        task = await _sandbox.ValidateAsync("def scorer_fn(**kwargs):\n    return 'x'\ndef score_type():\n    return str");
        Assert.Null(task["result"]!["result"]!["chain_aggregation"]);
    }

    [Fact]
    public async Task Reports_packages_of_a_script_block_that_are_not_installed()
    {
        const string Scorer = "import no_such_module_anywhere\ndef scorer_fn(**kwargs):\n    return 1";
        const string Block = "# /// script\n# requires-python = \">=3.10\"\n# dependencies = [\n#   \"no-such-module[fast]>=2\",\n#   'other',\n# ]\n# ///\n";
        string message = (string)(await _sandbox.ValidateAsync(Block + Scorer))["result"]!["result"]!["error_message"]!;
        Assert.Contains("PEP 723 block names no-such-module[fast]>=2, other. The sandbox installs no packages", message, StringComparison.Ordinal);

        message = (string)(await _sandbox.ValidateAsync(Scorer))["result"]!["result"]!["error_message"]!;
        Assert.DoesNotContain("PEP 723", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_a_scorer_at_its_time_limit_with_what_it_started()
    {
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        string scorer = $"""
            import subprocess, sys
            child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
            open({System.Text.Json.JsonSerializer.Serialize(marker)}, 'w').write(str(child.pid) + chr(10))
            while True: pass
            """;
        using MultipartFormDataContent form = RunningSandbox.Form(scorer);
        (_, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", form);
        string path = $"v2/scorers/code/validate/{started!["task_id"]}";
        string child = "";
        await _sandbox.UntilAsync(path, _ => File.Exists(marker) && (child = File.ReadAllText(marker)).EndsWith('\n'));
        Assert.Equal("started", (string)(await _sandbox.GetAsync(path))["status"]!);

        // Repeatedly: the file is written before the sandbox checks its clock.
        JsonNode task;
        do
        {
            _sandbox.Clock.Advance(RunningSandbox.ScorerTimeout);
            task = await _sandbox.GetAsync(path);
        }
        while ((string)task["status"]! != "completed");

        Assert.Contains("time limit of 3600 s", (string)task["result"]!["result"]!["error_message"]!, StringComparison.Ordinal);
        File.Delete(marker);

        // A killed process exits a moment later.
        while (Directory.Exists("/proc") && !HasEnded(child.Trim()))
            await Task.Yield();
    }

    [Theory]
    [InlineData("return 0.5")]
    [InlineData("import os; os._exit(3)")]
    public async Task Ends_processes_that_a_scorer_leaves_running(string end)
    {
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await _sandbox.ValidateAsync($"""
            import subprocess, sys
            child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
            open({System.Text.Json.JsonSerializer.Serialize(marker)}, 'w').write(str(child.pid))
            def scorer_fn(**kwargs): {end}
            """);
        string child = await File.ReadAllTextAsync(marker);
        File.Delete(marker);

        while (Directory.Exists("/proc") && !HasEnded(child))
            await Task.Yield();
    }

    [Fact]
    public async Task Keeps_the_parents_environment_from_the_scorer()
    {
        Environment.SetEnvironmentVariable("GALILEOEVAL_TEST_SECRET", "secret");
        JsonNode task = await _sandbox.ValidateAsync(
            "import os\ndef score_type():\n    return str\ndef scorer_fn(**kwargs):\n    return ','.join(sorted(os.environ)) + '|' + os.environ['HOME'] + '|' + os.getcwd()");
        string seen = (string)task["result"]!["result"]!["test_scores"]![0]!["score"]!;
        Assert.DoesNotContain("SECRET", seen, StringComparison.Ordinal);
        Assert.Contains("PATH", seen, StringComparison.Ordinal);
        Assert.Contains("GalileoEval.Sandbox-", seen.Split('|')[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sco\"rer \u00e4\u4e2d.py")]
    [InlineData("..\\..\\evil.py")]
    [InlineData("/etc/passwd")]
    [InlineData("a;b.py")]
    public async Task Accepts_unusual_file_names(string name)
    {
        using MultipartFormDataContent form = [];
        ByteArrayContent file = new(Encoding.UTF8.GetBytes("raise ValueError('x')"));
        file.Headers.TryAddWithoutValidation(
            "Content-Disposition",
            $"form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        form.Add(file);
        (int status, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", form);
        Assert.Equal(200, status);
        JsonNode task = await _sandbox.UntilAsync($"v2/scorers/code/validate/{started!["task_id"]}", t => (string)t["status"]! == "completed");
        string shown = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        Assert.Contains($"File \"{shown}\", line 1", (string)task["result"]!["result"]!["error_message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validates_its_input()
    {
        using MultipartFormDataContent empty = RunningSandbox.Form(null, ("scoreable_node_types", """["brain"]"""));
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", empty);
        Assert.Equal(422, status);
        Assert.Equal("""["body","file"]""", body!["detail"]![0]!["loc"]!.ToJsonString());
        Assert.Equal("field required", (string)body["detail"]![0]!["msg"]!);
        Assert.Equal("scoreable_node_types", (string)body["detail"]![1]!["loc"]![1]!);

        using MultipartFormDataContent text = RunningSandbox.Form(null, ("file", "def scorer_fn(**kwargs): pass"));
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", text)).Status);
        using MultipartFormDataContent list = RunningSandbox.Form("x = 1", ("required_scorers", "[1"));
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", list)).Status);

        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Get, "v2/scorers/code/validate/not-an-id")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/scorers/code/validate/{Guid.NewGuid()}")).Status);
        Assert.Equal(405, (await _sandbox.SendAsync(HttpMethod.Delete, "v2/scorers/code/validate")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, "v2/nothing")).Status);
    }

    [Fact]
    public async Task Fails_the_task_without_Python()
    {
        using RunningSandbox sandbox = new(new EvalSandboxOptions { PythonPath = "/nowhere/python" });
        Assert.Null(sandbox.Host.PythonPath);
        JsonNode task = await sandbox.ValidateAsync("x = 1");
        Assert.Equal("failed", (string)task["status"]!);
        Assert.Contains("No Python", (string)task["result"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2/")]
    [InlineData("public/v2/")]
    public async Task Responds_under_every_mount(string mount)
    {
        Assert.Equal("sandbox", (string)(await _sandbox.GetAsync(mount + "healthcheck"))["version"]!);
        using MultipartFormDataContent form = RunningSandbox.Form("def scorer_fn(**kwargs):\n    return 1");
        (_, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, mount + "scorers/code/validate", form);
        JsonNode task = await _sandbox.UntilAsync($"{mount}scorers/code/validate/{started!["task_id"]}", t => (string)t["status"]! == "completed");
        Assert.NotNull(task["result"]);
    }

    private static bool HasEnded(string processId)
    {
        string status = $"/proc/{processId}/status";
        try
        {
            return !File.Exists(status) || File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
