using System.Management.Automation;
using System.Reflection;

namespace GalileoEval.Formatting;

/// <summary>
/// PowerShell's colours (<c>$PSStyle</c>), which Windows PowerShell does not have. The module is compiled against the
/// common API, so they are accessed by reflection.
/// </summary>
internal static class HostStyle
{
    private static readonly PropertyInfo? _instance = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.PSStyle")
        ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static);

    /// <summary>Whether the host supports Unicode.</summary>
    internal static bool HasUnicode
    {
        get
        {
            try
            {
                // UTF-8, UTF-16 and UTF-32.
                return Console.OutputEncoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001;
            }
            catch (IOException)
            {
                // A host without a console, such as an editor, renders the characters itself.
                return true;
            }
        }
    }

    /// <summary>A text in a colour.</summary>
    /// <param name="text">The text.</param>
    /// <param name="color">The name of the colour in <c>$PSStyle.Foreground</c>.</param>
    /// <returns>The text itself if the host has no colours or the user disabled them.</returns>
    internal static string Colored(string text, string color)
    {
        object? style = _instance?.GetValue(null);
        bool wanted = Read(style, "OutputRendering")?.ToString() switch
        {
            "Ansi" => true,
            // On Unix, PowerShell does not remove colours if another program redirects the output.
            "Host" => !Console.IsOutputRedirected,
            _ => false,
        };
        return wanted && !NoColor && Read(Read(style, "Foreground"), color) is string sequence
            ? sequence + text + Read(style, "Reset")
            : text;
    }

    // See no-color.org. PowerShell reads it once, when it starts; a script may set it later.
    private static bool NoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static object? Read(object? target, string property) =>
        target?.GetType().GetProperty(property)?.GetValue(target);
}
