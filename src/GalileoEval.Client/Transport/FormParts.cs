using System.Globalization;
using System.Text;

namespace GalileoEval.Transport;

/// <summary>Encodes a file name for the header of a form part, so that no name can end the header or inject
/// another.</summary>
internal static class FormFileName
{
    /// <summary>The parameters for the file name: <c>filename</c>, and <c>filename*</c> (RFC 5987) if the name is not
    /// ASCII.</summary>
    /// <param name="name">The name of the file, without its directory; any characters.</param>
    /// <returns>The parameters, ASCII only.</returns>
    public static string Parameters(string name)
    {
        StringBuilder plain = new();
        bool isPlain = true;
        foreach (char c in name)
        {
            if (c > '\x7E')
            {
                // The plain parameter, for older servers, cannot represent the name; the extended one can.
                isPlain = false;
                plain.Append('_');
            }
            else if (c < ' ' || c is '"' or '\\')
            {
                // As browsers do.
                plain.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                plain.Append(c);
            }
        }

        return isPlain
            ? $"filename=\"{plain}\""
            : $"filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(WellFormed(name))}";
    }

    // An unpaired surrogate cannot be encoded as UTF-8.
    private static string WellFormed(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}

/// <summary>The text fields of a form.</summary>
internal static class FormText
{
    /// <summary>Adds a field, if it has a value.</summary>
    /// <param name="form">The form.</param>
    /// <param name="name">The name of the field, plain ASCII.</param>
    /// <param name="value">The value; null for none.</param>
    public static void AddText(this MultipartFormDataContent form, string name, string? value)
    {
        if (value is null)
            return;

        // No content type, as in a browser's form.
        ByteArrayContent part = new(Encoding.UTF8.GetBytes(value));
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
        form.Add(part);
    }
}
