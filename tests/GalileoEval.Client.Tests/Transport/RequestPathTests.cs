using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Transport;

public sealed class RequestPathTests
{
    private static RequestPath NewPath() => new(EvalService.Scale, "list things", "v2/things");

    [Fact]
    public void Escapes_values_and_repeats_names()
    {
        string path = NewPath().IdSegment("thing_id", 7).Segment("parts")
            .Text("name", "a b&c").Texts("tag", ["x", "\u00fc"]).Ids("id", [1, 2]).Number("limit", 5).ToString();

        Assert.Equal("v2/things/7/parts?name=a%20b%26c&tag=x&tag=%C3%BC&id=1&id=2&limit=5", path);
    }

    [Fact]
    public void Null_adds_nothing()
    {
        string path = NewPath().Id("a", null).Text("b", null).Texts("c", null).Ids("d", null).Number("e", null)
            .Time("f", null).Times("g", null, null).Token("h", null).ToString();

        Assert.Equal("v2/things", path);
    }

    [Fact]
    public void Sends_a_UUID_in_lower_case_with_hyphens()
    {
        Assert.Equal(
            "v2/things/0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02",
            NewPath().UuidSegment("thing ID", "{0B9F4A7E-52C1-4D3F-8A6B-3C5D7E9F1A02}").ToString());
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void UTC_is_assumed_when_a_time_has_no_time_zone(DateTimeKind kind)
    {
        DateTime time = new(2026, 3, 1, 12, 0, 0, 250, kind);

        Assert.Equal("v2/things?after=2026-03-01T12%3A00%3A00.25Z", NewPath().Time("after", time).ToString());
    }

    [Fact]
    public void Converts_a_local_time_to_UTC()
    {
        DateTime local = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Local);

        Assert.Equal(NewPath().Time("after", local.ToUniversalTime()).ToString(), NewPath().Time("after", local).ToString());
    }

    public static TheoryData<string, Action> InvalidArguments => new()
    {
        { "'a/b' is not a valid thing_id of Scale", () => NewPath().Id("thing_id", "a/b") },
        { "'..' is not a valid thing_id of Scale", () => NewPath().Id("thing_id", "..") },
        { "the thing id must be 1 or more, not 0.", () => NewPath().IdSegment("thing_id", 0) },
        { "the thing ids must be 1 or more, not -1.", () => NewPath().Ids("thing_ids", [-1]) },
        { "'x' is not a valid thing ID: a UUID is expected", () => NewPath().UuidSegment("thing ID", "x") },
        { "name is empty or contains a control character.", () => NewPath().Text("name", " ") },
        { "the page size must be 1 to 100, not 101.", () => NewPath().Number("page_size", 101, 1, 100) },
        { "the page number must be 0 or more, not -1.", () => NewPath().Number("page_number", -1, 0, int.MaxValue) },
        { "created_after is later than created_before.", () => NewPath().Times("created", new DateTime(2026, 2, 1), new DateTime(2026, 1, 1)) },
    };

    [Theory]
    [MemberData(nameof(InvalidArguments))]
    public void Rejects_an_invalid_argument_and_names_service_and_operation(string reason, Action add)
    {
        EvalException error = Assert.Throws<EvalException>(add);

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.StartsWith($"Scale: list things was not sent: {reason}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_no_address_can_carry_is_an_invalid_response()
    {
        EvalException error = Assert.Throws<EvalException>(() => NewPath().Token("next_token", new string('t', 6001)));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }
}
