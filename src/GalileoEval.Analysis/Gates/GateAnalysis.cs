namespace GalileoEval.Analysis.Gates;

/// <summary>Compares objects with gate rules.</summary>
public sealed class GateAnalysis : IGateAnalysis
{
    /// <inheritdoc/>
    public IReadOnlyList<EvalGateResult> Test(
        IReadOnlyList<EvalGateRule> rules, IReadOnlyList<EvalGateSubject> subjects, Func<string, string, bool> isLike)
    {
        List<EvalGateResult> results = [];
        foreach (EvalGateRule rule in rules)
        {
            int before = results.Count;
            foreach (EvalGateSubject subject in subjects)
            {
                if (IsAbout(rule, subject, isLike) && subject.TryRead(rule.Statistic, out object? actual))
                    results.Add(GateComparison.Compare(rule, subject, actual));
            }

            if (results.Count == before)
                results.Add(WithoutMatch(rule));
        }

        return results;
    }

    private static bool IsAbout(EvalGateRule rule, EvalGateSubject subject, Func<string, string, bool> isLike) =>
        rule.Source == subject.Source
        && isLike(subject.Metric, rule.Metric)
        && (rule.Group is null || isLike(subject.Group ?? "", rule.Group));

    private static EvalGateResult WithoutMatch(EvalGateRule rule)
    {
        string what = rule.Source == EvalGateSource.Work ? "work" : $"{rule.Source.ToString()!.ToLowerInvariant()} of the metric";
        string group = rule.Group is null ? "" : $" and the group '{rule.Group}'";
        return new EvalGateResult
        {
            Rule = rule.Name ?? rule.ToString(),
            Source = rule.Source,
            Metric = rule.Metric,
            Group = rule.Group,
            Outcome = rule.Optional ? EvalGateOutcome.Skipped : EvalGateOutcome.Inconclusive,
            Statistic = rule.Statistic,
            Minimum = rule.Minimum,
            Maximum = rule.Maximum,
            Message = $"The rule matches nothing: no {what} '{rule.Metric}'{group} with {rule.Statistic}.",
        };
    }
}
