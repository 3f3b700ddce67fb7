using GalileoEval.Http.Secrets;
using GalileoEval.Http.Tests.Support;

namespace GalileoEval.Http.Tests;

/// <summary>A server quotes a secret in plain text or in the encoding in which it was sent.</summary>
public sealed class ConnectionSecretsTests
{
    private const string Key = "k&y \"ß\" 1/2";

    [Theory]
    [InlineData(Key)]
    [InlineData("k%26y%20%22%C3%9F%22%201%2F2")]
    [InlineData("k%26y+%22%C3%9F%22+1%2F2")]
    [InlineData("""k\u0026y \u0022\u00DF\u0022 1/2""")]
    [InlineData("""k&y \"ß\" 1/2""")]
    public void A_secret_is_masked_in_every_encoding(string form)
    {
        using ConnectionSecrets secrets = new(Connection.Options(key: Key));

        Assert.True(secrets.AppearIn($"You sent {form}."));
        Assert.Equal("You sent ***, ***.", secrets.Scrub($"You sent {form}, {form}."));
    }

    [Theory]
    [InlineData("You sent k%26y.")]
    [InlineData("1/2 of the ß is read.")]
    public void Other_text_is_unchanged(string text)
    {
        using ConnectionSecrets secrets = new(Connection.Options(key: Key));

        Assert.False(secrets.AppearIn(text));
        Assert.Equal(text, secrets.Scrub(text));
    }
}
