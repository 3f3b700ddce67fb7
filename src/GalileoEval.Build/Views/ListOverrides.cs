using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Build.Views;

/// <summary>The differences of the list views from the properties of their types.</summary>
public sealed record ListOverrides
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The properties that no list shows.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>The kind of a property by its name, for all types in which it would be text.</summary>
    public IReadOnlyDictionary<string, ListKind> Kinds { get; init; } = new Dictionary<string, ListKind>();

    /// <summary>The overrides of one type, by its full name.</summary>
    public IReadOnlyDictionary<string, TypeOverrides> Types { get; init; } = new Dictionary<string, TypeOverrides>();

    /// <summary>Reads a file.</summary>
    /// <param name="path">A JSON file; comments are allowed.</param>
    /// <returns>The overrides.</returns>
    /// <exception cref="JsonException">It is invalid, or has an unknown name.</exception>
    public static ListOverrides Read(string path) =>
        JsonSerializer.Deserialize<ListOverrides>(File.ReadAllText(path), _options)
        ?? throw new JsonException($"{path} contains no object.");
}

/// <summary>The overrides of the list view of one type.</summary>
public sealed record TypeOverrides
{
    /// <summary>The hidden properties.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>The properties that are shown, although other types hide them.</summary>
    public IReadOnlyList<string> Show { get; init; } = [];

    /// <summary>The kind of a property by its name.</summary>
    public IReadOnlyDictionary<string, ListKind> Kinds { get; init; } = new Dictionary<string, ListKind>();

    /// <summary>Moves a property: its name, and the name of the preceding property.</summary>
    public IReadOnlyDictionary<string, string> After { get; init; } = new Dictionary<string, string>();
}
