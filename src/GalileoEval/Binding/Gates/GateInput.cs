using System.Collections;
using System.Globalization;
using GalileoEval.Analysis;
using GalileoEval.Errors;
using GalileoEval.Galileo.Experiments;
using GalileoEval.Text;

namespace GalileoEval.Binding.Gates;

/// <summary>Converts input of gates: typed objects, and objects from CSV, JSON, CLIXML or a job, which are identified
/// by their properties.</summary>
internal static class GateInput
{
    // The properties that distinguish each source.
    private static readonly (EvalGateSource Source, string[] Properties)[] Shapes =
    [
        (EvalGateSource.Comparison, [nameof(EvalScoreComparison.Metric), nameof(EvalScoreComparison.Verdict), nameof(EvalScoreComparison.Pairs)]),
        (EvalGateSource.Agreement, [nameof(EvalAgreement.Metric), nameof(EvalAgreement.Units), nameof(EvalAgreement.Raters)]),
        (EvalGateSource.Summary, [nameof(EvalScoreSummary.Metric), nameof(EvalScoreSummary.Mean), nameof(EvalScoreSummary.Count)]),
    ];

    // A row with one statistic, which another column names.
    private static readonly string[] StatisticProperties =
    [
        nameof(GalileoExperimentMetric.ExperimentId), nameof(GalileoExperimentMetric.Metric), nameof(GalileoExperimentMetric.Statistic),
        nameof(GalileoExperimentMetric.Value),
    ];

    private static readonly EvalTaskReader TaskReader = new(null);

    /// <summary>Unrolls lists.</summary>
    /// <param name="input">An object, or a list of objects.</param>
    /// <returns>The objects, without nulls.</returns>
    public static IEnumerable<object> Unroll(object? input) => InputValue.Bare(input) switch
    {
        null => [],
        IEnumerable items and not (string or IDictionary) => items.Cast<object?>().SelectMany(Unroll),
        _ => [input!],
    };

    /// <summary>Converts a gate result.</summary>
    /// <returns>The result; null for anything else.</returns>
    public static EvalGateResult? ResultOf(object input)
    {
        if (InputValue.Bare(input) is EvalGateResult result)
            return result;
        return Read(input, nameof(EvalGateResult.Rule)).Value is { } rule
            && InputValue.EnumOf<EvalGateOutcome>(Text(Read(input, nameof(EvalGateResult.Outcome)).Value)) is { } outcome
            ? new EvalGateResult
            {
                Rule = Text(rule),
                Outcome = outcome,
                Source = InputValue.EnumOf<EvalGateSource>(Text(Read(input, nameof(EvalGateResult.Source)).Value)),
                Metric = OptionalText(input, nameof(EvalGateResult.Metric)),
                Group = OptionalText(input, nameof(EvalGateResult.Group)),
                Statistic = OptionalText(input, nameof(EvalGateResult.Statistic)),
                Actual = Read(input, nameof(EvalGateResult.Actual)).Value,
                Minimum = Normalize(Read(input, nameof(EvalGateResult.Minimum)).Value, typeof(double)) as double?,
                Maximum = Normalize(Read(input, nameof(EvalGateResult.Maximum)).Value, typeof(double)) as double?,
                Message = OptionalText(input, nameof(EvalGateResult.Message)),
            }
            : null;
    }

    /// <summary>Converts an object that rules apply to.</summary>
    /// <exception cref="EvalException">InvalidArgument: rules do not apply to such objects.</exception>
    public static EvalGateSubject SubjectOf(object input)
    {
        if (IsStatistic(input))
            return StatisticOf(input);
        if (SourceOf(input) is not { } source)
        {
            if (IsWork(input) && Identify(input) is { } id)
                return Make(input, EvalGateSource.Work, id);
            throw InputError.Of(
                $"A gate cannot test objects of the type {InputValue.TypeName(input)}, only summaries, comparisons, agreement and work.",
                "Pipe scores to Measure-EvalScore, Compare-EvalScore or Measure-EvalAgreement first.");
        }

        return Make(input, source, OptionalText(input, "Metric") ?? "");
    }

