using System.Collections;
using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Converts input to work that can be waited for: typed objects, and anything with the IDs of work, such as
/// rows of a CSV file, JSON, CLIXML and the output of jobs.</summary>
/// <param name="service">The service of input without a Service; null to infer it from the IDs.</param>
internal sealed class EvalTaskReader(EvalService? service)
{
    /// <summary>Converts one input.</summary>
    /// <param name="input">A typed object, an object or hashtable with IDs, or an ID.</param>
    /// <returns>The typed object, or a reference with the IDs only.</returns>
    /// <exception cref="EvalException">InvalidArgument: the input does not identify any work.</exception>
    public IEvalTask Read(object? input) => InputValue.Unwrap(input) switch
    {
        null => throw Invalid("There is nothing to wait for: the input is null."),
        IEvalTask task => task,
        string id => FromId(id.Trim()),
        Guid id => FromId(id.ToString()),
        byte or sbyte or short or ushort or int or uint or long or ulong => FromId(Convert.ToString(input, CultureInfo.InvariantCulture)!),
        ValueType value => throw Invalid(
            $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}' is not a valid ID: it is a {value.GetType().Name}."),
        IList items => throw Invalid($"{InputProperty.Composite(items)} is not a valid task: specify each item separately."),
        _ => FromIds(new Ids(name => InputProperty.Text(input, name)), InputProperty.Service(input) ?? service),
    };

    /// <summary>Converts parameters.</summary>
    /// <param name="valueOf">The value of a parameter, by its name; null if it was not used.</param>
    /// <returns>A reference with the IDs only.</returns>
    /// <exception cref="EvalException">InvalidArgument: the parameters do not identify any work.</exception>
    public IEvalTask ReadParameters(Func<string, object?> valueOf) => FromIds(
        new Ids(name => Convert.ToString(valueOf(name), CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null),
        service);

    private IEvalTask FromId(string id) => service is not { } known
        ? throw Invalid($"'{id}' is an ID without a service.", "Add -Service Galileo or -Service Scale, or use an object.")
        : EvalTaskKinds.Known.FromId(id, known) ?? throw Invalid(
            $"'{id}' alone does not identify work of {known}: AgentId is missing and, for a validation, GroundTruthId.",
            "Use -AgentId, -GroundTruthId and -ValidationId, or -AgentId and -RunId, or objects with these properties.");

    private static IEvalTask FromIds(Ids ids, EvalService? service)
    {
        EvalTaskKind kind = EvalTaskKinds.Known.Find(ids, service) ?? throw Invalid(NoIds(service));
        string[] missing = [.. kind.IdProperties.Where(name => ids.Text(name) is null)];
        return missing.Length == 0
            ? kind.Read(ids)
            : throw Invalid($"The object for {kind.Service} has no {string.Join(" and no ", missing)}.");
    }

    private static string NoIds(EvalService? service)
    {
        IReadOnlyList<string> names = EvalTaskKinds.Known.IdProperties(service);
        return service is null
            ? $"The object has none of the IDs {string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}."
            : $"The object for {service} has no {string.Join(", and no ", names)}.";
    }

    private static EvalException Invalid(string message, string? action = null) =>
        InputError.Of(message, action ?? "Use the output of a cmdlet of this module, or rows with the same IDs. "
            + "A CSV file of mixed work lacks columns: use Export-Clixml.");

    private sealed class Ids(Func<string, string?> textOf) : IEvalTaskIds
    {
        public string? Text(string name) => textOf(name);

        public long Number(string name) =>
            long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw Invalid($"'{EvalText.OneLine(Text(name), 100)}' is not a valid {name}: it must be a whole number.");
    }
}
