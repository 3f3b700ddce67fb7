using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>A run in the service's format.</summary>
internal sealed class ClientAgentRun
{
    public JsonElement AgentId { get; set; }

    public JsonElement RunId { get; set; }

    /// <summary>The ID under the name that the other objects use.</summary>
    public JsonElement Id { get; set; }

    public JsonElement UserDefinedId { get; set; }

    public JsonElement Status { get; set; }

    public JsonElement Created { get; set; }

    public JsonElement Updated { get; set; }

    public JsonElement Completed { get; set; }

    public JsonElement Usage { get; set; }

    public JsonElement RunUrl { get; set; }

    public JsonElement Files { get; set; }

    /// <summary>The names in <see cref="Data"/>, in the agent's order.</summary>
    public JsonElement Order { get; set; }

    /// <summary>The results of the prompts, by name.</summary>
    public JsonElement Data { get; set; }
}

/// <summary>One page of a list of runs.</summary>
internal sealed class ClientAgentRunPage
{
    public List<ClientAgentRun?>? Runs { get; set; }

    public int? TotalPages { get; set; }
}
