using System.Net.Http.Headers;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Transport;

public class FormFileNameTests
{
    [Theory]
    [InlineData("scorer.py", "filename=\"scorer.py\"")]
    [InlineData("my scorer; v2.py", "filename=\"my scorer; v2.py\"")]
    [InlineData("a\"b.py", "filename=\"a%22b.py\"")]
    [InlineData("a\\b.py", "filename=\"a%5Cb.py\"")]
    [InlineData("a\r\nX-Evil: 1\r\n\r\n.py", "filename=\"a%0D%0AX-Evil: 1%0D%0A%0D%0A.py\"")]
    [InlineData("größe.py", "filename=\"gr__e.py\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.py")]
    [InlineData("\u20ac\n.py", "filename=\"_%0A.py\"; filename*=UTF-8''%E2%82%AC%0A.py")]
    [InlineData("a\u007fb\u0085.py", "filename=\"a_b_.py\"; filename*=UTF-8''a%7Fb%C2%85.py")]
    public void Any_name_is_one_safe_header(string name, string expected)
    {
        string parameters = FormFileName.Parameters(name);

        Assert.Equal(expected, parameters);
        Assert.All(parameters, c => Assert.InRange(c, ' ', '~'));
        Assert.True(ContentDispositionHeaderValue.TryParse("form-data; " + parameters, out _));
    }

    // Not a case above: an attribute cannot contain such a name.
    [Fact]
    public void An_unpaired_surrogate_is_replaced() =>
        Assert.Equal("filename=\"_.py\"; filename*=UTF-8''%EF%BF%BD.py", FormFileName.Parameters("\ud83d.py"));
}
