using System.Text.Json;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleSecretTests
{
    private const string Secret = "\"workspace_token\": \"" + ScaleSamples.Canary + "\"";

    // Escaped, and as an object.
    private const string Disguised =
        "\"workspace\\u005ftoken\": {\"is\": [\"" + ScaleSamples.Canary + "\"]}";

    private const string Everywhere = $$"""
        {
          "task_id": "t", "project": {"id": "p", {{Secret}} }, "batch": {"id": "b", {{Disguised}}, "metadata": { {{Secret}} } },
          "status": "completed", {{Secret}}, "metadata": {"a": [{ {{Disguised}}, "b": 1}], {{Secret}} },
          "later": {"c": [[{ {{Secret}}, "kept": "yes"}]], {{Disguised}} },
          "threads": [{
            "id": "th", {{Secret}}, "later": [{ {{Disguised}} }],
            "turns": [{"id": "tu", {{Disguised}}, "messages": [{
              "role": "user", "later": { {{Secret}} }, "model_parameters": {"model": "m", {{Secret}}, "x": { {{Secret}} } },
              "content": {"text": "hello", {{Secret}}, "chunks": [{"type": "workspace", "text": { {{Secret}} }, "config": { {{Secret}} } }],
                "attachments": [{"name": "a", {{Secret}} }]}
            }]}],
            "annotations": [
              {"key": "w", "type": "workspace_container", "value": {"workspace_id": "ws", {{Secret}},
                "workspace_config": {"workspace_id": "ws", {{Secret}}, "later": { {{Disguised}} } },
                "last_code_run_event": {"env": [{ {{Secret}} }]}, "output_files": [{"file_name": "f", {{Secret}} }],
                "stdout_output": { {{Secret}} }, "later": [{ {{Secret}} }]} },
              {"key": "u", "type": "workspace_v2", {{Secret}}, "value": {"config": [{ {{Secret}}, "kept": "yes"}], {{Disguised}} } },
              {"key": "n", "value": { {{Secret}}, "x": { {{Disguised}} } } },
              {"key": "i", "type": "integer", "value": { {{Secret}} } },
              {"key": "f", "type": "file", "value": [{"name": "f", {{Secret}} }]},
              {"key": "l", "type": "labeled_text", "value": [{"label": "l", {{Secret}} }, 7]},
              {"key": "m", "type": "text", "value": "v", "metadata": {"criteria": {"key": "c", "value": { {{Secret}} } } } },
              {"key": "p", "type": "text", "value": "v", "possible_values": [[{ {{Secret}} }], { {{Disguised}} }]},
              {"key": "x", "type": "text", "value": "v", "later": [{ {{Secret}} }], "labels": [{ {{Secret}} }]},
              [{ {{Secret}} }]
            ]
          }]
        }
        """;

    [Fact]
    public async Task The_token_of_a_workspace_is_nowhere_in_a_task()
    {
        ScaleTask task = await ScaleReading.TaskAsync(Everywhere);

        IReadOnlyList<string> texts = ObjectWalker.TextsOf(task);
        Assert.Contains(texts, text => text.Contains("kept", StringComparison.Ordinal));
        AssertClean(texts);
        AssertClean([JsonSerializer.Serialize(task)]);
    }

    [Fact]
    public async Task Members_beside_the_token_are_kept()
    {
        ScaleTask task = await ScaleReading.TaskAsync(Everywhere);

        Assert.Equal("""{"later":{"c":[[{"kept":"yes"}]]}}""", task.AdditionalJson);
        Assert.Equal("""{"a":[{"b":1}]}""", task.Metadata!.ToString());
        EvalList<ScaleAnnotation> annotations = task.Threads[0].Annotations;
        Assert.Equal("""{"key":"u","type":"workspace_v2","value":{"config":[{"kept":"yes"}]}}""", annotations[1].RawJson);
        Assert.Equal("""{"key":"n","value":{"x":{}}}""", annotations[2].RawJson);
        Assert.Equal("[{}]", annotations[^1].RawJson);
    }

    [Fact]
    public async Task The_token_alone_does_not_make_an_annotation_unknown()
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync($$"""{"key": "k", "value": 1, {{Secret}} }""");

        Assert.Null(annotation.RawJson);
    }

    private static void AssertClean(IEnumerable<string> texts) => Assert.DoesNotContain(
        texts,
        text => text.Contains(ScaleSamples.Canary, StringComparison.Ordinal)
            || text.Contains("workspace_token", StringComparison.OrdinalIgnoreCase)
            || text.Contains("005f", StringComparison.OrdinalIgnoreCase));
}
