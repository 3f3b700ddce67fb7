using GalileoEval.Build.Help;

namespace GalileoEval.Build.Reading;

/// <summary>Groups parameters by parameter set.</summary>
public static class ParameterSets
{
    /// <summary>Lists the parameter sets.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="defaultSet">The name of the default set, if the cmdlet has one.</param>
    /// <returns>The sets, the default one first; one unnamed set if the cmdlet has none.</returns>
    public static IReadOnlyList<ParameterSetHelp> Of(IReadOnlyList<ParameterHelp> parameters, string? defaultSet)
    {
        List<string> names =
        [
            .. parameters.SelectMany(parameter => parameter.Bindings)
                .Select(binding => binding.Set)
                .Where(set => set != ParameterBinding.AllSets)
                .Distinct()
                .OrderByDescending(set => set == defaultSet),
        ];
        if (names.Count == 0)
            names.Add(ParameterBinding.AllSets);
        return [.. names.Select(name => new ParameterSetHelp(name, name == defaultSet, [.. In(name, parameters)]))];
    }

    private static IEnumerable<(ParameterHelp Parameter, ParameterBinding Binding)> In(
        string set, IReadOnlyList<ParameterHelp> parameters) =>
        parameters
            .Select(parameter => (Parameter: parameter, Binding: BindingIn(set, parameter)))
            .Where(pair => pair.Binding is not null)
            .Select(pair => (pair.Parameter, Binding: pair.Binding!))
            .OrderBy(pair => pair.Binding.Position ?? int.MaxValue)
            .ThenByDescending(pair => pair.Binding.Mandatory)
            .ThenBy(pair => pair.Parameter.Name, StringComparer.Ordinal);

    private static ParameterBinding? BindingIn(string set, ParameterHelp parameter) =>
        parameter.Bindings.FirstOrDefault(binding => binding.Set == set)
            ?? parameter.Bindings.FirstOrDefault(binding => binding.Set == ParameterBinding.AllSets);
}
