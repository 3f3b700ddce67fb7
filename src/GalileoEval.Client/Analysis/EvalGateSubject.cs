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

/// <summary>Applies gate rules to objects. The assembly GalileoEval.Analysis implements it, with a public parameterless
/// constructor.</summary>
public interface IGateAnalysis
{
    /// <summary>Applies every rule to every matching object.</summary>
    /// <param name="rules">The rules, each with its source and its name.</param>
    /// <param name="subjects">The objects.</param>
    /// <param name="isLike">Whether a metric or a group (first) matches a pattern (second).</param>
    /// <returns>A result for each rule and object, in the order of the rules and, for each, of the objects; one result
    /// for a rule that matches none of them.</returns>
    IReadOnlyList<EvalGateResult> Test(
        IReadOnlyList<EvalGateRule> rules, IReadOnlyList<EvalGateSubject> subjects, Func<string, string, bool> isLike);
}
