using GalileoEval.Help.Maml;
using GalileoEval.Help.Reading;

namespace GalileoEval.Help;

/// <summary>The tool: <c>GalileoEval.Help ASSEMBLY OUTPUT</c> writes the help file of a module assembly.</summary>
public static class Program
{
    /// <summary>Reads the assembly and the XML documentation beside it, and writes the help file when nothing is
    /// missing in it.</summary>
    /// <param name="args">The path of the assembly and the path of the file to write.</param>
    /// <returns>0 when the file was written, 1 when documentation is missing, 2 for wrong arguments.</returns>
    public static int Main(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("usage: GalileoEval.Help ASSEMBLY OUTPUT");
            return 2;
        }

        using CmdletAssembly assembly = CmdletAssembly.Open(args[0]);
        IReadOnlyList<CmdletHelp> cmdlets = assembly.ReadCmdlets();

        IReadOnlyList<string> gaps = HelpCompleteness.GapsIn(cmdlets);
        foreach (string gap in gaps)
            Console.Error.WriteLine($"{Path.GetFileName(args[0])} : error HELP001: {gap}"); // MSBuild's form of an error
        if (gaps.Count > 0)
            return 1;

        MamlFile.Write(cmdlets, args[1]);
        Console.WriteLine($"{Path.GetFileName(args[1])}: {cmdlets.Count} cmdlets");
        return 0;
    }
}
