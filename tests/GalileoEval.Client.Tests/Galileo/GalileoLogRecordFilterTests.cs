using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Client.Tests.Galileo;

public class GalileoLogRecordFilterTests
{
    private static readonly string[] Words =
        ["eq", "ne", "contains", "one_of", "not_in", "gt", "gte", "lt", "lte", "between", "like", ""];

    public static TheoryData<string, string> Operators => new()
    {
        { "id", "eq ne contains one_of not_in" },
        { "date", "eq ne gt gte lt lte" },
        { "number", "eq ne gt gte lt lte between" },
        { "boolean", "eq ne" },
        { "collection", "eq contains one_of not_in" },
        { "text", "eq ne contains one_of not_in" },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_type_has_the_operators_of_the_service_and_no_other(string name, string operators)
    {
        LogRecordFilterType type = LogRecordFilterType.All.Single(type => type.Name == name);
        foreach (string word in Words)
        {
            object[] values = word == "between" ? [1d, 2d] : [Value(name)];
            if (operators.Split(' ').Contains(word))
            {
                Assert.Equal(word, GalileoLogRecordFilter.Create("c", type, word.ToUpperInvariant(), values).Operator);
                continue;
            }

            EvalException error = Assert.Throws<EvalException>(() => GalileoLogRecordFilter.Create("c", type, word, values));
            Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
            Assert.Contains(string.Join(", ", type.Operators), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Is_sent_in_the_format_of_the_service()
    {
        Assert.Equal(
            """{"type":"text","column_id":"input","operator":"contains","value":"x","case_sensitive":false}""",
            GalileoLogRecordFilter.Create("input", LogRecordFilterType.Text, "contains", ["x"], caseSensitive: false).ToJson());
        Assert.Equal(
            """{"type":"collection","column_id":"tags","operator":"one_of","value":["a","b"],"case_sensitive":true}""",
            GalileoLogRecordFilter.Create("tags", LogRecordFilterType.Collection, null, ["a", "b"]).ToJson());
        Assert.Equal(
            """{"type":"number","column_id":"n","operator":"between","value":[0.2,1E+300]}""",
            GalileoLogRecordFilter.Create("n", LogRecordFilterType.Number, "between", [0.2, 1e300]).ToJson());
        Assert.Equal(
            """{"type":"boolean","column_id":"b","operator":"eq","value":false}""",
            GalileoLogRecordFilter.Create("b", LogRecordFilterType.Boolean, null, [false]).ToJson());
        Assert.Equal(
            """{"type":"date","column_id":"created_at","operator":"gte","value":"2026-03-01T12:00:00.25Z"}""",
            GalileoLogRecordFilter.Create(
                "created_at", LogRecordFilterType.Date, "gte", [new DateTime(2026, 3, 1, 12, 0, 0, 250, DateTimeKind.Utc)]).ToJson());
        Assert.Equal(
            """{"type":"id","column_id":"id","operator":"not_in","value":["a"]}""",
            GalileoLogRecordFilter.Create("id", LogRecordFilterType.Id, "not_in", ["a"]).ToJson());
    }

    [Fact]
    public void A_local_time_is_sent_in_utc()
    {
        DateTime local = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Local);
        GalileoLogRecordFilter filter = GalileoLogRecordFilter.Create("created_at", LogRecordFilterType.Date, "lt", [local]);
        Assert.Equal(local.ToUniversalTime(), filter.Value);
        Assert.EndsWith("Z\"}", filter.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void UTC_is_assumed_when_a_time_has_no_time_zone()
    {
        DateTime time = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Unspecified);
        GalileoLogRecordFilter filter = GalileoLogRecordFilter.Create("created_at", LogRecordFilterType.Date, "lt", [time]);
        Assert.EndsWith("\"2026-07-01T12:00:00Z\"}", filter.ToJson(), StringComparison.Ordinal);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(filter.Value).Kind);
    }

    public static TheoryData<string, string?, object[]> InvalidValues => new()
    {
        { "number", "between", [1d] },
        { "number", "between", [2d, 1d] },
        { "number", "between", [1d, 2d, 3d] },
        { "number", "gt", [1d, 2d] },
        { "number", null, [1d, 2d] },
        { "number", "eq", [double.NaN] },
        { "number", "between", [0d, double.PositiveInfinity] },
        { "text", "eq", ["a", "b"] },
        { "text", "eq", [] },
        { "text", "one_of", [] },
        { "date", null, [DateTime.MinValue, DateTime.MaxValue] },
    };

    [Theory]
    [MemberData(nameof(InvalidValues))]
    public void Invalid_values_are_rejected(string name, string? word, object[] values)
    {
        LogRecordFilterType type = LogRecordFilterType.All.Single(type => type.Name == name);
        EvalException error = Assert.Throws<EvalException>(() => GalileoLogRecordFilter.Create("c", type, word, values));
        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_filter_without_a_column_is_rejected(string column) =>
        Assert.Throws<EvalException>(() => GalileoLogRecordFilter.Create(column, LogRecordFilterType.Text, null, ["a"]));

    private static object Value(string type) => type switch
    {
        "date" => DateTime.UtcNow,
        "number" => 1d,
        "boolean" => true,
        _ => "x",
    };
}
