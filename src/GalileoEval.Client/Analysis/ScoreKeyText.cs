using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GalileoEval.Analysis;

/// <summary>The text of multi-part keys.</summary>
public static class ScoreKeyText
{
    private const string Separator = "\u001f";

    /// <summary>Joins the parts of a key.</summary>
    /// <param name="parts">The parts; empty ones are kept.</param>
    /// <returns>A text that is unique to these parts.</returns>
    public static string Join(IEnumerable<string> parts) =>
        string.Join(Separator, (parts ?? []).Select(part => part.Replace(Separator, " ")));

    /// <summary>Splits a key.</summary>
    /// <param name="key">The result of <see cref="Join"/>.</param>
    /// <returns>The parts.</returns>
    public static string[] Split(string key)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        return key.Split(Separator[0]);
    }

    /// <summary>Formats a key for display.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The non-empty parts, separated by <c>", "</c>.</returns>
    public static string Display(string key)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        return key.Contains(Separator) ? string.Join(", ", key.Split(Separator[0]).Where(part => part.Length > 0)) : key;
    }

    /// <summary>Returns the hash that replaces a key with text of a record.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The SHA-256 of its UTF-8 bytes, such as <c>sha256:9f86d081...</c>, with 64 lower-case hexadecimal
    /// digits.</returns>
    public static string Hash(string key)
    {
        byte[] content = Encoding.UTF8.GetBytes(key ?? throw new ArgumentNullException(nameof(key)));
#if NET
        byte[] hash = SHA256.HashData(content);
#else
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(content);
#endif
        StringBuilder text = new("sha256:", 71);
        foreach (byte part in hash)
            text.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
