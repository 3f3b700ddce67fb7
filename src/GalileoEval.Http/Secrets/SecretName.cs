namespace GalileoEval.Http.Secrets;

/// <summary>Detects headers and query parameters whose values may be secrets, by name.</summary>
internal static class SecretName
{
    private static readonly string[] Signs =
        ["auth", "key", "token", "secret", "password", "passwd", "cookie", "session", "credential", "signature", "sig"];

    public static bool IsSensitive(string name) =>
        Signs.Any(sign => name.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
