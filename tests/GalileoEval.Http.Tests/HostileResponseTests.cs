using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GalileoEval.Errors;
using GalileoEval.Http.Authentication;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Http.Wire;
using Microsoft.FSharp.Core;

namespace GalileoEval.Http.Tests;

/// <summary>Hostile content in the parts of a response that this assembly reads: logins, tokens and Retry-After.</summary>
public sealed class HostileResponseTests
{
    /// <summary>A fixed seed, so that every run tests the same cases.</summary>
    private static readonly Config s_config = Config.QuickThrowOnFailure
        .WithMaxTest(500)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20251123, 7), FSharpOption<int>.None)));

    private static readonly Gen<string> s_value = Gen.Elements(
        "null", "true", "7", "-7", "1e999", "-1e999", "1e308", "253402300799", "253402300800", "9223372036854775808", "1.5", "\"\"",
        "\"7\"", "\"token\"", "\"\\ud800\"", "\"\\u0000\"", "\"\u00fc\"", "{}", "[]", "[[[]]]", new string('[', 70), "{\"\\ud800\":1}",
        "\"" + new string('x', 70_000) + "\"");

    private static readonly Gen<string> s_json = Gen.OneOf(
        s_value,
        Gen.Elements("access_token", "exp", "token_type", "\\ud800", "\\ud800\\ud800\\ud800", "e\\u0078p", "")
            .SelectMany(_ => s_value, (name, value) => $"\"{name}\":{value}")
            .ListOf()
            .Select(members => $"{{{string.Join(',', members)}}}"));

    private static readonly Gen<string> s_text =
        Gen.ArrayOf(Gen.Frequency((1, Gen.Choose(0, char.MaxValue)), (3, Gen.Choose(0, 127)))).Select(text => string.Concat(text.Select(c => (char)c)));

    private static readonly Gen<string> s_body = Gen.OneOf(
        s_json, s_text, s_json.SelectMany(_ => Gen.Choose(0, 40), (json, end) => json[..Math.Min(end, json.Length)]));

    [Fact]
    public void Any_token_has_a_valid_expiration_time_or_none() =>
        Check(
            Gen.OneOf(
                s_text.Select(text => $"e30.{text}.c2ln"),
                s_body.Select(body => $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(body)).TrimEnd('=')}.c2ln"),
                Gen.ArrayOf(Gen.Choose(0, 255)).Select(bytes => $"e30.{Convert.ToBase64String([.. bytes.Select(value => (byte)value)])}.c2ln")),
            token => Assert.True(JwtExpiry.Read(token) is null or { Year: >= 1970 }));

    [Theory]
    [InlineData("""{"\ud800\ud800":1}""")]
    [InlineData("""{"exp":1e999}""")]
    [InlineData("""{"exp":253402300800}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":"7"}""")]
    [InlineData("""[{"exp":7}]""")]
    public void A_token_with_an_invalid_expiration_time_has_none(string claims) =>
        Assert.Null(JwtExpiry.Read($"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))}.c2ln"));

    [Fact]
    public void Any_login_response_is_a_token_or_an_InvalidResponse_error() =>
        Check(s_body, body =>
        {
            StubHandler wire = new StubHandler().Respond(body).Respond("done");
            using Connection connection = new(wire, Connection.OAuth(retries: 0));
            try
            {
                // Nothing blocks here: the responses are in memory.
                connection.GetAsync().GetAwaiter().GetResult();
                Assert.StartsWith("Bearer ", wire.Sent[1]["Authorization"], StringComparison.Ordinal);
            }
            catch (EvalException e)
            {
                Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
                Assert.Single(wire.Sent);
            }
        });

    [Fact]
    public void Any_Retry_After_is_a_delay_of_up_to_a_day_or_null() =>
        Check(
            Gen.OneOf(
                s_text,
                s_value,
                Gen.Elements("Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999", "-1", "2147483647", "1, 2")),
            text =>
            {
                using HttpResponseMessage response = StubHandler.Response(HttpStatusCode.OK, "");
                response.Headers.TryAddWithoutValidation("Retry-After", text);
                Assert.True(RetryAfterHeader.Read(response, new ManualClock()) is not { } wait || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromDays(1)));
            });

    private static void Check<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(values.ToArbitrary(), holds).Check(s_config);
}