    private static bool IsStatistic(object input) =>
        InputValue.Bare(input) is GalileoExperimentMetric || StatisticProperties.All(name => Read(input, name).Exists);

    // The group distinguishes the rows of several experiments.
    private static EvalGateSubject StatisticOf(object input)
    {
        string? name = OptionalText(input, nameof(GalileoExperimentMetric.Statistic));
        return new EvalGateSubject(
            EvalGateSource.Summary,
            OptionalText(input, nameof(GalileoExperimentMetric.Metric)) ?? "",
            OptionalText(input, nameof(GalileoExperimentMetric.ExperimentName))
                ?? OptionalText(input, nameof(GalileoExperimentMetric.ExperimentId)),
            reason: null,
            statistic => string.Equals(statistic, name, StringComparison.OrdinalIgnoreCase)
                ? (true, Normalize(Read(input, nameof(GalileoExperimentMetric.Value)).Value, typeof(double)))
                : (false, null));
    }

    private static EvalGateSubject Make(object input, EvalGateSource source, string metric) => new(
        source,
        metric,
        source == EvalGateSource.Work ? null : OptionalText(input, "Group"),
        OptionalText(input, source == EvalGateSource.Work ? "ErrorMessage" : "Reason"),
        statistic =>
        {
            (bool exists, object? value) = Read(input, statistic);
            return (exists, Normalize(value, GateStatistics.TypeOf(source, statistic)));
        });

    private static EvalGateSource? SourceOf(object input) => InputValue.Bare(input) switch
    {
        EvalScoreSummary => EvalGateSource.Summary,
        EvalScoreComparison => EvalGateSource.Comparison,
        EvalAgreement => EvalGateSource.Agreement,
        IEvalTask => null,
        _ => Shapes.Where(shape => shape.Properties.All(name => Read(input, name).Exists))
            .Select(static shape => (EvalGateSource?)shape.Source)
            .FirstOrDefault(),
    };

    private static bool IsWork(object input) =>
        InputValue.Bare(input) is IEvalTask || Read(input, "State").Exists || Read(input, "Status").Exists;

    // Null if no ID identifies work.
    private static string? Identify(object input)
    {
        try
        {
            return TaskReader.Read(input).Describe();
        }
        catch (EvalException)
        {
            return null;
        }
    }

    private static (bool Exists, object? Value) Read(object input, string name) =>
        InputProperty.TryGet(input, name, out object? value) ? (true, InputValue.Bare(value)) : (false, null);

    // A number, a Boolean, text or null, even if deserialization changed a number to text, or a name to a number.
    private static object? Normalize(object? value, Type? type)
    {
        if (value is null or "" || type is null)
            return null;
        if (type.IsEnum)
            return NameOf(value, type);
        if (type == typeof(bool))
            return value is string word && bool.TryParse(word, out bool flag) ? flag : value;
        if (type == typeof(string))
            return Text(value);
        if (type == typeof(DateTime) || value is DateTime)
            return Text(value is DateTime time ? UtcText.ToUtc(time).ToString("u", CultureInfo.InvariantCulture) : value);

        double? number = value switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null,
            bool => null,
            IConvertible convertible => convertible.ToDouble(CultureInfo.InvariantCulture),
            _ => null,
        };
        return number is null ? Text(value) : double.IsNaN(number.Value) || double.IsInfinity(number.Value) ? null : number;
    }

    private static string NameOf(object value, Type type)
    {
        string text = Text(value);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            ? Enum.GetName(type, number) ?? text
            : text;
    }

    private static string? OptionalText(object input, string name)
    {
        string text = Text(Read(input, name).Value);
        return text.Length == 0 ? null : text;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
