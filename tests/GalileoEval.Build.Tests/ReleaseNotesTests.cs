using GalileoEval.Build.Manifest;

namespace GalileoEval.Build.Tests;

public sealed class ReleaseNotesTests
{
    private const string Changelog = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-02\r\n\r\n### Added\r\n\r\n- New.\r\n\r\n## [0.1.0]\n\n- First.\n";

    [Theory]
    [InlineData("0.2.0", "### Added\n\n- New.")]
    [InlineData("0.1.0", "- First.")]
    public void Are_the_section_of_the_version(string version, string notes) =>
        Assert.Equal(notes, ReleaseNotes.Of(Changelog, version));

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.2")]
    [InlineData("Unreleased")]
    public void Are_null_for_a_version_without_text(string version) => Assert.Null(ReleaseNotes.Of(Changelog, version));
}
