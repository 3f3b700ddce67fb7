using System.Globalization;

namespace GalileoEval.Json;

/// <summary>Dates as services write them.</summary>
internal static class UtcText
{
    /// <summary>Reads a date: with an offset it is converted to UTC, without one it is UTC already.</summary>
    /// <param name="text">The text; null if there is none.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether it is a date that UTC has, too.</returns>
    public static bool TryParse(string? text, out DateTime date)
    {
        // DateTime itself makes the next day of what is before the first one.
        bool isDate = DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset offset);
        date = offset.UtcDateTime;
        return isDate;
    }
}
