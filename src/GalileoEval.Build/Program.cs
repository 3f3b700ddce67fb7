using System.Xml.Linq;
using GalileoEval.Build.Help;
using GalileoEval.Build.Maml;
using GalileoEval.Build.Reading;
using GalileoEval.Build.Views;

namespace GalileoEval.Build;

/// <summary>The tool: <c>GalileoEval.Build ASSEMBLY TABLES LISTS FOLDER</c> writes the help file and the format file of a
/// module.</summary>
public static class Program
{
    /// <summary>Reads the assembly and the XML documentation beside it, and writes both files when nothing is missing in
    /// them.</summary>
    /// <param name="args">The path of the assembly, of the views that are written by hand, of the overrides of the list
    /// views, and of the folder to write to.</param>
    /// <returns>0 when the files were written, 1 when something is missing or wrong, 2 for wrong arguments.</returns>
    public static int Main(string[] args)
    {
        if (args is not [string path, string tables, string lists, string folder])
        {
            Console.Error.WriteLine("usage: GalileoEval.Build ASSEMBLY TABLES LISTS FOLDER");
            return 2;
        }

        using ModuleAssembly assembly = ModuleAssembly.Open(path);
        IReadOnlyList<CmdletHelp> cmdlets = assembly.ReadCmdlets();
        ListViewReader reader = new(ListOverrides.Read(lists));
        XDocument format = FormatFile.Create(XDocument.Load(tables), assembly.FindType, reader);

        int errors = Report(path, "HELP001", HelpCompleteness.GapsIn(cmdlets)) + Report(lists, "VIEW001", reader.Problems);
        if (errors > 0)
            return 1;

        MamlFile.Write(cmdlets, Path.Combine(folder, $"{Path.GetFileName(path)}-Help.xml"));
        FormatFile.Write(format, Path.Combine(folder, Path.GetFileName(tables)));
        Console.WriteLine($"{Path.GetFileName(path)}: help of {cmdlets.Count} cmdlets, {format.Descendants("ListControl").Count()} list views");
        return 0;
    }

    // In the form in which MSBuild takes a line for an error.
    private static int Report(string file, string code, IReadOnlyList<string> problems)
    {
        foreach (string problem in problems)
            Console.Error.WriteLine($"{Path.GetFileName(file)} : error {code}: {problem}");
        return problems.Count;
    }
}
