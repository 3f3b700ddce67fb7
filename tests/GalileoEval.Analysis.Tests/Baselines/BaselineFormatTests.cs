using System.Globalization;
using GalileoEval.Analysis.Baselines;
using GalileoEval.Errors;

namespace GalileoEval.Analysis.Tests.Baselines;

public class BaselineFormatTests
{
    private static readonly EvalBaseline Baseline = new()
    {
        CreatedAt = new DateTime(2026, 3, 1, 12, 0, 5, DateTimeKind.Utc),
        ModuleVersion = "0.1.0",
        Service = "Galileo",
        Project = "p",
        ScorerName = "scorer.py",
        ScorerSha256 = "ab12",
        Note = "a \"note\"",
        Key = new EvalList<string>(["Id"]),
    };

    [Fact]
    public void Is_written_one_item_per_line_with_line_feeds()
    {
        string json = new BaselineFormat().Write(Baseline, [Item("m", "q1", 0.5), Item("m", "q2", true)]);

        Assert.Equal(
            """
            {
              "schema": "GalileoEval.Baseline",
              "version": 1,
              "createdAt": "2026-03-01T12:00:05Z",
              "moduleVersion": "0.1.0",
              "service": "Galileo",
              "project": "p",
              "scorerName": "scorer.py",
              "scorerSha256": "ab12",
              "note": "a \"note\"",
              "key": ["Id"],
              "count": 2,
              "items": [
                {"metric":"m","key":"q1","value":0.5},
                {"metric":"m","key":"q2","value":true}
              ]
            }

            """.Replace("\r\n", "\n"),
            json);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Reads_a_written_file_with_any_line_endings(string lineEnding)
    {
        EvalBaselineItem[] items =
        [
            Item("m", "q1", 0.5), Item("m", "ä\u001f\"", "good"), Item("m", "q3", new EvalList<string>(["a", "b"])), Item("n", "q1", false),
            Item("n", "q2", null), Item("n", "q3", null) with { HasFailed = true }, Item("n", "sha256:00", 1.0) with { IsKeyHashed = true },
        ];

        IReadOnlyList<EvalBaselineItem> read = new BaselineFormat().Read(new BaselineFormat().Write(Baseline, items).Replace("\n", lineEnding));

        Assert.Equal(items.Select(BaselineWriter.Line), read.Select(BaselineWriter.Line));
        Assert.Equal(Baseline with { Key = read[0].Baseline!.Key }, read[0].Baseline);
        Assert.Equal(["Id"], read[0].Baseline!.Key);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.30000000000000004)]
    [InlineData(1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    [InlineData(-123456789.123456789)]
    [InlineData(9007199254740993)]
    [InlineData(0.84999999999999998)]
    public void Reads_back_the_same_number(double number)
    {
        string json = new BaselineFormat().Write(Baseline, [Item("m", "q", number)]);

        Assert.Equal(number, new BaselineFormat().Read(json)[0].Value);
    }

    [Fact]
    public void Reads_back_any_number()
    {
        Random random = new(5);
        for (int i = 0; i < 2000; i++)
        {
            double number = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(number))
                Assert.Equal(number, double.Parse(BaselineWriter.Number(number), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Sorts_items_by_metric_and_key_independent_of_the_input_order()
    {
        (string Metric, string Key)[] order = [("b", "1"), ("a", "2"), ("B", "1"), ("a", "10")];

        string[] first = [.. ItemsOf(order).Select(BaselineWriter.Line)];
        string[] second = [.. ItemsOf([.. order.Reverse()]).Select(BaselineWriter.Line)];

        Assert.Equal(first, second);
        Assert.Equal(["B", "a", "a", "b"], ItemsOf(order).Select(static item => item.Metric));
        Assert.Equal(["1", "10", "2", "1"], ItemsOf(order).Select(static item => item.GetKeyText()));
    }

    [Fact]
    public void Stores_the_hash_of_a_key_from_text_and_other_keys_unchanged()
    {
        ScoreTable table = new(hasKeys: true);
        table.SeriesOf("m", null).Add(ScoreValue.OfNumber(1), "secret\u001fllm", isKeyFromText: true);
        table.SeriesOf("m", null).Add(ScoreValue.OfNumber(1), "a\u001fb");

        IReadOnlyList<EvalBaselineItem> items = new BaselineFormat().ItemsOf(table);

        Assert.Equal(["a", "b"], items[0].Key);
        Assert.True(items[1].IsKeyHashed);
        Assert.Equal(ScoreKeyText.Hash("secret\u001fllm"), Assert.Single(items[1].Key));
        Assert.DoesNotContain("secret", new BaselineFormat().Write(Baseline, items), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_kind_of_a_score()
    {
        ScoreTable table = new(hasKeys: true);
        ScoreSeries series = table.SeriesOf("m", null);
        series.Add(ScoreValue.OfText("007"), "1");
        series.Add(ScoreValue.OfText("7"), "2");
        series.Add(ScoreValue.OfText("True"), "3");
        series.Add(ScoreValue.OfText("good"), "4");
        series.Add(ScoreValue.OfLabels(["b", "a"]), "5");
        series.Add(ScoreValue.Failed, "6");
        series.Add(ScoreValue.Missing, "7");

        IReadOnlyList<EvalBaselineItem> items = new BaselineFormat().ItemsOf(table);

        Assert.Equal(["007", 7.0, true, "good"], items.Take(4).Select(static item => item.Value));
        Assert.Equal(["a", "b"], Assert.IsType<EvalList<string>>(items[4].Value));
        Assert.Equal([(null, true), (null, false)], items.Skip(5).Select(static item => (item.Value, item.HasFailed)));
    }

    [Fact]
    public void Rejects_a_duplicate_key()
    {
        EvalException failure = Assert.Throws<EvalException>(() => ItemsOf([("m", "q1"), ("n", "q1"), ("m", "q1")]));

        Assert.Equal(EvalErrorCondition.InvalidArgument, failure.Condition);
        Assert.Equal("The key 'q1' occurs twice for the metric 'm'.", failure.Message);
    }

    [Fact]
    public void Keeps_copies_of_one_item()
    {
        ScoreTable table = new(hasKeys: true);
        table.SeriesOf("m", null).AveragesEqualKeys = true;
        table.SeriesOf("m", null).Add(ScoreValue.OfNumber(1), "q");
        table.SeriesOf("m", null).Add(ScoreValue.OfNumber(2), "q");

        Assert.Equal([1.0, 2.0], new BaselineFormat().ItemsOf(table).Select(static item => item.Value));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "format version 2")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", "version is not a version")]
    [InlineData("GalileoEval.Baseline", "Other", "field schema is not")]
    [InlineData("\"count\": 2", "\"count\": 3", "count is 3, and there are 2 items")]
    [InlineData("\"count\": 2,", "", "count is not a number")]
    [InlineData("\"items\"", "\"entries\"", "no list of items")]
    [InlineData("2026-03-01T12:00:05Z", "yesterday", "createdAt is not a time")]
    [InlineData("\"metric\":\"m\",\"key\":\"q2\"", "\"key\":\"q2\"", "item 2 has no metric")]
    [InlineData("\"key\":\"q2\",", "", "item 2 must have either key or keyHash")]
    [InlineData("\"key\":\"q2\"", "\"key\":5", "the key of item 2 is neither")]
    [InlineData("\"value\":true", "\"value\":{}", "the value of item 2 is neither")]
    [InlineData("\"value\":true", "\"value\":1e999", "the value of item 2 is neither")]
    [InlineData("\"value\":true", "\"status\":\"odd\"", "item 2 must have either value or a status")]
    [InlineData("\"value\":true", "\"value\":true,\"status\":\"failed\"", "item 2 must have either value or a status")]
    [InlineData("\"value\":true", "\"value\":true,\"input\":\"x\"", "unknown field 'input'")]
    [InlineData("  ]\n}\n", "", "truncated or not JSON")]
    [InlineData("<<<<", "", null)]
    public void Rejects_a_file_that_is_not_usable(string old, string replacement, string? message)
    {
        string json = new BaselineFormat().Write(Baseline, [Item("m", "q1", 0.5), Item("m", "q2", true)]);

        Exception? failure = Record.Exception(() => new BaselineFormat().Read(json.Replace(old, replacement)));

        Assert.Equal(message is null, failure is null);
        Assert.Contains(message ?? "", failure?.Message ?? "", StringComparison.Ordinal);
        Assert.True(failure is null or EvalException { Condition: EvalErrorCondition.InvalidFile });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Rejects_content_that_is_not_a_baseline(string json) =>
        Assert.Equal(EvalErrorCondition.InvalidFile, Assert.Throws<EvalException>(() => new BaselineFormat().Read(json)).Condition);

    private static EvalBaselineItem Item(string metric, string key, object? value) =>
        new() { Metric = metric, Key = new EvalList<string>(key.Split('\u001f')), Value = value };

    private static IReadOnlyList<EvalBaselineItem> ItemsOf((string Metric, string Key)[] scores)
    {
        ScoreTable table = new(hasKeys: true);
        foreach ((string metric, string key) in scores)
            table.SeriesOf(metric, null).Add(ScoreValue.OfNumber(1), key);
        return new BaselineFormat().ItemsOf(table);
    }
}
