using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GalileoEval.Json;

/// <summary>The serializer options for models that are a <see cref="TolerantObject"/>.</summary>
internal static class TolerantJson
{
    private static readonly Dictionary<Type, TolerantConverter> Converters = new()
    {
        [typeof(string)] = new TolerantTextConverter(),
        [typeof(long?)] = new TolerantIntegerConverter(),
        [typeof(double?)] = new TolerantNumberConverter(),
        [typeof(bool?)] = new TolerantFlagConverter(),
        [typeof(DateTime?)] = new TolerantTimeConverter(),
        [typeof(EvalList<string>)] = new TolerantTextListConverter(),
        [typeof(JsonMap)] = new TolerantMapConverter(),
    };

    /// <summary>Creates the options.</summary>
    /// <param name="context">The generated metadata of the models; of <see cref="object"/> too.</param>
    /// <param name="lists">The lists in the models, other than of texts; null for none.</param>
    /// <returns>The options, for names in snake case.</returns>
    public static JsonSerializerOptions Create(JsonSerializerContext context, EvalListResolver? lists = null) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = JsonTypeInfoResolver.Combine((lists ?? new EvalListResolver()).With<string>(), context)
            .WithAddedModifier(InitOnlyModifier.Modify)
            .WithAddedModifier(new TolerantModifier(Converters).Modify),
    };
}
