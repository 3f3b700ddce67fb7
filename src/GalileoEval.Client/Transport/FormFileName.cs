using System.Globalization;
using System.Text;

namespace GalileoEval.Transport;

/// <summary>Writes a file name into the header of a form's part, so that no name can end the header or start
/// another.</summary>
internal static class FormFileName
{
    /// <summary>The parameters that name the file: <c>filename</c>, and <c>filename*</c> (RFC 5987) where the name is not
    /// plain ASCII.</summary>
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
                // The parameter that every server reads cannot represent the name; the extended one can.
                isPlain = false;
                plain.Append('_');
            }
            else if (c < ' ' || c is '"' or '\\')
            {
                // As browsers write them.
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
