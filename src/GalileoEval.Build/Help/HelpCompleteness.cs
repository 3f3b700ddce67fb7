namespace GalileoEval.Build.Help;

/// <summary>Checks at build time that the help of every cmdlet is complete.</summary>
public static class HelpCompleteness
{
    /// <summary>Lists what is missing.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <returns>One sentence per gap, with the name of the cmdlet; empty if the help is complete.</returns>
    public static IReadOnlyList<string> GapsIn(IReadOnlyList<CmdletHelp> cmdlets) =>
        cmdlets.Count == 0 ? ["The assembly has no cmdlets."] : [.. cmdlets.SelectMany(GapsIn)];

    private static IEnumerable<string> GapsIn(CmdletHelp cmdlet)
    {
        if (cmdlet.Area.Length == 0)
        {
            yield return $"{cmdlet.Name} has no area: write {cmdlet.ClassName} in a file {cmdlet.ClassName}.cs, in a folder "
                + "of src/GalileoEval/Commands.";
        }

        if (cmdlet.Synopsis.Length == 0)
            yield return $"{cmdlet.Name} has no synopsis: write <summary> on {cmdlet.TypeName}.";
        if (cmdlet.Description.Count == 0)
            yield return $"{cmdlet.Name} has no description: write <remarks> on {cmdlet.TypeName}.";
        if (cmdlet.Examples.Count == 0)
            yield return $"{cmdlet.Name} has no example: write <example> on {cmdlet.TypeName}.";

        foreach (ExampleHelp example in cmdlet.Examples)
        {
            if (example.Title.Length == 0)
                yield return $"{cmdlet.Name} has an example without a title: begin <example> with <para>.";
            if (example.Code.Length == 0)
                yield return $"{cmdlet.Name} has an example without <code>.";
        }

        foreach (ParameterHelp parameter in cmdlet.Parameters.Where(parameter => parameter.Description.Count == 0))
            yield return $"{cmdlet.Name} -{parameter.Name} has no text: write <summary> on the property.";
    }
}
