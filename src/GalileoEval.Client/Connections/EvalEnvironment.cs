using System.Security;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Connections;

/// <summary>Connections as the environment variables describe them: the names that the services' own clients read.</summary>
public sealed class EvalEnvironment
{
    private readonly Func<string, string?> _read;

    /// <summary>Reads variables.</summary>
    /// <param name="read">Returns the value of a variable; null to read the variables of this process.</param>
    public EvalEnvironment(Func<string, string?>? read = null)
    {
        _read = read ?? Environment.GetEnvironmentVariable;
    }

    /// <summary>Names the variables that hold the secrets of a service, for a message.</summary>
    /// <param name="service">The service.</param>
    /// <returns>Such as <c>GALILEO_API_KEY, or GALILEO_USERNAME and GALILEO_PASSWORD</c>.</returns>
    public static string VariablesOf(EvalService service) => service switch
    {
        EvalService.Galileo => "GALILEO_API_KEY, or GALILEO_USERNAME and GALILEO_PASSWORD",
        EvalService.Kolena => "KOLENA_API_KEY (or RESTRUCTURED_API_KEY)",
        _ => "SCALE_API_KEY",
    };

    /// <summary>The project that Galileo's clients work in by default (<c>GALILEO_PROJECT_ID</c>); null when not set.</summary>
    public string? GalileoProjectId => Value("GALILEO_PROJECT_ID");

    /// <summary>The same project by its name (<c>GALILEO_PROJECT</c>); null when not set.</summary>
    public string? GalileoProject => Value("GALILEO_PROJECT");

    /// <summary>The address of a service: <c>GALILEO_API_URL</c>, else the one that <c>GALILEO_CONSOLE_URL</c> leads to;
    /// <c>KOLENA_API_URL</c>, else <c>RESTRUCTURED_API_URL</c>; else the public one.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: a variable does not contain an address.</exception>
    public Uri BaseUriFor(EvalService service) => service switch
    {
        EvalService.Galileo when Address("GALILEO_API_URL") is { } api => EvalAddress.Normalize(service, api),
        EvalService.Galileo when Address("GALILEO_CONSOLE_URL") is { } console => EvalAddress.FromGalileoConsole(console),
        EvalService.Kolena when (Address("KOLENA_API_URL") ?? Address("RESTRUCTURED_API_URL")) is { } api =>
            EvalAddress.Normalize(service, api),
        _ => EvalAddress.DefaultFor(service),
    };

    /// <summary>The headers that a gateway in front of Galileo asks for (<c>GALILEO_EXTRA_HEADERS</c>, a JSON object).</summary>
    /// <param name="service">The service; only Galileo has any.</param>
    /// <returns>The headers; empty for none.</returns>
    /// <exception cref="EvalException">InvalidArgument: the variable does not contain a JSON object.</exception>
    public IReadOnlyDictionary<string, string> HeadersFor(EvalService service)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (service != EvalService.Galileo || Value("GALILEO_EXTRA_HEADERS") is not { } json)
            return headers;

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty header in document.RootElement.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
            return headers;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The cause would quote the text, and the text may be a secret.
            throw new EvalException(
                EvalErrorCondition.InvalidArgument,
                """Galileo: the variable GALILEO_EXTRA_HEADERS must contain a JSON object, such as {"X-Gateway": "value"}.""")
            {
                Service = service,
                RecommendedAction = "Correct or clear GALILEO_EXTRA_HEADERS.",
            };
        }
    }

    /// <summary>The login of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="authentication">The way to log in; null for the first one that the variables allow.</param>
    /// <returns>The login; null if the variables contain none.</returns>
    /// <exception cref="EvalException">InvalidArgument: the service does not offer this way to log in.</exception>
    public EvalCredential? CredentialFor(EvalService service, EvalAuthentication? authentication = null)
    {
        bool keyFits = authentication is null || EvalCredential.UsesKey(service, authentication.Value);
        if (keyFits && KeyOf(service) is { } key)
            return EvalCredential.FromKey(service, Secret(key), authentication);

        bool userFits = service == EvalService.Galileo && (authentication is null || !keyFits);
        return userFits && Value("GALILEO_USERNAME") is { } user && Value("GALILEO_PASSWORD") is { } password
            ? EvalCredential.FromUser(service, user, Secret(password), authentication)
            : null;
    }

    /// <summary>Everything that a connection to a service needs.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The options; null if the variables contain no login.</returns>
    /// <exception cref="EvalException">InvalidArgument: a variable has an invalid value.</exception>
    public EvalConnectionOptions? OptionsFor(EvalService service) =>
        CredentialFor(service) is { } credential
            ? new EvalConnectionOptions
            {
                Service = service,
                BaseUri = BaseUriFor(service),
                Authentication = credential.Authentication,
                ApiKey = credential.ApiKey,
                UserName = credential.UserName,
                Password = credential.Password,
                Headers = HeadersFor(service),
            }
            : null;

    /// <summary>Tells one set of values from another, so that a connection can be kept for as long as they stay. Holds the
    /// secrets: not for display.</summary>
    /// <param name="service">The service.</param>
    /// <returns>All values that <see cref="OptionsFor"/> reads.</returns>
    public string FingerprintOf(EvalService service)
    {
        string[] names = service switch
        {
            EvalService.Galileo =>
            [
                "GALILEO_API_KEY", "GALILEO_USERNAME", "GALILEO_PASSWORD", "GALILEO_API_URL", "GALILEO_CONSOLE_URL",
                "GALILEO_EXTRA_HEADERS",
            ],
            EvalService.Kolena => ["KOLENA_API_KEY", "RESTRUCTURED_API_KEY", "KOLENA_API_URL", "RESTRUCTURED_API_URL"],
            _ => ["SCALE_API_KEY"],
        };
        return $"{service}\0{string.Join("\0", names.Select(Value))}";
    }

    private string? KeyOf(EvalService service) => service switch
    {
        EvalService.Galileo => Value("GALILEO_API_KEY"),
        EvalService.Kolena => Value("KOLENA_API_KEY") ?? Value("RESTRUCTURED_API_KEY"),
        _ => Value("SCALE_API_KEY"),
    };

    // A secret out of a file or a pipeline variable often ends with a line break.
    private string? Value(string name) => _read(name)?.Trim() is { Length: > 0 } value ? value : null;

    private Uri? Address(string name)
    {
        if (Value(name) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
            return address;
        throw new EvalException(
            EvalErrorCondition.InvalidArgument, $"The variable {name} must contain an address that begins with https:// (or http://).")
        {
            RecommendedAction = $"Correct or clear {name}.",
        };
    }

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }
}
