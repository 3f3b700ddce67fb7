namespace GalileoEval.Analysis;

/// <summary>Compares objects with gate rules. The assembly GalileoEval.Analysis implements it, with a public constructor that
/// takes nothing.</summary>
public interface IGateAnalysis
{
    /// <summary>Compares every object with every rule that is about it.</summary>
    /// <param name="rules">The rules, each with its source and its name.</param>
    /// <param name="subjects">The objects.</param>
    /// <param name="isLike">Whether a metric or a group (first) matches a pattern (second).</param>
    /// <returns>A result for each rule and object, in the order of the rules and, for each, of the objects; for a rule that is
    /// about none of them, one result that says so.</returns>
    IReadOnlyList<EvalGateResult> Test(
        IReadOnlyList<EvalGateRule> rules, IReadOnlyList<EvalGateSubject> subjects, Func<string, string, bool> isLike);
}
