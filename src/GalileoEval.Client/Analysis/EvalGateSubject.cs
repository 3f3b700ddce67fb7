namespace GalileoEval.Analysis;

/// <summary>An object that gate rules are compared with.</summary>
public sealed class EvalGateSubject
{
    private readonly Func<string, (bool Exists, object? Value)> _read;

    /// <summary>Makes a subject.</summary>
    /// <param name="source">What it is.</param>
    /// <param name="metric">Its metric; of work the text that identifies it, such as <c>task t1</c>.</param>
    /// <param name="group">Its group; null without one.</param>
    /// <param name="reason">Why a figure of it is null; null where nothing says so.</param>
    /// <param name="read">Reads a property: whether there is one, and its value as <see cref="double"/>, <see cref="bool"/>,
    /// text or null.</param>
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

    /// <summary>What it is.</summary>
    public EvalGateSource Source { get; }

    /// <summary>Its metric; of work the text that identifies it.</summary>
    public string Metric { get; }

    /// <summary>Its group; null without one.</summary>
    public string? Group { get; }

    /// <summary>Why a figure of it is null; null where nothing says so.</summary>
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
