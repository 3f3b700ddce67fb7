using System.Text;
using GalileoEval.Errors;

namespace GalileoEval.Tests.Responses;

/// <summary>An response that claims success and is an error, or nothing at all, never passes for an empty object.</summary>
public sealed class ErrorInSuccessTests
{
    private static readonly (string Body, string Words)[] s_errors =
    [
        ("""{"detail":"The key has expired.\nAsk for another."}""", "The key has expired. Ask for another."),
        ("""{"detail":[{"loc":["body","file"],"msg":"field required","type":"x"},{"loc":[],"msg":"worse"}]}""", "body.file: field required; worse"),
        ("""{"error":"Internal\u001b[31m error","status_code":500}""", "Internal[31m error"),
        ("""{"standard_error":{"error_code":1,"error_type":"t","message":"The runner is full.","user_action":"Wait.","retriable":true}}""", "The runner is full."),
        ("\ufeff{\"error\":{\"message\":\"inner\"}}", "inner"),
        ("\"Not today\"", "Not today"),
    ];

    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public async Task The_message_of_the_service_is_quoted(string name)
    {
        Reader reader = Readers.Named(name);
        foreach ((string body, string words) in s_errors)
        {
            foreach (byte[][] responses in InPlaceOf(reader, body))
            {
                EvalException error = await ErrorOf(reader, responses);

                Assert.EndsWith($" The service says: {words}", error.Message, StringComparison.Ordinal);
                Assert.Equal(words, error.ServerMessage);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public async Task An_empty_object_is_an_InvalidResponse_error(string name)
    {
        Reader reader = Readers.Named(name);
        foreach (string body in new[] { "{}", "[]", "\"\"", "null", "true", "7", "", " ", "{\"items\":[]}", "[{}]" })
        {
            if (reader.IsSparse && body.StartsWith('{'))
                continue;

            foreach (byte[][] responses in InPlaceOf(reader, body))
            {
                EvalException error = await ErrorOf(reader, responses);

                Assert.Null(error.ServerMessage);
                Assert.DoesNotContain("The service says", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public async Task A_list_of_Galileo_without_its_array_is_empty(string name)
    {
        Reader reader = Readers.Named(name);
        if (!reader.IsSparse)
            return;

        foreach (string body in new[] { "{}", """{"num_records":0,"total_count":0,"next_starting_token":null}""" })
        {
            foreach (byte[][] responses in InPlaceOf(reader, body))
            {
                try
                {
                    Assert.NotNull(await reader.CallAsync(responses));
                }
                catch (EvalException e) when (reader.Verdicts.Contains(e.Condition))
                {
                    // An empty list does not contain the name.
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public async Task Error_fields_in_a_valid_response_are_ordinary_fields(string name)
    {
        Reader reader = Readers.Named(name);
        await reader.CallAsync(reader.Bodies);
        foreach (string fields in new[] { """{"detail":"d","error":"e",""", """{"error":{"message":"m"},"standard_error":{"message":"m"},""" })
            await reader.CallAsync([.. reader.Bodies.Select(body => (byte[])[.. Encoding.UTF8.GetBytes(fields), .. body[1..]])]);
    }

    [Fact]
    public async Task The_recommended_action_and_the_retry_flag_are_kept()
    {
        EvalException error = await ErrorOf(Readers.Named("get task"), [Encoding.UTF8.GetBytes(s_errors[3].Body)]);

        Assert.Equal("Wait.", error.RecommendedAction);
        Assert.True(error.IsRetriable);
    }

    [Fact]
    public async Task A_long_message_is_truncated()
    {
        EvalException error = await ErrorOf(
            Readers.Named("get task"), [Encoding.UTF8.GetBytes($$"""{"detail":"{{new string('x', 40_000)}}"}""")]);

        Assert.Equal(2000, error.ServerMessage!.Length);
    }

    [Theory]
    [InlineData("""{"id":"t","threads":[{"id":"the user's"}]}""")]
    [InlineData("""{"result":"the user's"}""")]
    [InlineData("""["the user's"]""")]
    public async Task Content_that_is_not_an_error_is_not_quoted(string body)
    {
        EvalException error = await ErrorOf(Readers.Named("get task"), [Encoding.UTF8.GetBytes(body)]);

        Assert.Null(error.ServerMessage);
        Assert.DoesNotContain("user's", error.ToString(), StringComparison.Ordinal);
    }

    // Replaces each response in turn, and then all: items that fail in a list are requested one by one.
    private static IEnumerable<byte[][]> InPlaceOf(Reader reader, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        yield return [bytes];
        if (reader.Name.StartsWith("poll ", StringComparison.Ordinal))
            yield break;
        for (int at = 1; at < reader.Bodies.Count; at++)
            yield return [.. reader.Bodies.Take(at), bytes];
    }

    private static async Task<EvalException> ErrorOf(Reader reader, byte[][] responses)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => reader.CallAsync(responses));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.DoesNotContain(error.Message, char.IsControl);
        return error;
    }
}
