namespace GalileoEval.Build.Help;

/// <summary>What a cmdlet's help must not lack: it is said at build time, not found out by a user.</summary>
public static class HelpCompleteness
{
    /// <summary>Lists what is missing.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <returns>One sentence per gap, each naming the cmdlet; empty when the help is whole.</returns>
    public static IReadOnlyList<string> GapsIn(IReadOnlyList<CmdletHelp> cmdlets) =>
        cmdlets.Count == 0 ? ["The assembly has no cmdlets."] : [.. cmdlets.SelectMany(GapsIn)];

    private static IEnumerable<string> GapsIn(CmdletHelp cmdlet)
    {
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
