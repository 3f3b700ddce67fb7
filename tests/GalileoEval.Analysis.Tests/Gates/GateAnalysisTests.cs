using GalileoEval.Analysis.Gates;

namespace GalileoEval.Analysis.Tests.Gates;

public class GateAnalysisTests
{
    [Theory]
    [InlineData(0.8, EvalGateOutcome.Passed, "Mean is 0.8.")]
    [InlineData(0.79999999999999993, EvalGateOutcome.Passed, "Mean is 0.7999999999999999*")]
    [InlineData(0.7999, EvalGateOutcome.Failed, "Mean is 0.7999, below the minimum 0.8.")]
    [InlineData(0.799999, EvalGateOutcome.Failed, "Mean is 0.799999, below the minimum 0.8.")]
    [InlineData(0.9, EvalGateOutcome.Passed, "Mean is 0.9.")]
    [InlineData(0.91, EvalGateOutcome.Failed, "Mean is 0.91, above the maximum 0.9.")]
    public void Compares_numbers_with_the_limits(double actual, EvalGateOutcome outcome, string message)
    {
        EvalGateResult result = Test(Rule("Mean") with { Minimum = 0.8, Maximum = 0.9 }, actual);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(actual, result.Actual);
        Assert.Equal((0.8, 0.9), (result.Minimum!.Value, result.Maximum!.Value));
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(message).Replace(@"\*", ".*") + "$", result.Message);
    }

    [Theory]
    [InlineData("Improved", EvalGateOutcome.Passed)]
    [InlineData("notsignificant", EvalGateOutcome.Passed)]
    [InlineData("Regressed", EvalGateOutcome.Failed)]
    public void Passes_one_of_several_values_whatever_their_case(string actual, EvalGateOutcome outcome) =>
        Assert.Equal(outcome, Test(Rule("Verdict") with { EqualTo = new(["Improved", "NotSignificant"]) }, actual).Outcome);

    [Theory]
    [InlineData("Regressed", EvalGateOutcome.Failed)]
    [InlineData("Improved", EvalGateOutcome.Passed)]
    public void Fails_an_unwanted_value(string actual, EvalGateOutcome outcome) =>
        Assert.Equal(outcome, Test(Rule("Verdict") with { NotEqualTo = new(["Regressed"]) }, actual).Outcome);

    [Fact]
    public void Requires_every_condition()
    {
        EvalGateRule rule = Rule("Count") with { Minimum = 1, NotEqualTo = new([13]) };

        Assert.Equal(EvalGateOutcome.Failed, Test(rule, 13.0).Outcome);
        Assert.Equal(EvalGateOutcome.Failed, Test(rule, 0.0).Outcome);
        Assert.Equal(EvalGateOutcome.Passed, Test(rule, 12.0).Outcome);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(5.0, true)]
    [InlineData("5", true)]
    [InlineData(6L, false)]
    [InlineData("five", false)]
    public void Compares_numbers_of_any_type(object expected, bool passes) => Assert.Equal(
        passes ? EvalGateOutcome.Passed : EvalGateOutcome.Failed, Test(Rule("Count") with { EqualTo = new([expected]) }, 5.0).Outcome);

    [Theory]
    [InlineData(true, EvalGateOutcome.Passed)]
    [InlineData(false, EvalGateOutcome.Failed)]
    public void Compares_Booleans(bool actual, EvalGateOutcome outcome) =>
        Assert.Equal(outcome, Test(Rule("IsFinal") with { EqualTo = new(["true"]) }, actual).Outcome);

    [Fact]
    public void Is_inconclusive_without_a_value_and_says_why()
    {
        EvalGateResult result = Test(Rule("Low") with { Minimum = 0.8 }, null);

        Assert.Equal(EvalGateOutcome.Inconclusive, result.Outcome);
        Assert.Equal("Low has no value: too few.", result.Message);
    }

    [Fact]
    public void Is_inconclusive_without_a_value_even_with_an_unwanted_value() =>
        Assert.Equal(EvalGateOutcome.Inconclusive, Test(Rule("Verdict") with { NotEqualTo = new(["Regressed"]) }, null).Outcome);

    [Fact]
    public void Is_inconclusive_if_text_has_a_limit() =>
        Assert.Equal(EvalGateOutcome.Inconclusive, Test(Rule("Verdict") with { Minimum = 1 }, "Improved").Outcome);

    [Fact]
    public void Is_inconclusive_if_a_rule_matches_nothing()
    {
        EvalGateResult result = Assert.Single(new GateAnalysis().Test([Rule("Mean") with { Minimum = 1, Metric = "b*" }], [Subject(1.0)], IsLike));

        Assert.Equal(EvalGateOutcome.Inconclusive, result.Outcome);
        Assert.Equal("b*", result.Metric);
        Assert.Null(result.Actual);
        Assert.Equal("The rule matches nothing: no summary of the metric 'b*' with Mean.", result.Message);
    }

    [Fact]
    public void Is_skipped_if_an_optional_rule_matches_nothing() => Assert.Equal(
        EvalGateOutcome.Skipped,
        Assert.Single(new GateAnalysis().Test([Rule("Mean") with { Minimum = 1, Optional = true }], [], IsLike)).Outcome);

    [Fact]
    public void Matches_nothing_that_lacks_the_property() => Assert.Equal(
        EvalGateOutcome.Inconclusive,
        Assert.Single(new GateAnalysis().Test([Rule("Median") with { Minimum = 1 }], [Subject(1.0)], IsLike)).Outcome);

    [Theory]
    [InlineData(null, "g", EvalGateOutcome.Passed)]
    [InlineData("g", "g", EvalGateOutcome.Passed)]
    [InlineData("h", "g", EvalGateOutcome.Inconclusive)]
    [InlineData("g", null, EvalGateOutcome.Inconclusive)]
    public void Applies_to_its_groups_only(string? pattern, string? group, EvalGateOutcome outcome) => Assert.Equal(
        outcome,
        Assert.Single(new GateAnalysis().Test([Rule("Mean") with { Minimum = 1, Group = pattern }], [Subject(1.0, group: group)], IsLike)).Outcome);

    [Fact]
    public void Applies_to_its_source_only() => Assert.Equal(
        EvalGateOutcome.Inconclusive,
        Assert.Single(new GateAnalysis().Test([Rule("Mean") with { Minimum = 1, Source = EvalGateSource.Comparison }], [Subject(1.0)], IsLike)).Outcome);

    [Fact]
    public void Keeps_the_order_of_rules_and_objects()
    {
        EvalGateRule first = Rule("Mean") with { Minimum = 1, Name = "first" };
        EvalGateRule second = Rule("Mean") with { Minimum = 2, Name = "second" };

        IReadOnlyList<EvalGateResult> results = new GateAnalysis().Test([first, second], [Subject(1.0, "a"), Subject(2.0, "ab")], IsLike);

        Assert.Equal(["first a", "first ab", "second a", "second ab"], results.Select(static result => $"{result.Rule} {result.Metric}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, EvalGateOutcome.Passed)]
    [InlineData(true, EvalGateOutcome.Passed, EvalGateOutcome.Skipped)]
    [InlineData(false, EvalGateOutcome.Skipped)]
    [InlineData(false, EvalGateOutcome.Passed, EvalGateOutcome.Failed)]
    [InlineData(false, EvalGateOutcome.Passed, EvalGateOutcome.Inconclusive)]
    public void All_pass_if_one_passed_and_none_failed_or_was_inconclusive(bool expected, params EvalGateOutcome[] outcomes) => Assert.Equal(
        expected,
        EvalGateResult.AllPassed([.. outcomes.Select(static outcome => new EvalGateResult { Rule = "r", Outcome = outcome })]));

    private static EvalGateRule Rule(string statistic) =>
        new() { Metric = "a*", Statistic = statistic, Source = EvalGateSource.Summary };

    private static EvalGateSubject Subject(object? actual, string metric = "a", string? group = null) =>
        new(EvalGateSource.Summary, metric, group, "too few.", statistic => (statistic != "Median", actual));

    private static EvalGateResult Test(EvalGateRule rule, object? actual) =>
        Assert.Single(new GateAnalysis().Test([rule], [Subject(actual)], IsLike));

    private static bool IsLike(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal) : name == pattern;
}
