using GalileoEval.Text;

namespace GalileoEval.Tests.Errors;

public class EvalTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    [InlineData("  a \r\n\t b  ", "a b")]
    [InlineData("a\u001b[31mb\u0000c\u0085d", "a[31mbc d")]
    [InlineData("12345", "12345")]
    [InlineData("123456", "1234…")]
    public void Text_is_folded_into_one_line(string? text, string expected) =>
        Assert.Equal(expected, EvalText.OneLine(text, 5 + (expected.Length > 5 ? 20 : 0)));

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        string line = EvalText.OneLine("abc\U0001F600def", 5);

        Assert.Equal("abc…", line);
    }
}
