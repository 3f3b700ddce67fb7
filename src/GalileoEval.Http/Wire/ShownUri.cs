using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Wire;

/// <summary>Formats an address for a trace: masks the values of query parameters that may be secrets.</summary>
internal static class ShownUri
{
    public static string Of(Uri address)
    {
        string place = address.GetLeftPart(UriPartial.Path);
        return address.Query.Length > 1
            ? place + "?" + string.Join("&", address.Query.Substring(1).Split('&').Select(Parameter))
            : place;
    }

    private static string Parameter(string parameter)
    {
        string name = parameter.Split('=')[0];
        return name.Length < parameter.Length && SecretName.IsSensitive(Uri.UnescapeDataString(name)) ? name + "=***" : parameter;
    }
}
