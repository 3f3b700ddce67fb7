using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Build.Views;

/// <summary>Where the list views differ from what the properties of a type say.</summary>
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

    /// <summary>The kind of a property by its name, in every type where it would be text.</summary>
    public IReadOnlyDictionary<string, ListKind> Kinds { get; init; } = new Dictionary<string, ListKind>();

    /// <summary>What differs in one type, by its full name.</summary>
    public IReadOnlyDictionary<string, TypeOverrides> Types { get; init; } = new Dictionary<string, TypeOverrides>();

    /// <summary>Reads a file.</summary>
    /// <param name="path">A JSON file; comments are allowed.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="JsonException">It is not valid, or has a name that is not known here.</exception>
    public static ListOverrides Read(string path) =>
        JsonSerializer.Deserialize<ListOverrides>(File.ReadAllText(path), _options)
        ?? throw new JsonException($"{path} holds no object.");
}

/// <summary>Where the list view of one type differs.</summary>
public sealed record TypeOverrides
{
    /// <summary>The properties that it does not show.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>The properties that it shows although other types hide them.</summary>
    public IReadOnlyList<string> Show { get; init; } = [];

    /// <summary>The kind of a property by its name.</summary>
    public IReadOnlyDictionary<string, ListKind> Kinds { get; init; } = new Dictionary<string, ListKind>();

    /// <summary>Moves a property: its name, and the name of the one that it follows.</summary>
    public IReadOnlyDictionary<string, string> After { get; init; } = new Dictionary<string, string>();
}
