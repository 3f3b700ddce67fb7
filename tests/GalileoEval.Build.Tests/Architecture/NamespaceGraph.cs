namespace GalileoEval.Build.Tests.Architecture;

/// <summary>The namespaces of an assembly, which are its folders, and what refers to what.</summary>
internal sealed class NamespaceGraph(IEnumerable<Arrow> arrows)
{
    private readonly ILookup<string, string> _next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);

    /// <summary>The arrows that are a part of a cycle.</summary>
    public IEnumerable<Arrow> Cyclic =>
        from start in _next
        from to in start
        where Reaches(to, start.Key)
        orderby start.Key, to
        select new Arrow(start.Key, to);

    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = [from];
        Queue<string> open = new(seen);
        while (open.TryDequeue(out string? name))
        {
            if (name == to)
                return true;
            foreach (string next in _next[name].Where(seen.Add))
                open.Enqueue(next);
        }

        return false;
    }
}
