using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>A row of a dataset.</summary>
/// <param name="Id">The ID, the same in every version.</param>
/// <param name="Values">The values by column.</param>
/// <param name="CreatedIn">The version that added it.</param>
/// <param name="CreatedAt">When it was added, in UTC.</param>
internal sealed record DatasetRow(string Id, JsonObject Values, int CreatedIn, DateTime CreatedAt)
{
    /// <summary>The version that changed it last; null before the first change.</summary>
    public (int Index, DateTime At)? Updated { get; init; }

    /// <summary>Serializes the row as the service does.</summary>
    /// <param name="index">The index of the row in the version.</param>
    /// <param name="columns">The columns of the version.</param>
    public JsonObject ToJson(int index, IReadOnlyList<string> columns) => new()
    {
        ["row_id"] = Id,
        ["index"] = index,
        ["values"] = Nodes.Array(columns.Select(column => Values[column]?.DeepClone())),
        ["values_dict"] = new JsonObject(columns.Select(column => new KeyValuePair<string, JsonNode?>(column, Values[column]?.DeepClone()))),
        ["metadata"] = new JsonObject
        {
            ["created_in_version"] = CreatedIn,
            ["created_at"] = Nodes.Time(CreatedAt),
            ["created_by_user"] = SampleUser.ToJson(),
            ["updated_in_version"] = Updated?.Index ?? CreatedIn,
            ["updated_at"] = Nodes.Time(Updated?.At ?? CreatedAt),
            ["updated_by_user"] = SampleUser.ToJson(),
        },
    };
}
