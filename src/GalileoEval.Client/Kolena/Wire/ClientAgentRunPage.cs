namespace GalileoEval.Kolena.Wire;

/// <summary>One page of a list of runs.</summary>
internal sealed class ClientAgentRunPage
{
    public List<ClientAgentRun?>? Runs { get; set; }

    public int? TotalPages { get; set; }
}
