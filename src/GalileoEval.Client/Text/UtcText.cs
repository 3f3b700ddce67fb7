using System.Globalization;

namespace GalileoEval.Text;

/// <summary>Reads and writes times in the services' format.</summary>
public static class UtcText
{
    /// <summary>Converts a time to UTC. UTC is assumed when no time zone is given.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The time, with <see cref="DateTimeKind.Utc"/>.</returns>
    public static DateTime ToUtc(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    /// <summary>Writes a time: UTC with an explicit Z, to the microsecond.</summary>
    /// <param name="time">The time; UTC is assumed when no time zone is given.</param>
    /// <returns>The text, such as <c>2026-03-01T12:00:00Z</c>.</returns>
    public static string Of(DateTime time) =>
        ToUtc(time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a date: with an offset it is converted to UTC, without one it is UTC already.</summary>
    /// <param name="text">The text; null if there is none.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether it is a date within the range of UTC.</returns>
    public static bool TryParse(string? text, out DateTime date)
    {
        // DateTime wraps a time before its minimum.
        bool isDate = DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset offset);
        date = offset.UtcDateTime;
        return isDate;
    }
}
