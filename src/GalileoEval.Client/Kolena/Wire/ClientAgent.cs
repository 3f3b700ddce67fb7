using System.Text.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>An agent in the service's format.</summary>
internal sealed class ClientAgent
{
    public JsonElement Id { get; set; }

    public JsonElement WorkspaceId { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement Objective { get; set; }

    public JsonElement Created { get; set; }

    public JsonElement Updated { get; set; }

    public JsonElement CreatedBy { get; set; }

    public JsonElement NRuns { get; set; }

    public JsonElement Prompts { get; set; }

    public JsonElement OutputTemplates { get; set; }

    public JsonElement Metadata { get; set; }
}

/// <summary>One page of a list of agents.</summary>
internal sealed class ClientAgentPage
{
    public List<ClientAgent?>? Agents { get; set; }

    public int? TotalPages { get; set; }
}
