using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>A dataset and all versions of its content.</summary>
internal sealed class Dataset
{
    private readonly List<DatasetVersion> _versions = [];
    private readonly DateTime _createdAt;

    /// <summary>Creates a dataset.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="name">The name.</param>
    /// <param name="draft">Whether edits change the only version instead of adding one.</param>
    /// <param name="rows">The initial rows, by column.</param>
    /// <param name="createdAt">When it was created, in UTC.</param>
    public Dataset(string id, string name, bool draft, IReadOnlyList<JsonObject> rows, DateTime createdAt)
    {
        (Id, Name, Draft, _createdAt) = (id, name, draft, createdAt);
        List<string> columns = [.. rows.SelectMany(row => row.Select(column => column.Key)).Distinct()];
        DatasetRow[] first = [.. rows.Select(row => new DatasetRow(Guid.NewGuid().ToString(), row, 1, createdAt))];
        _versions.Add(new DatasetVersion(1, columns, first, createdAt) { RowsAdded = first.Length, ColumnsAdded = columns.Count });
    }

    public string Id { get; }

    public string Name { get; set; }

    public bool Draft { get; private set; }

    /// <summary>The newest version.</summary>
    public DatasetVersion Current => _versions[_versions.Count - 1];

    /// <summary>All versions, the newest first.</summary>
    public IEnumerable<DatasetVersion> Versions => _versions.AsEnumerable().Reverse();

    /// <summary>The version identifier of the current content, for the ETag header.</summary>
    public string Tag { get; private set; } = Guid.NewGuid().ToString();

    /// <summary>Returns a version; null if it does not exist.</summary>
    public DatasetVersion? Version(long index) => _versions.FirstOrDefault(version => version.Index == index);

    /// <summary>Converts the draft to a dataset with versions.</summary>
    public void Publish() => Draft = false;

    /// <summary>Adds edited content as a new version. In a draft it replaces the only version.</summary>
    public void Add(DatasetVersion version)
    {
        if (Draft)
            _versions.Clear();
        _versions.Add(version);
        Tag = Guid.NewGuid().ToString();
    }

    /// <summary>Serializes the dataset as the service does.</summary>
    /// <param name="projectCount">How many projects use it.</param>
    public JsonObject ToJson(int projectCount) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["created_at"] = Nodes.Time(_createdAt),
        ["updated_at"] = Nodes.Time(Current.CreatedAt),
        ["project_count"] = projectCount,
        ["num_rows"] = Current.Rows.Count,
        ["column_names"] = Nodes.Strings(Current.Columns),
        ["created_by_user"] = SampleUser.ToJson(),
        ["current_version_index"] = Current.Index,
        ["draft"] = Draft,
        ["permissions"] = new JsonArray(),
    };
}
