using System.Text;
using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Tests.Reports;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Void_elements_have_no_end_tag_and_all_others_have_one() =>
        Assert.Equal(
            "<p><br><span></span><svg><circle r=\"1.5\"></circle></svg></p>",
            Written(new HtmlElement("p").Add(
                new HtmlElement("br"), new HtmlElement("span"), new HtmlElement("svg").Add(new HtmlElement("circle").Attribute("r", 1.5)))));

    [Fact]
    public void Text_and_attributes_are_encoded() =>
        Assert.Equal(
            "<a title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&amp;amp;</a>",
            Written(new HtmlElement("a").Attribute("title", "\"><b>").Text("<script>&amp;")));

    [Theory]
    [InlineData("a\u0000b", "a\uFFFDb")]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00")]
    [InlineData("\uFFFE\uFDD0\uD83F\uDFFE", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("a\u202Eb\u2066c", "a\uFFFDb\uFFFDc")]
    [InlineData("a\r\n\tb", "a\uFFFD\n\tb")]
    public void Invalid_and_misleading_characters_become_the_replacement_character(string text, string shown) =>
        Assert.Equal($"<p>{shown}</p>", Written(new HtmlElement("p").Text(text)));

    // Not test data of the test above, because its serialization between processes replaces lone surrogates.
    [Fact]
    public void Lone_surrogates_become_the_replacement_character() =>
        Assert.Equal("<p>a\uFFFDb\uFFFD</p>", Written(new HtmlElement("p").Text("a\uD800b\uDC00")));

    [Fact]
    public void Style_and_script_are_not_encoded() =>
        Assert.Equal("<style>a > b { content: \"&\" }</style>", Written(new HtmlElement("style").Text("a > b { content: \"&\" }")));

    [Theory]
    [InlineData("</script>")]
    [InlineData("<!--")]
    public void Script_that_would_end_its_element_is_rejected(string script) =>
        Assert.Throws<InvalidOperationException>(() => Written(new HtmlElement("script").Text(script)));

    [Fact]
    public void A_void_element_with_children_is_rejected() =>
        Assert.Throws<InvalidOperationException>(() => Written(new HtmlElement("br").Text("x")));

    private static string Written(HtmlElement element)
    {
        StringBuilder output = new();
        new HtmlWriter(output).Write(element);
        return output.ToString();
    }
}
