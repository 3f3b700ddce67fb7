using System.Globalization;
using System.Text.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>The form that starts a validation: a file and only the fields that the user specified.</summary>
internal sealed class CodeScorerForm(ScorerFile file)
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>Adds a field, if it is specified.</summary>
    /// <param name="name">The name of the field, plain ASCII.</param>
    /// <param name="value">The value; null if not specified.</param>
    public CodeScorerForm With(string name, string? value)
    {
        if (value is not null)
            _fields.Add(new(name, value));
        return this;
    }

    /// <summary>Adds a number, if it is specified.</summary>
    /// <param name="name">The name of the field, plain ASCII.</param>
    /// <param name="value">The value; null if not specified.</param>
    public CodeScorerForm With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a list as one field that contains a JSON array, if it is specified.</summary>
    /// <param name="name">The name of the field, plain ASCII.</param>
    /// <param name="values">The items; null or empty if not specified.</param>
    public CodeScorerForm With(string name, IReadOnlyList<string>? values) =>
        With(
            name,
            values is { Count: > 0 }
                ? JsonSerializer.Serialize(values, GalileoJsonContext.Default.IReadOnlyListString)
                : null);

    /// <summary>Creates the body of one attempt.</summary>
    /// <returns>The body; the caller disposes of it, which closes the file.</returns>
    public HttpContent ToContent()
    {
        HttpContent filePart = file.ToContent();
        MultipartFormDataContent form = new() { filePart };
        foreach (KeyValuePair<string, string> field in _fields)
            form.AddText(field.Key, field.Value);
        return form;
    }
}

/// <summary>The options that all validations of a code scorer share.</summary>
public sealed class CodeScorerOptions
{
    /// <summary>The scorers whose results this one reads (<c>required_scorers</c>); null or empty to leave it to the
    /// file.</summary>
    public IReadOnlyList<string>? RequiredScorers { get; init; }

    /// <summary>The types of node to score, such as <c>llm</c> (<c>scoreable_node_types</c>); null or empty to leave it to
    /// the file.</summary>
    public IReadOnlyList<string>? ScoreableNodeTypes { get; init; }
}
