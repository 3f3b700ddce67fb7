namespace GalileoEval.Analysis;

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
