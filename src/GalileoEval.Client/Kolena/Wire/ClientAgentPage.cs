namespace GalileoEval.Kolena.Wire;

/// <summary>One page of a list of agents.</summary>
internal sealed class ClientAgentPage
{
    public List<ClientAgent?>? Agents { get; set; }

    public int? TotalPages { get; set; }
}
