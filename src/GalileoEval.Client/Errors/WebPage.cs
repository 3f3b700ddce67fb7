using System.Text.RegularExpressions;
using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>Recognizes an HTML page in place of the JSON of a service: a wrong address, a login page, a captive portal
/// or a proxy.</summary>
internal static class WebPage
{
    /// <summary>The action that is recommended to the user.</summary>
    public const string Action =
        "Check -BaseUri. If it is right, a login page, a captive portal or a proxy may respond in place of the service: open the "
        + "address in a browser, log in there, or set -Proxy, and run the command again.";

    private const int LongestTitle = 100;

    private static readonly string[] s_beginnings = ["<!doctype html", "<html", "<head", "<body", "<title"];

    /// <summary>Whether a body is an HTML page.</summary>
    /// <param name="mediaType">The media type of the response; null if it is not known.</param>
    /// <param name="body">The body, or its beginning.</param>
    /// <returns>True if the body starts like an HTML page, or if the media type is HTML.</returns>
    public static bool Is(string? mediaType, string? body)
    {
        if (mediaType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0)
            return true;

        ReadOnlySpan<char> text = (body ?? "").AsSpan().TrimStart();
        foreach (string beginning in s_beginnings)
        {
            if (text.StartsWith(beginning.AsSpan(), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Returns the title of the page.</summary>
    /// <param name="body">The body, or its beginning, without the secrets of the connection.</param>
    /// <returns>The title in quotation marks and parentheses, with a space before it; empty without one.</returns>
    public static string Title(string body)
    {
        Match title = Regex.Match(
            body, "<title[^>]{0,200}>([^<]{1,1000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        string text = EvalText.OneLine(title.Groups[1].Value, LongestTitle);
        return text.Length > 0 ? $" ('{text}')" : "";
    }
}
