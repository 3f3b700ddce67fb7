using System.Globalization;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A path with its query. Rejects invalid IDs and names before anything is sent.</summary>
internal sealed class ScaleQuery
{
    // Escaped, a character can be nine, and an address with more than 65,519 is none.
    private const int LongestToken = 6000;

    private readonly StringBuilder _path;
    private readonly string _operation;
    private char _separator = '?';

    /// <summary>Starts with a path.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="path">The path, already escaped.</param>
    public ScaleQuery(string operation, string path)
    {
        _operation = operation;
        _path = new StringBuilder(path);
    }

    /// <summary>Adds an id; null adds nothing.</summary>
    public ScaleQuery AddId(string name, string? id)
    {
        if (id is not null && (id.Length == 0 || id.Contains("..") || id.Any(IsForeignToIds)))
        {
            throw Invalid(
                $"'{EvalText.OneLine(id, 100)}' is not a valid {name} of Scale: it is empty, or contains a character that is not allowed in an ID.");
        }

        return Add(name, id);
    }

    /// <summary>Adds a name or another text; null adds nothing.</summary>
    public ScaleQuery AddText(string name, string? text)
    {
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)))
            throw Invalid($"{name} is empty or contains a control character.");
        return Add(name, text);
    }

    /// <summary>Adds the service's own mark of the next page, whatever it is made of; null adds nothing.</summary>
    /// <exception cref="EvalException"><see cref="EvalErrorCondition.InvalidResponse"/>: no address could carry it.</exception>
    public ScaleQuery AddToken(string name, string? token)
    {
        if (token?.Length == 0)
            throw Invalid($"{name} is empty.");
        if (token?.Length > LongestToken)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidResponse,
                $"{EvalService.Scale}: {_operation} was not sent: the {name} of the page before has {token.Length} characters.")
            {
                Service = EvalService.Scale,
                Operation = _operation,
                RecommendedAction = "Check -BaseUri, and check for a newer version of this module.",
            };
        }

        return Add(name, token);
    }

    /// <summary>Adds a list by repeating the name, as the service wants it; null adds nothing.</summary>
    public ScaleQuery AddList(string name, IReadOnlyList<string>? texts)
    {
        foreach (string text in texts ?? [])
            AddText(name, text ?? "");
        return this;
    }

    /// <summary>Adds the limits of a time as <c>…_after</c> and <c>…_before</c>, in UTC with an explicit Z; null adds
    /// nothing.</summary>
    public ScaleQuery AddTimes(string name, DateTime? after, DateTime? before)
    {
        if (Utc(after) > Utc(before))
            throw Invalid($"{name}_after is later than {name}_before.");
        return AddTime(name + "_after", after).AddTime(name + "_before", before);
    }

    /// <summary>Adds a number.</summary>
    public ScaleQuery AddNumber(string name, int number) => Add(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Creates the error for an invalid argument.</summary>
    public EvalException Invalid(string reason) =>
        new(EvalErrorCondition.InvalidArgument, $"{EvalService.Scale}: {_operation} was not sent: {reason}")
        {
            Service = EvalService.Scale,
            Operation = _operation,
            RecommendedAction = "Correct the value that the message names, and run the command again.",
        };

    /// <summary>Path and query, escaped.</summary>
    public override string ToString() => _path.ToString();

    // UTC is assumed when no time zone is given.
    private static DateTime? Utc(DateTime? time) => time is { Kind: DateTimeKind.Local } local ? local.ToUniversalTime() : time;

    private static bool IsForeignToIds(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\\' or '?' or '#' or '%';

    private ScaleQuery AddTime(string name, DateTime? time) =>
        Add(name, Utc(time)?.ToString("yyyy-MM-ddTHH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture));

    private ScaleQuery Add(string name, string? text)
    {
        if (text is null)
            return this;

        try
        {
            _path.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }
        catch (UriFormatException e)
        {
            // An unpaired surrogate, or a text that is too long for an address: only .NET Framework rejects it here.
            throw Invalid($"{name} cannot be sent: {e.Message}");
        }

        _separator = '&';
        return this;
    }
}
