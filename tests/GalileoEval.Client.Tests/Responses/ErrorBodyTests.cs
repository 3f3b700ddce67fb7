using System.Net;
using System.Text;
using FsCheck.Fluent;
using GalileoEval.Errors;

namespace GalileoEval.Tests.Responses;

/// <summary>Any body of an error becomes an error of one line.</summary>
public sealed class ErrorBodyTests
{
    private static readonly string[] s_forms =
    [
        """{"detail":[{"loc":["body","file",0],"msg":"field required","type":"x","input":{},"ctx":{"a":1} }]}""",
        """{"detail":"text"}""",
        """{"error":"text","status_code":500}""",
        """{"message":{"message":"text"} }""",
        """{"standard_error":{"error_code":1,"error_type":"t","message":"m","user_action":"u","retriable":true} }""",
    ];

    [Fact]
    public void Any_text_is_the_body_of_an_error() =>
        ResponseProperty.Check(Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(c => (char)c)).Select(text => new string(text)), AssertError);

    [Fact]
    public void Any_bytes_are_the_body_of_an_error() =>
        ResponseProperty.Check(ResponseGenerators.Bytes.Select(Encoding.UTF8.GetString), AssertError);

    [Fact]
    public void Any_json_is_the_body_of_an_error() => ResponseProperty.Check(ResponseGenerators.Json, AssertError);

    [Fact]
    public void Any_json_is_the_body_of_an_error_in_every_field()
    {
        foreach (string form in s_forms)
        {
            byte[] body = Encoding.UTF8.GetBytes(form);
            ResponseProperty.Check(ResponseGenerators.Altered(body).Select(Encoding.UTF8.GetString), AssertError);
            ResponseProperty.Check(ResponseGenerators.Damaged(body).Select(Encoding.UTF8.GetString), AssertError);
        }
    }

    [Fact]
    public void A_body_truncated_in_the_middle_of_a_character_is_the_body_of_an_error()
    {
        // Not a theory: attribute text is UTF-8, which cannot contain unpaired surrogates.
        foreach (string body in new[] { "\ud83d", "{\"detail\":\"cut in the middle \ud83d", "{\"detail\":\"\ude00\"}" })
            AssertError(body);
    }

    private static void AssertError(string body)
    {
        EvalException error = EvalErrorReader.Read(EvalService.Scale, "get task", HttpStatusCode.BadGateway, body, retryAfter: null);

        Assert.Equal(EvalErrorCondition.ServerError, error.Condition);
        Assert.StartsWith("Scale: get task failed (HTTP 502)", error.Message, StringComparison.Ordinal);
        Assert.All([error.Message, error.ServerMessage ?? "", error.RecommendedAction!], text =>
        {
            Assert.InRange(text.Length, 0, 2100);
            Assert.DoesNotContain(text, char.IsControl);
        });
    }
}
