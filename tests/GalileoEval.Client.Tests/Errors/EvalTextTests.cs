using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Json;
using GalileoEval.Kolena;
using GalileoEval.Scale;
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
    public void Text_is_collapsed_to_one_line(string? text, string expected) =>
        Assert.Equal(expected, EvalText.OneLine(text, 5 + (expected.Length > 5 ? 20 : 0)));

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("a\r\nb")]
    [InlineData("\u0007bell")]
    [InlineData("c1 \u009b31m")]
    [InlineData("turned \u202e\u2066\u061c\u200f")]
    [InlineData("zero\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180ewidth")]
    [InlineData("line\u2028paragraph\u2029")]
    [InlineData("tag\U000E0041\U000E0100")]
    public void Control_and_invisible_characters_are_never_shown(string text)
    {
        foreach (string shown in new[]
        {
            EvalText.Shown(text), EvalText.OneLine(text), EvalText.Id(text), new EvalException(EvalErrorCondition.BadRequest, text).Message,
            new EvalException(EvalErrorCondition.BadRequest, "m") { RecommendedAction = text }.RecommendedAction!,
            new EvalException(EvalErrorCondition.BadRequest, "m") { ServerMessage = text }.ServerMessage!,
            new EvalList<string>([text]).ToString(), new ScaleTask { TaskId = text }.ToString(), new ScaleTask { TaskId = text }.Describe(),
            new ScaleBatch { BatchId = text }.Describe(), new KolenaAgent { AgentId = 1, Name = text }.ToString(),
            new CodeScorerValidation { TaskId = text }.Describe(),
        })
        {
            Assert.NotEmpty(shown);
            Assert.DoesNotContain(shown, EvalText.IsUnsafe);
            Assert.DoesNotContain(shown, char.IsSurrogate);
        }
    }

    [Fact]
    public void Safe_text_is_unchanged()
    {
        const string Text = "two  spaces, \u00e9, \u0645, \U0001F600 and \u2026";

        Assert.Same(Text, EvalText.Shown(Text));
        Assert.Same(Text, new EvalException(EvalErrorCondition.BadRequest, Text).Message);
    }

    [Fact]
    public void A_long_message_is_truncated()
    {
        Assert.Equal(EvalText.LongestMessage, new EvalException(EvalErrorCondition.BadRequest, new string('x', 2_000_000)).Message.Length);
        Assert.InRange(new ScaleTask { TaskId = new string('x', 2_000_000) }.Describe().Length, 1, 150);
    }

    [Fact]
    public void Shortened_IDs_stay_distinct()
    {
        string same = new('x', 1000);

        Assert.NotEqual(EvalText.Id(same + "1"), EvalText.Id(same + "2"));
        Assert.NotEqual(EvalText.Id("a\u200b"), EvalText.Id("a"));
        Assert.Equal("task_1", EvalText.Id("task_1"));
    }

    [Fact]
    public void Metadata_is_the_same_JSON_with_invisible_characters_escaped()
    {
        using JsonDocument document = JsonDocument.Parse("{\"a\u009b\": \"\u202e\U000E0041x\", \"b\":\n1}");
        JsonMap map = JsonMap.From(document.RootElement)!;

        string shown = map.ToString();

        Assert.DoesNotContain(shown, c => c != '\n' && EvalText.IsUnsafe(c));
        using JsonDocument again = JsonDocument.Parse(shown);
        Assert.Equal("\u202e\U000E0041x", again.RootElement.GetProperty("a\u009b").GetString());
        Assert.Equal("\u202e\U000E0041x", map["a\u009b"]);
    }

    [Fact]
    public void Truncation_never_splits_a_character()
    {
        string line = EvalText.OneLine("abc\U0001F600def", 5);

        Assert.Equal("abc…", line);
    }
}
