using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The validation of one scorer file.</summary>
internal sealed class ValidationTask(string id, TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly DateTime _createdAt = clock.UtcNow();
    private DateTime _updatedAt = clock.UtcNow();
    private string _status = "pending";
    private JsonNode? _result;

    /// <summary>Records a new state.</summary>
    public void Set(string status, JsonNode? result = null)
    {
        lock (_gate)
            (_status, _result, _updatedAt) = (status, result, clock.UtcNow());
    }

    /// <summary>Serializes the current task.</summary>
    public JsonObject ToJson()
    {
        lock (_gate)
        {
            return new JsonObject
            {
                ["id"] = id,
                ["created_at"] = Nodes.Time(_createdAt),
                ["updated_at"] = Nodes.Time(_updatedAt),
                ["status"] = _status,
                ["result"] = _result?.DeepClone(),
            };
        }
    }
}
