using System.Security;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Credentials;

/// <summary>Reads connections from the environment variables of the services' own clients.</summary>
public sealed class EvalEnvironment
{
    private readonly Func<string, string?> _read;
    private readonly GalileoVariables _galileo;

    /// <summary>Reads variables.</summary>
    /// <param name="read">Returns the value of a variable; null to read the variables of this process.</param>
    public EvalEnvironment(Func<string, string?>? read = null)
    {
        _read = read ?? Environment.GetEnvironmentVariable;
        _galileo = new GalileoVariables(Value, Address);
    }

    /// <summary>The names of the variables with the secrets of a service, for a message.</summary>
    /// <param name="service">The service.</param>
    /// <returns>Such as <c>GALILEO_API_KEY, or GALILEO_USERNAME and GALILEO_PASSWORD</c>.</returns>
    public static string VariablesOf(EvalService service) => service switch
    {
        EvalService.Galileo => "GALILEO_API_KEY, or GALILEO_USERNAME and GALILEO_PASSWORD (for Splunk Agent Observability: SPLUNK_AO_REALM "
            + "and SPLUNK_AO_O11Y_API_TOKEN, or SPLUNK_AO_CONSOLE_URL and SPLUNK_AO_API_KEY)",
        EvalService.Kolena => "KOLENA_API_KEY (or RESTRUCTURED_API_KEY)",
        _ => "SCALE_API_KEY",
    };

    /// <summary>The ID of the project that Galileo's clients work in by default (<c>SPLUNK_AO_PROJECT_ID</c>, else
    /// <c>GALILEO_PROJECT_ID</c>); null if not set.</summary>
    public string? GalileoProjectId => _galileo.ProjectId;

    /// <summary>The name of the same project (<c>SPLUNK_AO_PROJECT</c>, else <c>GALILEO_PROJECT</c>); null if not set.
    /// If one of the variables of Splunk is set, neither of Galileo's is read.</summary>
    public string? GalileoProject => _galileo.Project;

    /// <summary>The log stream that Galileo's clients work in by default, by ID or name
    /// (<c>SPLUNK_AO_AGENT_STREAM_ID</c>, <c>SPLUNK_AO_AGENT_STREAM</c>, the same with <c>LOG_STREAM</c>,
    /// <c>GALILEO_LOG_STREAM_ID</c>, <c>GALILEO_LOG_STREAM</c>); null if not set.</summary>
    public string? GalileoLogStream => _galileo.LogStream;

    /// <summary>The address of a service. Galileo: from <c>SPLUNK_AO_REALM</c>; <c>SPLUNK_AO_API_URL</c>, else derived
    /// from <c>SPLUNK_AO_CONSOLE_URL</c>; <c>GALILEO_API_URL</c>, else derived from <c>GALILEO_CONSOLE_URL</c>. Kolena:
    /// <c>KOLENA_API_URL</c>, else <c>RESTRUCTURED_API_URL</c>. Without these, the public address.</summary>
    /// <param name="service">The service.</param>
    /// <param name="authentication">How the connection logs in, which the address must fit; null if it does not
    /// matter.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: a variable does not contain an address, or the variables do not
    /// belong together.</exception>
    public Uri BaseUriFor(EvalService service, EvalAuthentication? authentication = null) => service switch
    {
        EvalService.Galileo => _galileo.BaseUri(authentication),
        EvalService.Kolena when (Address("KOLENA_API_URL") ?? Address("RESTRUCTURED_API_URL")) is { } api =>
            EvalAddress.Normalize(service, api),
        _ => EvalAddress.DefaultFor(service),
    };

    /// <summary>The authentication of a key for the address that the variables contain: SplunkToken with the variables
    /// of Splunk Observability Cloud.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The authentication; null for the service's default.</returns>
    /// <exception cref="EvalException">InvalidArgument: the variables do not belong together.</exception>
    public EvalAuthentication? KeyAuthenticationFor(EvalService service) =>
        service == EvalService.Galileo ? _galileo.KeyAuthentication : null;

    /// <summary>The headers that a gateway in front of Galileo requires (<c>GALILEO_EXTRA_HEADERS</c>, a JSON object).
    /// They are not sent to a deployment of Splunk's variables.</summary>
    /// <param name="service">The service; only Galileo has any.</param>
    /// <returns>The headers; empty for none.</returns>
    /// <exception cref="EvalException">InvalidArgument: the variable does not contain a JSON object.</exception>
    public IReadOnlyDictionary<string, string> HeadersFor(EvalService service)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (service != EvalService.Galileo || Value("GALILEO_EXTRA_HEADERS") is not { } json || !_galileo.UsesExtraHeaders)
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
            // Without the inner exception, which would quote the text: it may be a secret.
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
    /// <exception cref="EvalException">InvalidArgument: the service does not support this authentication, or the
    /// variables do not belong together.</exception>
    public EvalCredential? CredentialFor(EvalService service, EvalAuthentication? authentication = null)
    {
        if (service == EvalService.Galileo)
            return _galileo.Credential(authentication);
        return (authentication is null || EvalCredential.UsesKey(service, authentication.Value)) && KeyOf(service) is { } key
            ? EvalCredential.FromKey(service, Secret(key), authentication)
            : null;
    }

    /// <summary>The options of a connection to a service.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The options; null if the variables contain no login.</returns>
    /// <exception cref="EvalException">InvalidArgument: a variable has an invalid value.</exception>
    public EvalConnectionOptions? OptionsFor(EvalService service) =>
        CredentialFor(service) is { } credential
            ? new EvalConnectionOptions
            {
                Service = service,
                BaseUri = BaseUriFor(service, credential.Authentication),
                Authentication = credential.Authentication,
                ApiKey = credential.ApiKey,
                UserName = credential.UserName,
                Password = credential.Password,
                Headers = HeadersFor(service),
            }
            : null;

    /// <summary>Identifies the current values, so that a connection can be reused while they do not change. Contains
    /// secrets: not for display.</summary>
    /// <param name="service">The service.</param>
    /// <returns>All values that <see cref="OptionsFor"/> reads.</returns>
    public string FingerprintOf(EvalService service)
    {
        IEnumerable<string> names = service switch
        {
            EvalService.Galileo => GalileoVariables.Names,
            EvalService.Kolena => ["KOLENA_API_KEY", "RESTRUCTURED_API_KEY", "KOLENA_API_URL", "RESTRUCTURED_API_URL"],
            _ => ["SCALE_API_KEY"],
        };
        return $"{service}\0{string.Join("\0", names.Select(Value))}";
    }

    private string? KeyOf(EvalService service) => service switch
    {
        EvalService.Kolena => Value("KOLENA_API_KEY") ?? Value("RESTRUCTURED_API_KEY"),
        _ => Value("SCALE_API_KEY"),
    };

    // A secret from a file or a pipeline variable often ends with a line break.
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

    /// <summary>Converts the value of a variable to a secret.</summary>
    internal static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }
}
