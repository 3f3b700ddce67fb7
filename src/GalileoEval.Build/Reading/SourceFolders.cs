namespace GalileoEval.Build.Reading;

/// <summary>The folders of the source files: the folder of a cmdlet's file is its area, such as <c>Scale</c>.</summary>
public static class SourceFolders
{
    /// <summary>Lists the folder of each class.</summary>
    /// <param name="root">The folder that contains the folders.</param>
    /// <returns>The name of the folder by the name of the class, which is that of the file.</returns>
    public static ILookup<string, string> In(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .ToLookup(file => Path.GetFileNameWithoutExtension(file)!, file => Path.GetFileName(Path.GetDirectoryName(file))!);
}
