using System.Text;
using System.Xml.Linq;
using GalileoEval.Build.Help;
using GalileoEval.Build.Maml;
using GalileoEval.Build.Manifest;
using GalileoEval.Build.Pages;
using GalileoEval.Build.Reading;
using GalileoEval.Build.Views;

namespace GalileoEval.Build;

/// <summary>The tool: it writes the help file and the help pages, the format file, the manifest and the release notes
/// of a module.</summary>
public static class Program
{
    /// <summary>Reads the assembly and the XML documentation beside it, and writes the files if they are
    /// complete.</summary>
    /// <param name="args">See <see cref="BuildArguments"/>: the assembly, the sources of the cmdlets, the topic about
    /// the module, the handwritten views, the overrides of the list views, the template of the manifest, the changelog, the
    /// output folder, and the properties of the publisher.</param>
    /// <returns>0 if the files were written, 1 if something is missing or wrong, 2 for invalid arguments.</returns>
    public static int Main(string[] args)
    {
        if (BuildArguments.Read(args) is not BuildArguments options)
        {
            Console.Error.WriteLine(BuildArguments.Usage);
            return 2;
        }

        string path = options["assembly"];
        string tables = options["tables"];
        string folder = options["output"];
        using ModuleAssembly assembly = ModuleAssembly.Open(path);
        ILookup<string, string> folders = SourceFolders.In(options["commands"]);
        IReadOnlyList<CmdletHelp> cmdlets =
            [.. assembly.ReadCmdlets().Select(cmdlet => cmdlet with { Area = folders[cmdlet.ClassName].FirstOrDefault("") })];
        ListViewReader reader = new(ListOverrides.Read(options["lists"]));
        XDocument format = FormatFile.Create(XDocument.Load(tables), assembly.FindType, reader);
        string? notes = ReleaseNotes.Of(File.ReadAllText(options["changelog"]), options["version"]);

        int errors = Report(path, "HELP001", HelpCompleteness.GapsIn(cmdlets))
            + Report(options["lists"], "VIEW001", reader.Problems)
            + Report(options["changelog"], "NOTES001", notes is null ? [$"It has no section [{options["version"]}], or an empty one."] : []);
        if (errors > 0)
            return 1;

        string about = Path.GetFileName(options["about"]).Split('.')[0];
        HelpPages.Write(
            HelpPages.Create(cmdlets, about, File.ReadAllText(options["about"])), Path.Combine(folder, "cmdlets"));
        MamlFile.Write(
            [.. cmdlets.Select(cmdlet => cmdlet.WithOnlineVersion(options["help"]))],
            Path.Combine(folder, $"{Path.GetFileName(path)}-Help.xml"));
        FormatFile.Write(format, Path.Combine(folder, Path.GetFileName(tables)));
        File.WriteAllText(Path.Combine(folder, "ReleaseNotes.md"), notes);
        // With the byte order mark that Windows PowerShell needs.
        File.WriteAllText(Path.Combine(folder, Path.GetFileName(options["manifest"])), Manifest(options, notes!), new UTF8Encoding(true));
        Console.WriteLine($"{Path.GetFileName(path)}: help of {cmdlets.Count} cmdlets, {format.Descendants("ListControl").Count()} list views");
        return 0;
    }

    private static string Manifest(BuildArguments options, string notes) => ManifestFile.Complete(
        File.ReadAllText(options["manifest"]),
        new Dictionary<string, string>
        {
            ["Version"] = options["version"],
            ["Prerelease"] = options["prerelease"],
            ["ReleaseNotes"] = notes,
            ["ProjectUri"] = options["project"],
            ["LicenseUri"] = options["license"],
            ["IconUri"] = options["icon"],
        });

    // In the format of an MSBuild error.
    private static int Report(string file, string code, IReadOnlyList<string> problems)
    {
        foreach (string problem in problems)
            Console.Error.WriteLine($"{Path.GetFileName(file)} : error {code}: {problem}");
        return problems.Count;
    }
}
