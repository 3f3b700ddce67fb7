using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Stores the data of Kolena's operations: the sample data, and the objects that clients have created.</summary>
internal sealed class KolenaStore
{
    private readonly object _gate = new();
    private readonly JsonObject[] _agents = KolenaSample.Agents();
    private readonly List<AgentRun> _runs;
    private long _lastRunId = 1000;
    private readonly List<(long AgentId, JsonObject Truth)> _groundTruths;
    private readonly List<Validation> _validations;

    public KolenaStore(DateTime now, TimeSpan taskDuration)
    {
        _runs = [.. KolenaRuns.All(now, taskDuration)];
        _groundTruths = [.. KolenaSample.GroundTruths().Select(truth => (SandboxSample.AgentId, truth))];
        _validations = KolenaSample.Validations(now, now + taskDuration);
    }

    public IReadOnlyList<JsonObject> Agents => [.. _agents.Select(WithRunCount)];

    /// <summary>Returns an agent; throws 404 if it does not exist.</summary>
    public JsonObject Agent(long id) => WithRunCount(
        _agents.FirstOrDefault(agent => (long)agent["id"]! == id) ?? throw RequestRejectedException.NotFound($"Agent {id} not found"));

    /// <summary>The runs of an agent, the oldest first; throws 404 if the agent does not exist.</summary>
    public AgentRun[] Runs(long agentId)
    {
        Agent(agentId);
        lock (_gate)
            return [.. _runs.Where(run => run.AgentId == agentId)];
    }

    /// <summary>Returns a run; throws 404 if the agent does not have it.</summary>
    public AgentRun Run(long agentId, long id) =>
        Runs(agentId).FirstOrDefault(run => run.Id == id) ?? throw RequestRejectedException.NotFound($"Run {id} not found");

    /// <summary>Starts a run, and assigns its ID.</summary>
    /// <param name="make">Creates the run from its ID.</param>
    public AgentRun StartRun(Func<long, AgentRun> make)
    {
        lock (_gate)
        {
            AgentRun run = make(++_lastRunId);
            _runs.Add(run);
            return run;
        }
    }

    /// <summary>Removes a run; throws 404 if the agent does not have it.</summary>
    public void RemoveRun(long agentId, long id)
    {
        AgentRun run = Run(agentId, id);
        lock (_gate)
            _runs.Remove(run);
    }

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
            // The score depends on the ID only.
            double score = 60 + (id * 7.25 % 40);
            _validations.Add(new Validation(id, groundTruthId, version, endsAt, "success", score));
            return id;
        }
    }

    private JsonObject WithRunCount(JsonObject agent)
    {
        JsonObject counted = (JsonObject)agent.DeepClone();
        lock (_gate)
            counted["n_runs"] = _runs.Count(run => run.AgentId == (long)agent["id"]!);
        return counted;
    }
}
