using System.Net;
using GalileoEval.Errors;

namespace GalileoEval.Tests.Errors;

public class EvalErrorReaderTests
{
    [Theory]
    [InlineData(400, EvalErrorCondition.BadRequest)]
    [InlineData(401, EvalErrorCondition.Unauthorized)]
    [InlineData(402, EvalErrorCondition.PaymentRequired)]
    [InlineData(403, EvalErrorCondition.Forbidden)]
    [InlineData(404, EvalErrorCondition.NotFound)]
    [InlineData(405, EvalErrorCondition.BadRequest)]
    [InlineData(408, EvalErrorCondition.Timeout)]
    [InlineData(409, EvalErrorCondition.Conflict)]
    [InlineData(410, EvalErrorCondition.NotFound)]
    [InlineData(413, EvalErrorCondition.BadRequest)]
    [InlineData(422, EvalErrorCondition.ValidationError)]
    [InlineData(429, EvalErrorCondition.RateLimited)]
    [InlineData(500, EvalErrorCondition.ServerError)]
    [InlineData(503, EvalErrorCondition.ServerError)]
    [InlineData(302, EvalErrorCondition.InvalidResponse)]
    public void Each_status_has_its_condition(int status, EvalErrorCondition expected)
    {
        EvalException error = Read("", status);

        Assert.Equal(expected, error.Condition);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.False(string.IsNullOrEmpty(error.RecommendedAction));
        Assert.Equal(
            expected is EvalErrorCondition.RateLimited or EvalErrorCondition.Timeout or EvalErrorCondition.ServerError,
            error.IsTransient);
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","file"],"msg":"field required","type":"x"}]}""", "body.file: field required")]
    [InlineData(
        """{"detail":[{"loc":["body","filters",0,"value"],"msg":"bad","type":"x","input":1,"ctx":{}},{"loc":[],"msg":"worse"}]}""",
        "body.filters.0.value: bad; worse")]
    [InlineData("""{"detail":[{"msg":"no place"},"plain",{"loc":["a"]},7]}""", """no place; plain; {"loc":["a"]}; 7""")]
    [InlineData("""{"detail":[{"loc":"body","msg":"x"}]}""", "x")]
    [InlineData("""{"detail":"Name already exists"}""", "Name already exists")]
    [InlineData("""{"detail":"two\nlines\u001b[31m"}""", "two lines[31m")]
    [InlineData("""{"detail":{"message":"inner"}}""", "inner")]
    [InlineData("""{"detail":{"code":3}}""", """{"code":3}""")]
    [InlineData("""{"status_code":404,"error":"Task not found"}""", "Task not found")]
    [InlineData("""{"message":"Gateway says no"}""", "Gateway says no")]
    [InlineData("""{"other":1}""", """{"other":1}""")]
    [InlineData("\"just text\"", "just text")]
    [InlineData("[1]", "[1]")]
    [InlineData("""{"standard_error":{"error_type":"quota"}}""", "quota")]
    [InlineData("<html>\r\n<body>Bad Gateway</body></html>", "<html> <body>Bad Gateway</body></html>")]
    [InlineData("""{"detail":"cut o""", """{"detail":"cut o""")]
    public void The_message_of_the_server_is_found_in_every_format(string body, string expected)
    {
        EvalException error = Read(body);

        Assert.Equal(expected, error.ServerMessage);
        string page = body.StartsWith("<html>", StringComparison.Ordinal) ? "a web page: " : "";
        Assert.Equal($"Scale: get task failed (HTTP 422): {page}{expected}", error.Message);
        Assert.Equal(page.Length > 0, error.IsWebPage);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("{}")]
    [InlineData("""{"detail":null}""")]
    [InlineData("""{"detail":[]}""")]
    [InlineData("""{"detail":""}""")]
    [InlineData("""{"standard_error":{}}""")]
    public void Without_a_server_message_the_message_ends_with_the_status(string? body)
    {
        EvalException error = Read(body);

        Assert.StartsWith("Scale: get task failed (HTTP 422)", error.Message, StringComparison.Ordinal);
        if (body is not "{}")
            Assert.Equal("Scale: get task failed (HTTP 422).", error.Message);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"yes\"", null)]
    public void A_standard_error_determines_action_and_retry_flag(string retriable, bool? expected)
    {
        EvalException error = Read($$$"""
            {"standard_error":{"error_code":1,"error_type":"t","severity":"high","message":"The runner is full.",
            "user_action":"Try in a minute.","retriable":{{{retriable}}}}}
            """);

        Assert.Equal("The runner is full.", error.ServerMessage);
        Assert.Equal("Try in a minute.", error.RecommendedAction);
        Assert.Equal(expected, error.IsRetriable);
        Assert.Equal(expected ?? false, error.IsTransient);
    }

    [Fact]
    public void A_standard_error_that_is_not_retriable_makes_a_500_final()
    {
        EvalException error = Read("""{"standard_error":{"message":"m","retriable":false}}""", 500);

        Assert.Equal(EvalErrorCondition.ServerError, error.Condition);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData("""{"detail":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"detail":[{"loc":["\ud800"],"msg":"x"}]}""")]
    public void An_unpaired_surrogate_does_not_fail(string body) =>
        Assert.Contains("ud800", Read(body).ServerMessage, StringComparison.Ordinal);

    [Fact]
    public void An_unpaired_surrogate_in_the_message_does_not_hide_the_action()
    {
        EvalException error = Read(
            """{"standard_error":{"message":"\ud800","user_action":"Try in a minute.","retriable":true}}""", 422);

        Assert.Contains("ud800", error.ServerMessage, StringComparison.Ordinal);
        Assert.Equal("Try in a minute.", error.RecommendedAction);
        Assert.True(error.IsRetriable);
    }

    [Fact]
    public void A_long_page_is_truncated()
    {
        Assert.Equal(200, Read("<html>" + new string('x', 10_000)).ServerMessage!.Length);
        Assert.Equal(2000, Read($$"""{"detail":"{{new string('x', 10_000)}}"}""").ServerMessage!.Length);
    }

    [Fact]
    public void Service_operation_and_status_are_kept()
    {
        EvalException error = EvalErrorReader.Read(
            EvalService.Kolena, "get validation", HttpStatusCode.TooManyRequests, null, TimeSpan.FromSeconds(7));

        Assert.Equal(EvalService.Kolena, error.Service);
        Assert.Equal("get validation", error.Operation);
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
    }

    private static EvalException Read(string? body, int status = 422) =>
        EvalErrorReader.Read(EvalService.Scale, "get task", (HttpStatusCode)status, body, retryAfter: null);
}
