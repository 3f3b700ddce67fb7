using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Stores the data of Kolena's operations: the sample data, and the objects that clients have created.</summary>
internal sealed class KolenaStore
{
    private readonly object _gate = new();
    private readonly JsonObject[] _agents;
    private readonly List<(long AgentId, JsonObject Truth)> _groundTruths;
    private readonly List<Validation> _validations;

    public KolenaStore(DateTime now, TimeSpan taskDuration)
    {
        Runs = KolenaRuns.All(now, taskDuration);
        _agents = KolenaSample.Agents(Runs);
        _groundTruths = [.. KolenaSample.GroundTruths().Select(truth => (SandboxSample.AgentId, truth))];
        _validations = KolenaSample.Validations(now, now + taskDuration);
    }

    public IReadOnlyList<JsonObject> Agents => _agents;

    public IReadOnlyList<AgentRun> Runs { get; }

    /// <summary>Returns an agent; throws 404 if it does not exist.</summary>
    public JsonObject Agent(long id) =>
        _agents.FirstOrDefault(agent => (long)agent["id"]! == id) ?? throw RequestRejectedException.NotFound($"Agent {id} not found");

    /// <summary>The versions of a ground truth, the oldest first; throws 404 if the agent does not have it.</summary>
    public JsonObject[] Versions(long agentId, long groundTruthId)
    {
        Agent(agentId);
        lock (_gate)
        {
            JsonObject[] versions =
            [
                .. _groundTruths.Where(one => one.AgentId == agentId && (long)one.Truth["id"]! == groundTruthId).Select(one => one.Truth),
            ];
            return versions.Length > 0 ? versions : throw RequestRejectedException.NotFound($"Ground truth {groundTruthId} not found");
        }
    }

    /// <summary>Adds a new ground truth, and assigns its ID and version.</summary>
    public JsonObject Add(long agentId, JsonObject truth)
    {
        lock (_gate)
        {
            truth["id"] = _groundTruths.Max(one => (long)one.Truth["id"]!) + 1;
            truth["version"] = 1;
            _groundTruths.Add((agentId, truth));
            return truth;
        }
    }

    /// <summary>The validations of a ground truth, the oldest first.</summary>
    public Validation[] Validations(long groundTruthId)
    {
        lock (_gate)
            return [.. _validations.Where(validation => validation.GroundTruthId == groundTruthId)];
    }

    /// <summary>Starts a validation.</summary>
    public long Start(long groundTruthId, int version, DateTime endsAt)
    {
        lock (_gate)
        {
            long id = _validations.Max(validation => validation.Id) + 1;
            // The scores vary, but are always the same for the same number.
            double score = 60 + (id * 7.25 % 40);
            _validations.Add(new Validation(id, groundTruthId, version, endsAt, "success", score));
            return id;
        }
    }
}
