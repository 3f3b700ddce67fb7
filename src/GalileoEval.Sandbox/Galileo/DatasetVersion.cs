using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>One version of a dataset's content.</summary>
/// <param name="Index">The number, from 1.</param>
/// <param name="Columns">The column names, in order.</param>
/// <param name="Rows">The rows, in order.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record DatasetVersion(int Index, IReadOnlyList<string> Columns, IReadOnlyList<DatasetRow> Rows, DateTime CreatedAt)
{
    public int RowsAdded { get; init; }

    public int RowsRemoved { get; init; }

    public int RowsEdited { get; init; }

    public int ColumnsAdded { get; init; }

    public int ColumnsRemoved { get; init; }

    public int ColumnsRenamed { get; init; }

    /// <summary>Serializes the version as the service does.</summary>
    public JsonObject ToJson() => new()
    {
        ["version_index"] = Index,
        ["name"] = null,
        ["created_at"] = Nodes.Time(CreatedAt),
        ["created_by_user"] = SampleUser.ToJson(),
        ["num_rows"] = Rows.Count,
        ["column_names"] = Nodes.Strings(Columns),
        ["rows_added"] = RowsAdded,
        ["rows_removed"] = RowsRemoved,
        ["rows_edited"] = RowsEdited,
        ["columns_added"] = ColumnsAdded,
        ["columns_removed"] = ColumnsRemoved,
        ["columns_renamed"] = ColumnsRenamed,
    };
}
