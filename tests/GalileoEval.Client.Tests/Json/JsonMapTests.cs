using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Tests.Json;

public class JsonMapTests
{
    [Fact]
    public void Members_have_natural_types_and_the_map_is_formatted_as_it_was_sent()
    {
        const string Json = """{"s":"x","i":1,"d":1.5,"big":1e30,"t":true,"f":false,"n":null,"o":{"a":2},"l":[1,"y",null]}""";

        JsonMap map = Map(Json)!;

        Assert.Equal("x", map["s"]);
        Assert.Equal(1L, map["i"]);
        Assert.Equal(1.5, map["d"]);
        Assert.Equal(1e30, map["big"]);
        Assert.Equal(true, map["t"]);
        Assert.Equal(false, map["f"]);
        Assert.Null(map["n"]);
        Assert.Equal(2L, Assert.IsType<JsonMap>(map["o"])["a"]);
        Assert.Equal("""[1,"y",null]""", Assert.IsType<EvalList<object?>>(map["l"]).ToString());
        Assert.Equal(Json, map.ToString());
    }

    [Fact]
    public void The_last_of_duplicate_members_is_used() => Assert.Equal(2L, Map("""{"a":1,"a":2}""")!["a"]);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    public void Anything_but_an_object_is_null(string json) => Assert.Null(Map(json));

    [Fact]
    public void Is_displayed_without_control_characters_and_read_as_it_is()
    {
        JsonMap map = Map("""{"a\u001b[2J":"x\u0007\r\n","n":1.5,"o":{"b":"\u202e"},"none":null}""")!;
        List<string> shown = [];
        foreach (JsonMember member in (System.Collections.IEnumerable)map)
            shown.Add($"{member.Name}={member.Value}");
        Assert.Equal(["a[2J=x  ", "n=1.5", "o={\"b\":\"\\u202e\"}", "none="], shown);
        Assert.Equal("x\u0007\r\n", map["a\u001b[2J"]);
    }

    private static JsonMap? Map(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonMap.From(document.RootElement);
    }
}
