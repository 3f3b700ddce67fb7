using System.Globalization;
using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Scores;
using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that measure or compare scores.</summary>
public abstract class ScoreCommand : ScoreInputCommand
{
    private protected ScoreCommand()
    {
    }

    /// <summary>The properties that split the scores into groups: one result for each metric and combination of their
    /// values. Default: no groups.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? GroupBy { get; set; }

    /// <summary>The kind of the values: Numeric, Binary, Categorical, or Auto, which is resolved for each metric and
    /// group by its values: Booleans and the texts true and false are Binary; numbers, also 0 and 1 and numbers as text
    /// in the invariant culture, are Numeric; other text and lists are Categorical. Default: Auto.</summary>
    [Parameter]
    public EvalScoreKind Kind { get; set; }

    /// <summary>The metrics for which lower is better, such as latency or toxicity; wildcards are allowed. Default:
    /// none.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? LowerIsBetter { get; set; }

    /// <summary>The properties that identify clusters of scores, such as TraceId for records of one trace or TaskId for
    /// ratings of one task: scores in a cluster are not independent, which widens the intervals. Default: every score
    /// is independent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ClusterBy { get; set; }

    /// <summary>Whether a lower value of a metric is better.</summary>
    private protected bool IsLowerBetter(string metric) =>
        LowerIsBetter is { } patterns && NamePattern.MatchesAny(metric, patterns);

    /// <summary>Creates a reader of scores.</summary>
    /// <param name="property">The value columns; null for the defaults of the type.</param>
    /// <param name="key">The columns of the key; null for the defaults of the type.</param>
    /// <param name="keyUse">The purpose of the key.</param>
    private protected ScoreReader CreateReader(string[]? property, string[]? key = null, ScoreKeyUse keyUse = ScoreKeyUse.None) => new(
        new ScoreReaderOptions
        {
            Property = property,
            MetricProperty = MetricProperty,
            Metric = Metric,
            GroupBy = GroupBy,
            Key = key,
            ClusterBy = ClusterBy,
            KeyUse = keyUse,
            TextIsLabel = Kind == EvalScoreKind.Categorical,
        });

    /// <summary>Ends the cmdlet unless a number is valid.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="number">Its value; null for none.</param>
    /// <param name="minimum">The smallest value.</param>
    /// <param name="isExclusive">Whether the number must be larger than that.</param>
    private protected void RequireNumber(
        string name, double? number, double minimum = double.MinValue, bool isExclusive = false)
    {
        if (number is null || (number >= minimum && number <= double.MaxValue && !(isExclusive && number == minimum)))
            return;
        string range = minimum == double.MinValue ? "a finite number" : $"a finite number {(isExclusive ? "greater than" : "of at least")} {minimum.ToString(CultureInfo.InvariantCulture)}";
        End(new EvalException(EvalErrorCondition.InvalidArgument, $"-{name} must be {range}."), number);
    }

    /// <summary>Ends the cmdlet unless a level is between 0 and 1.</summary>
    private protected void RequireLevel(string name, double level)
    {
        if (!(level is > 0 and < 1))
            End(new EvalException(EvalErrorCondition.InvalidArgument, $"-{name} must be greater than 0 and less than 1."), level);
    }
}
