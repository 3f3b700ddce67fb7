namespace GalileoEval.Tests;

public class EvalListTests
{
    [Fact]
    public void A_list_prints_as_its_items()
    {
        Assert.Equal("a; b", new EvalList<string>(["a", "b"]).ToString());
        Assert.Equal("", new EvalList<string>([]).ToString());
        Assert.Equal("x=1; ", $"x={new EvalList<object?>([1, null])}");
    }

    [Fact]
    public void A_list_takes_no_changes() =>
        Assert.Throws<NotSupportedException>(() => ((IList<int>)new EvalList<int>([1])).Add(2));
}
