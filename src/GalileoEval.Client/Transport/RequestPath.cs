using System.Globalization;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Transport;

/// <summary>Builds the path and the query of a request, escaped. Rejects invalid IDs, names, pages and times before
/// anything is sent. Null adds nothing to a query.</summary>
/// <param name="service">The service, for messages.</param>
/// <param name="operation">The name of the operation, for messages.</param>
/// <param name="path">The beginning of the path, already escaped, without a slash at either end.</param>
internal sealed class RequestPath(EvalService service, string operation, string path)
{
    // Escaping expands a character to up to nine, and Uri rejects more than 65,519 characters.
    private const int LongestToken = 6000;

    private readonly StringBuilder _path = new(path);
    private char _separator = '?';

    /// <summary>Adds a fixed segment to the path.</summary>
    public RequestPath Segment(string word)
    {
        _path.Append('/').Append(word);
        return this;
    }

    /// <summary>Adds a numeric ID, from 1, as a segment of the path.</summary>
    public RequestPath IdSegment(string name, long id) => Segment(Checked(name, id));

    /// <summary>Adds a UUID as a segment of the path.</summary>
    public RequestPath UuidSegment(string name, string? id) =>
        Segment(Uuid(id) ?? throw Invalid(NotUuid(id, name)));

    /// <summary>Adds an ID that the service defines as text.</summary>
    public RequestPath Id(string name, string? id)
    {
        if (id is not null && (id.Length == 0 || id.Contains("..") || id.Any(IsForeignToIds)))
        {
            throw Invalid(
                $"'{EvalText.OneLine(id, 100)}' is not a valid {name} of {service}: it is empty, or contains a character that is not allowed in an ID.");
        }

        return Add(name, id);
    }

    /// <summary>Adds numeric IDs, from 1, by repeating the name.</summary>
    public RequestPath Ids(string name, IReadOnlyList<long>? ids)
    {
        foreach (long id in ids ?? [])
            Add(name, Checked(name, id));
        return this;
    }

    /// <summary>Adds a name or another text.</summary>
    public RequestPath Text(string name, string? text)
    {
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)))
            throw Invalid($"{name} is empty or contains a control character.");
        return Add(name, text);
    }

    /// <summary>Adds texts by repeating the name.</summary>
    public RequestPath Texts(string name, IReadOnlyList<string>? texts)
    {
        foreach (string text in texts ?? [])
            Text(name, text ?? "");
        return this;
    }

    /// <summary>Adds a number.</summary>
    public RequestPath Number(string name, long? number) => Add(name, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number after checking its range.</summary>
    public RequestPath Number(string name, int number, int smallest, int largest) =>
        number >= smallest && number <= largest
            ? Number(name, number)
            : throw Invalid(
                largest == int.MaxValue
                    ? $"the {Words(name)} must be {smallest} or more, not {number}."
                    : $"the {Words(name)} must be {smallest} to {largest}, not {number}.");

    /// <summary>Adds a time, in UTC with an explicit Z. UTC is assumed when no time zone is given.</summary>
    public RequestPath Time(string name, DateTime? time) => Add(name, time is { } given ? UtcText.Of(given) : null);

    /// <summary>Adds the limits of a time as <c>..._after</c> and <c>..._before</c>.</summary>
    public RequestPath Times(string name, DateTime? after, DateTime? before)
    {
        if (after is { } low && before is { } high && UtcText.ToUtc(low) > UtcText.ToUtc(high))
            throw Invalid($"{name}_after is later than {name}_before.");
        return Time(name + "_after", after).Time(name + "_before", before);
    }

    /// <summary>Adds the next-page token of the service, with any content.</summary>
    /// <exception cref="EvalException"><see cref="EvalErrorCondition.InvalidResponse"/>: it is too long for a
    /// URL.</exception>
    public RequestPath Token(string name, string? token)
    {
        if (token?.Length == 0)
            throw Invalid($"{name} is empty.");
        if (token?.Length > LongestToken)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidResponse,
                $"{service}: {operation} was not sent: the {name} of the previous page has {token.Length} characters.")
            {
                Service = service,
                Operation = operation,
                RecommendedAction = "Check -BaseUri, and check for a newer version of this module.",
            };
        }

        return Add(name, token);
    }

    /// <summary>Creates the error for an invalid argument.</summary>
    public EvalException Invalid(string reason) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: {operation} was not sent: {reason}")
        {
            Service = service,
            Operation = operation,
            RecommendedAction = "Correct the value that the message names, and run the command again.",
        };

    /// <summary>Path and query, escaped.</summary>
    public override string ToString() => _path.ToString();

    /// <summary>Normalizes a UUID: lower case, with hyphens, without braces; null for other text.</summary>
    public static string? Uuid(string? text) => Guid.TryParse(text, out Guid id) ? id.ToString("D") : null;

    /// <summary>The error message for text that is not a UUID.</summary>
    public static string NotUuid(string? text, string name) =>
        $"'{EvalText.OneLine(text, 100)}' is not a valid {name}: a UUID is expected, such as 0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02.";

    private static bool IsForeignToIds(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\\' or '?' or '#' or '%';

    private static string Words(string name) => name.Replace('_', ' ');

    private string Checked(string name, long id) => id >= 1
        ? id.ToString(CultureInfo.InvariantCulture)
        : throw Invalid($"the {Words(name)} must be 1 or more, not {id}.");

    private RequestPath Add(string name, string? text)
    {
        if (text is null)
            return this;

        try
        {
            _path.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }
        catch (UriFormatException e)
        {
            // A lone surrogate, or text that is too long for a URL: only .NET Framework rejects it here.
            throw Invalid($"{name} cannot be sent: {e.Message}");
        }

        _separator = '&';
        return this;
    }
}
