using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Reads the form fields that all three scorer validations share.</summary>
internal sealed class ScorerSubmission
{
    private static readonly string[] NodeTypes =
        ["chain", "chat", "llm", "retriever", "tool", "agent", "workflow", "trace", "session"];

    /// <summary>Reads a form and collects the validation errors, so that they are reported together.</summary>
    public ScorerSubmission(SubmittedForm form, FieldErrors errors)
    {
        SubmittedFile? file = form.File("file");
        if (file is null && form.All("file").Count > 0)
            errors.Add("body", "file", "expected a file, not text", "value_error");
        else if (file is null)
            errors.Missing("body", "file");

        File = file ?? new SubmittedFile("", []);
        ReadList(form, "required_scorers", errors);
        ScoreableNodeTypes = ReadList(form, "scoreable_node_types", errors);
        foreach (string type in ScoreableNodeTypes ?? [])
        {
            if (!NodeTypes.Contains(type))
                errors.Add("body", "scoreable_node_types", $"'{type}' is not one of: {string.Join(", ", NodeTypes)}", "enum", type);
        }
    }

    /// <summary>The scorer file.</summary>
    public SubmittedFile File { get; }

    /// <summary>The requested node types; null to use those of the file.</summary>
    public IReadOnlyList<string>? ScoreableNodeTypes { get; }

    /// <summary>The file name for tracebacks.</summary>
    public string FileName => File.Name.Trim() is { Length: > 0 } name ? name : "scorer.py";

    /// <summary>The job that validates the file on generated nodes.</summary>
    public ScorerJob ToJob(string? testInput, string? testOutput) => new()
    {
        Source = File.Content,
        FileName = FileName,
        NodeTypes = ScoreableNodeTypes,
        TestInput = testInput ?? "",
        TestOutput = testOutput ?? "",
    };

    // Clients send one part with a JSON array, one part with a single value, or repeated parts.
    private static string[]? ReadList(SubmittedForm form, string name, FieldErrors errors)
    {
        IReadOnlyList<string> parts = form.All(name);
        if (parts.Count != 1 || parts[0].TrimStart() is not ['[', ..])
            return parts.Where(part => part.Length > 0).ToArray() is { Length: > 0 } words ? words : null;

        try
        {
            if (JsonNode.Parse(parts[0]) is JsonArray array && array.All(item => Nodes.Text(item) is not null))
                return array.Count == 0 ? null : [.. array.Select(item => Nodes.Text(item)!)];
        }
        catch (JsonException)
        {
            // Reported below.
        }

        errors.Add("body", name, "value is not a JSON array of strings", "list_type", parts[0]);
        return null;
    }
}
