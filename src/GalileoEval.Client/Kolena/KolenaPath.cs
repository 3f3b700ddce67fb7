using System.Globalization;
using System.Text;
using GalileoEval.Errors;

namespace GalileoEval.Kolena;

/// <summary>A path with its query. Rejects invalid IDs and pages before anything is sent.</summary>
internal sealed class KolenaPath
{
    private readonly StringBuilder _path = new("api/v1/client/agents");
    private char _separator = '?';

    /// <summary>Adds an id, as a segment of the path.</summary>
    public KolenaPath Id(string name, long id) => Segment(Checked(name, id));

    /// <summary>Adds a segment to the path.</summary>
    public KolenaPath Segment(string word)
    {
        _path.Append('/').Append(word);
        return this;
    }

    /// <summary>Asks for a page.</summary>
    public KolenaPath Page(int number, int size)
    {
        if (number < 0)
            throw Invalid($"the page number must be 0 or more, not {number}.");
        if (size is < 1 or > KolenaClient.LargestPageSize)
            throw Invalid($"the page size must be 1 to {KolenaClient.LargestPageSize}, not {size}.");
        return Add("page_number", number.ToString(CultureInfo.InvariantCulture))
            .Add("page_size", size.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Adds ids, by repeating the name; null adds nothing.</summary>
    public KolenaPath Ids(string name, IReadOnlyList<long>? ids)
    {
        foreach (long id in ids ?? [])
            Add(name, Checked(name, id));
        return this;
    }

    /// <summary>Adds texts, by repeating the name; null adds nothing.</summary>
    public KolenaPath Texts(string name, IReadOnlyList<string>? texts)
    {
        foreach (string text in texts ?? [])
            Text(name, text ?? "");
        return this;
    }

    /// <summary>Adds a text; null adds nothing.</summary>
    public KolenaPath Text(string name, string? text)
    {
        if (text is null)
            return this;
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            throw Invalid($"{name} is empty or contains a control character.");

        try
        {
            return Add(name, Uri.EscapeDataString(text));
        }
        catch (UriFormatException e)
        {
            // An unpaired surrogate: only .NET Framework rejects it here.
            throw Invalid($"{name} cannot be sent: {e.Message}");
        }
    }

    /// <summary>Adds a time in UTC with an explicit Z; null adds nothing.</summary>
    public KolenaPath Time(string name, DateTime? time)
    {
        if (time is not { } given)
            return this;

        DateTime utc = given.Kind == DateTimeKind.Local ? given.ToUniversalTime() : given;
        return Add(name, Uri.EscapeDataString(utc.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)));
    }

    /// <summary>Creates the error for an invalid argument.</summary>
    public static EvalException Invalid(string reason) =>
        new(EvalErrorCondition.InvalidArgument, $"Kolena: {reason}")
        {
            Service = EvalService.Kolena,
            RecommendedAction = "Correct the value that the message names, and run the command again.",
        };

    /// <summary>Path and query, escaped.</summary>
    public override string ToString() => _path.ToString();

    private static string Checked(string name, long id) => id >= 1
        ? id.ToString(CultureInfo.InvariantCulture)
        : throw Invalid($"the {name.Replace('_', ' ')} must be 1 or more, not {id}.");

    private KolenaPath Add(string name, string escaped)
    {
        _path.Append(_separator).Append(name).Append('=').Append(escaped);
        _separator = '&';
        return this;
    }
}
