using GalileoEval.Build.Reading;

namespace GalileoEval.Build.Tests;

public sealed class SourceFoldersTests
{
    [Fact]
    public void Are_found_by_the_name_of_the_class()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(root.CreateSubdirectory("Scale").FullName, "GetSampleCommand.cs"), "");
            ILookup<string, string> folders = SourceFolders.In(root.FullName);
            Assert.Equal(["Scale"], folders["GetSampleCommand"]);
            Assert.Empty(folders["GetOtherCommand"]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
