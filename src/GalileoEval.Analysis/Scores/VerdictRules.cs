using System.Globalization;
using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Scores;

/// <summary>Decides the verdict of a comparison. The first applicable rule wins.</summary>
internal static class VerdictRules
{
    /// <summary>The smallest number of pairs that can be significant: 2/2^n is the smallest p value of n signs.</summary>
    /// <param name="options">The requested minimum, or the significance level.</param>
    public static int MinimumPairs(EvalCompareOptions options)
    {
        if (options.MinimumPairs is { } asked)
            return asked;
        int pairs = 1;
        for (double smallest = 1; smallest >= options.SignificanceLevel; smallest /= 2)
            pairs++;
        return pairs;
    }

    /// <summary>Adds the verdict and its reason.</summary>
    /// <param name="draft">The comparison, with its adjusted p value.</param>
    /// <param name="options">The limits.</param>
    public static EvalScoreComparison Apply(ComparisonDraft draft, EvalCompareOptions options)
    {
        EvalScoreComparison result = draft.Result;
        bool isLowerBetter = options.IsLowerBetter(result.Metric);
        (EvalVerdict verdict, string? why) = Decide(draft, isLowerBetter, options);
        string[] reasons = [.. new[] { why, result.Reason, LargestDrop(result, isLowerBetter) }.OfType<string>().Distinct()];
        return result with { Verdict = verdict, Reason = reasons.Length == 0 ? null : string.Join(" ", reasons) };
    }

    private static (EvalVerdict Verdict, string? Why) Decide(ComparisonDraft draft, bool isLowerBetter, EvalCompareOptions options)
    {
        EvalScoreComparison result = draft.Result;
        if (result.Kind == EvalScoreKind.Categorical)
            return (EvalVerdict.NotApplicable, "Labels have no order.");
        if (Shortage(draft, options) is { } shortage)
            return (EvalVerdict.Inconclusive, shortage);

        // Positive where the difference side is worse.
        double drop = (isLowerBetter ? 1 : -1) * (result.Delta ?? 0);
        double direction = (isLowerBetter ? 1 : -1) * (result.Statistic ?? 0);
        bool isSignificant = result.AdjustedPValue < options.SignificanceLevel;
        if (options.MaximumDrop is { } allowed && Tolerance.IsLarger(drop, allowed))
            return (EvalVerdict.Regressed, Text("The drop of {0:G4} exceeds the allowed {1:G4}.", drop, allowed));
        if (isSignificant && direction > 0)
            return (EvalVerdict.Regressed, null);
        if (isSignificant && direction < 0)
            return (EvalVerdict.Improved, null);
        return options.Margin is { } margin ? AgainstMargin(result, isLowerBetter, margin) : (EvalVerdict.NotSignificant, null);
    }

    private static (EvalVerdict Verdict, string? Why) AgainstMargin(EvalScoreComparison result, bool isLowerBetter, double margin)
    {
        if (result.Low is not { } low || result.High is not { } high)
            return (EvalVerdict.Inconclusive, "There is no interval to compare with the margin.");
        if (low > -margin && high < margin)
            return (EvalVerdict.Equivalent, null);
        return (isLowerBetter ? high < margin : low > -margin)
            ? (EvalVerdict.NotWorse, null)
            : (EvalVerdict.Inconclusive, Text("The interval reaches beyond the margin of {0:G4}.", margin));
    }

    private static string? Shortage(ComparisonDraft draft, EvalCompareOptions options)
    {
        EvalScoreComparison result = draft.Result;
        if (result.Pairs + result.OnlyReference == 0 || result.Pairs + result.OnlyDifference == 0)
            return result.Pairs + result.OnlyReference == 0 ? "The reference side has no values." : "The difference side has no values.";
        int minimum = MinimumPairs(options);
        if (draft.Size < minimum)
            return Text("{0} {1} are fewer than the {2} required for a conclusion.", draft.Size, draft.HasClusters ? "clusters" : "pairs", minimum);
        int unpaired = result.OnlyReference + result.OnlyDifference;
        return unpaired > result.Pairs
            ? Text("{0} of {1} items have a value on one side only.", unpaired, unpaired + result.Pairs)
            : null;
    }

    private static string? LargestDrop(EvalScoreComparison result, bool isLowerBetter)
    {
        if (result.Kind == EvalScoreKind.Categorical || result.Low is not { } low || result.High is not { } high)
            return null;
        double drop = isLowerBetter ? high : -low;
        return drop > 0
            ? Text("The interval does not exclude a drop of {0:G4}.", drop)
            : "The interval excludes any drop.";
    }

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
