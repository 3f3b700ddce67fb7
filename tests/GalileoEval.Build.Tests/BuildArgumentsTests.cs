namespace GalileoEval.Build.Tests;

public sealed class BuildArgumentsTests
{
    private static readonly string[] _required =
        ["assembly=a.dll", "commands=s", "about=a.txt", "tables=t", "lists=l", "manifest=m", "changelog=c", "output=o", "version=1.0.0"];

    [Fact]
    public void Are_read_by_name()
    {
        BuildArguments? arguments = BuildArguments.Read([.. _required, "help=https://example.org/?a=b", "icon="]);
        Assert.NotNull(arguments);
        Assert.Equal("a.dll", arguments["assembly"]);
        Assert.Equal("https://example.org/?a=b", arguments["help"]);
        Assert.Equal("", arguments["icon"]);
        Assert.Equal("", arguments["prerelease"]);
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("version=2.0.0")]
    [InlineData("help")]
    public void Are_rejected_when_one_is_unknown_or_there_twice_or_has_no_value(string extra) =>
        Assert.Null(BuildArguments.Read([.. _required, extra]));

    [Fact]
    public void Are_rejected_when_one_is_missing_or_empty()
    {
        Assert.Null(BuildArguments.Read(_required[1..]));
        Assert.Null(BuildArguments.Read(["assembly=", .. _required[1..]]));
    }
}
