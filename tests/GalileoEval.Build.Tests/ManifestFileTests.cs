using GalileoEval.Build.Manifest;

namespace GalileoEval.Build.Tests;

public sealed class ManifestFileTests
{
    private const string Template = """
        @{
            ModuleVersion = '@Version@'
            PrivateData   = @{ PSData = @{
                Prerelease   = '@Prerelease@'
                ReleaseNotes = '@ReleaseNotes@'
            } }
        }
        """;

    [Fact]
    public void Puts_in_the_values() =>
        Assert.Contains("    ModuleVersion = '1.2.3'\n", Complete("rc1", "notes"), StringComparison.Ordinal);

    [Fact]
    public void Omits_the_line_of_an_empty_value() =>
        Assert.DoesNotContain("Prerelease", Complete("", "notes"), StringComparison.Ordinal);

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("\u2018a\u2019 \u201Ab\u201B", "'\u2018\u2018a\u2019\u2019 \u201A\u201Ab\u201B\u201B'")]
    [InlineData("$(Get-Date) `n \"x\"", "'$(Get-Date) `n \"x\"'")]
    [InlineData("two\nlines", "'two\nlines'")]
    [InlineData("'@Version@'", "'''@Version@'''")]
    public void Quotes_a_value_so_that_PowerShell_reads_it_as_text(string notes, string written) =>
        Assert.Contains($"ReleaseNotes = {written}\n", Complete("", notes), StringComparison.Ordinal);

    [Fact]
    public void Rejects_a_template_that_names_an_unknown_value() =>
        Assert.Throws<KeyNotFoundException>(() => ManifestFile.Complete("Author = '@Author@'", new Dictionary<string, string>()));

    private static string Complete(string prerelease, string notes) => ManifestFile.Complete(
        Template.ReplaceLineEndings("\n"),
        new Dictionary<string, string> { ["Version"] = "1.2.3", ["Prerelease"] = prerelease, ["ReleaseNotes"] = notes });
}
