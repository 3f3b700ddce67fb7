namespace GalileoEval.Completion;

/// <summary>Offers the node types that Galileo documents.</summary>
internal sealed class NodeTypeCompleter : WordCompleter
{
    public NodeTypeCompleter()
        : base("agent", "chain", "chat", "llm", "retriever", "session", "tool", "trace", "workflow")
    {
    }
}
