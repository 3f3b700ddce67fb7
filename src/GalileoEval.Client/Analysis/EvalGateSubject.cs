namespace GalileoEval.Analysis;

/// <summary>An object that gate rules are applied to.</summary>
public sealed class EvalGateSubject
{
    private readonly Func<string, (bool Exists, object? Value)> _read;

    /// <summary>Creates a subject.</summary>
    /// <param name="source">The kind of object.</param>
    /// <param name="metric">The metric; for work, the text that identifies it, such as <c>task t1</c>.</param>
    /// <param name="group">The group; null for none.</param>
    /// <param name="reason">Why one of its values is null; null if unknown.</param>
    /// <param name="read">Reads a property: whether it exists, and its value as <see cref="double"/>,
    /// <see cref="bool"/>, text or null.</param>
    public EvalGateSubject(
        EvalGateSource source,
        string metric,
        string? group,
        string? reason,
        Func<string, (bool Exists, object? Value)> read)
    {
        Source = source;
        Metric = metric;
        Group = group;
        Reason = reason;
        _read = read;
    }

    /// <summary>The kind of object.</summary>
    public EvalGateSource Source { get; }

    /// <summary>The metric; for work, the text that identifies it.</summary>
    public string Metric { get; }

    /// <summary>The group; null for none.</summary>
    public string? Group { get; }

    /// <summary>Why one of its values is null; null if unknown.</summary>
    public string? Reason { get; }

    /// <summary>Reads a property.</summary>
    /// <param name="statistic">The name of the property.</param>
    /// <param name="value">A <see cref="double"/>, a <see cref="bool"/>, text or null.</param>
    /// <returns>Whether the object has the property.</returns>
    public bool TryRead(string statistic, out object? value)
    {
        (bool exists, value) = _read(statistic);
        return exists;
    }
}
