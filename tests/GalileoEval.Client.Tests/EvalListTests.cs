using System.Globalization;
using GalileoEval.Galileo;

namespace GalileoEval.Tests;

public class EvalListTests
{
    [Fact]
    public void A_list_is_formatted_as_its_items()
    {
        Assert.Equal("a; b", new EvalList<string>(["a", "b"]).ToString());
        Assert.Equal("", new EvalList<string>([]).ToString());
        Assert.Equal("x=1; true", $"x={new EvalList<object?>([1, "true"])}");
    }

    [Fact]
    public void A_list_with_ambiguous_items_is_formatted_as_JSON()
    {
        Assert.Equal("""["a;b","c"]""", new EvalList<string>(["a;b", "c"]).ToString());
        Assert.Equal("[1,null,2.5,true]", new EvalList<object?>([1, null, 2.5, true]).ToString());
        Assert.Equal("""[["a"],[]]""", new EvalList<EvalList<string>>([new(["a"]), new([])]).ToString());
        Assert.Equal("""["Infinity",""]""", new EvalList<object>([double.PositiveInfinity, ""]).ToString());
    }

    [Fact]
    public void A_list_is_formatted_independently_of_the_culture()
    {
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("0.5; 1.5", new EvalList<object>([0.5, 1.5]).ToString());
            Assert.Equal("c eq 0.5", GalileoLogRecordFilter.Create("c", LogRecordFilterType.Number, "eq", [0.5]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_list_is_read_only() =>
        Assert.Throws<NotSupportedException>(() => ((IList<int>)new EvalList<int>([1])).Add(2));
}
