#if !NET
using GalileoEval.Http.Wire;
#endif

namespace GalileoEval.Http.Secrets;

/// <summary>Tells by the name of a header or of a query parameter whether its value may be a secret.</summary>
internal static class SecretName
{
    private static readonly string[] Signs =
        ["auth", "key", "token", "secret", "password", "passwd", "cookie", "session", "credential", "signature", "sig"];

    public static bool Looks(string name) =>
        Signs.Any(sign => name.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
