namespace GalileoEval.Http.Tests.Support;

internal sealed record SentRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? this[string header] => Headers.TryGetValue(header, out string? value) ? value : null;
}
