using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Credentials;

/// <summary>The variables of Galileo, which is also called Splunk Agent Observability. There are three sets: those of
/// Galileo itself, those of a standalone deployment (SPLUNK_AO_API_KEY, SPLUNK_AO_CONSOLE_URL, ...) and those of Splunk
/// Observability Cloud (SPLUNK_AO_REALM, SPLUNK_AO_O11Y_API_TOKEN, ...). One set is used as a whole: a key never goes
/// to the address of another set. A set of Splunk takes precedence over Galileo's; both sets of Splunk at once are an
/// error.</summary>
/// <param name="value">Returns the value of a variable, trimmed; null if it is not set.</param>
/// <param name="address">Returns the address in a variable; null if it is not set.</param>
internal sealed class GalileoVariables(Func<string, string?> value, Func<string, Uri?> address)
{
    private const string Realm = "SPLUNK_AO_REALM";
    private const string ApiToken = "SPLUNK_AO_O11Y_API_TOKEN";
    private const string Token = "SPLUNK_AO_O11Y_TOKEN";

    private static readonly string[] GalileoNames =
    [
        "GALILEO_API_KEY", "GALILEO_USERNAME", "GALILEO_PASSWORD", "GALILEO_API_URL", "GALILEO_CONSOLE_URL", "GALILEO_EXTRA_HEADERS",
    ];

    private static readonly string[] StandaloneNames =
    [
        "SPLUNK_AO_API_KEY", "SPLUNK_AO_USERNAME", "SPLUNK_AO_PASSWORD", "SPLUNK_AO_API_URL", "SPLUNK_AO_CONSOLE_URL",
    ];

    private static readonly string[] CloudNames = [Realm, ApiToken, Token];

    private enum VariableSet
    {
        Galileo,
        Standalone,
        Cloud,
    }

    /// <summary>The names of all variables that a connection depends on.</summary>
    public static IEnumerable<string> Names => [.. GalileoNames, .. StandaloneNames, .. CloudNames];

    /// <summary>The authentication of a key or token for the address that the variables contain.</summary>
    /// <exception cref="EvalException">InvalidArgument: the variables of two deployments are set.</exception>
    public EvalAuthentication KeyAuthentication =>
        UsedSet() == VariableSet.Cloud ? EvalAuthentication.SplunkToken : EvalAuthentication.ApiKey;

    /// <summary>Whether <c>GALILEO_EXTRA_HEADERS</c> belongs to the set that is used.</summary>
    /// <exception cref="EvalException">InvalidArgument: the variables of two deployments are set.</exception>
    public bool UsesExtraHeaders => UsedSet() == VariableSet.Galileo;

    /// <summary>The ID of the default project; null if it is not set. The variables of Splunk replace those of Galileo
    /// as a pair, so that the ID of one project never hides the name of another.</summary>
    public string? ProjectId => value(ProjectPrefix + "PROJECT_ID");

    /// <summary>The name of the default project; null if it is not set.</summary>
    public string? Project => value(ProjectPrefix + "PROJECT");

    /// <summary>The default log stream: its ID, else its name; null if neither is set. Splunk calls it an agent
    /// stream.</summary>
    public string? LogStream =>
        value("SPLUNK_AO_AGENT_STREAM_ID") ?? value("SPLUNK_AO_AGENT_STREAM")
        ?? value("SPLUNK_AO_LOG_STREAM_ID") ?? value("SPLUNK_AO_LOG_STREAM")
        ?? value("GALILEO_LOG_STREAM_ID") ?? value("GALILEO_LOG_STREAM");

    private string ProjectPrefix =>
        value("SPLUNK_AO_PROJECT_ID") is not null || value("SPLUNK_AO_PROJECT") is not null ? "SPLUNK_AO_" : "GALILEO_";

    /// <summary>The credentials of the set that is used.</summary>
    /// <param name="authentication">How to log in; null for the first way that the variables allow. SplunkToken selects
    /// the set of Splunk Observability Cloud.</param>
    /// <returns>The credentials; null if the variables contain none for this authentication.</returns>
    /// <exception cref="EvalException">InvalidArgument: the variables of two deployments are set, or the set contains
    /// no credentials.</exception>
    public EvalCredential? Credential(EvalAuthentication? authentication)
    {
        VariableSet set = authentication == EvalAuthentication.SplunkToken ? VariableSet.Cloud : UsedSet();
        if (set == VariableSet.Cloud)
        {
            return authentication is null or EvalAuthentication.SplunkToken
                ? KeyCredential(value(ApiToken) ?? value(Token), EvalAuthentication.SplunkToken)
                    ?? (authentication is null ? throw Incomplete(CloudNames, $"{ApiToken} (or {Token})") : null)
                : null;
        }

        string prefix = set == VariableSet.Standalone ? "SPLUNK_AO_" : "GALILEO_";
        bool keyFits = authentication is null || EvalCredential.UsesKey(EvalService.Galileo, authentication.Value);
        if (keyFits && KeyCredential(value(prefix + "API_KEY"), authentication) is { } key)
            return key;
        if ((authentication is null || !keyFits)
            && value(prefix + "USERNAME") is { } user && value(prefix + "PASSWORD") is { } password)
            return EvalCredential.FromUser(EvalService.Galileo, user, EvalEnvironment.Secret(password), authentication);
        return set == VariableSet.Standalone && authentication is null
            ? throw Incomplete(StandaloneNames, "SPLUNK_AO_API_KEY, or SPLUNK_AO_USERNAME and SPLUNK_AO_PASSWORD")
            : null;
    }

    /// <summary>The address of the set that is used.</summary>
    /// <param name="authentication">The authentication: a token of Splunk Observability Cloud is not sent to another
    /// deployment, and other credentials are not sent there. Null for any.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: the variables of two deployments are set, a variable is missing
    /// or does not contain an address, or the address does not fit the authentication.</exception>
    public Uri BaseUri(EvalAuthentication? authentication)
    {
        VariableSet set = UsedSet();
        if (authentication is { } way && way == EvalAuthentication.SplunkToken != (set == VariableSet.Cloud))
        {
            throw Invalid(
                set == VariableSet.Cloud
                    ? $"the variables describe Splunk Observability Cloud, which does not support the authentication {way}"
                    : $"the authentication {way} requires a realm",
                set == VariableSet.Cloud
                    ? $"Specify -BaseUri, or clear {string.Join(", ", Set(CloudNames))}."
                    : $"Specify -Realm, such as us1, or -BaseUri, or set {Realm}.");
        }

        return set switch
        {
            VariableSet.Cloud => EvalAddress.FromSplunkRealm(value(Realm) ?? throw Incomplete(CloudNames, Realm)),
            VariableSet.Standalone when address("SPLUNK_AO_API_URL") is { } api => EvalAddress.Normalize(EvalService.Galileo, api),
            VariableSet.Standalone => EvalAddress.FromSplunkConsole(
                address("SPLUNK_AO_CONSOLE_URL") ?? throw Incomplete(StandaloneNames, "SPLUNK_AO_CONSOLE_URL (or SPLUNK_AO_API_URL)")),
            _ when address("GALILEO_API_URL") is { } api => EvalAddress.Normalize(EvalService.Galileo, api),
            _ when address("GALILEO_CONSOLE_URL") is { } console => EvalAddress.FromGalileoConsole(console),
            _ => EvalAddress.DefaultFor(EvalService.Galileo),
        };
    }

    private static EvalCredential? KeyCredential(string? key, EvalAuthentication? authentication) =>
        key is null ? null : EvalCredential.FromKey(EvalService.Galileo, EvalEnvironment.Secret(key), authentication);

    private VariableSet UsedSet()
    {
        string[] standalone = Set(StandaloneNames);
        string[] cloud = Set(CloudNames);
        if (standalone.Length > 0 && cloud.Length > 0)
        {
            throw Invalid(
                $"the variables {string.Join(", ", standalone)} belong to a standalone deployment, but {string.Join(", ", cloud)} to Splunk "
                    + "Observability Cloud",
                "Clear the variables of one deployment, or specify -ApiKey with -Realm or -BaseUri.");
        }

        return cloud.Length > 0 ? VariableSet.Cloud : standalone.Length > 0 ? VariableSet.Standalone : VariableSet.Galileo;
    }

    private string[] Set(string[] names) => [.. names.Where(name => value(name) is not null)];

    private EvalException Incomplete(string[] names, string missing) =>
        Invalid($"{string.Join(", ", Set(names))} is set without {missing}", $"Set {missing}, or clear the others.");

    private static EvalException Invalid(string reason, string action) =>
        new(EvalErrorCondition.InvalidArgument, $"Galileo: the environment variables cannot be used: {reason}.")
        {
            Service = EvalService.Galileo,
            RecommendedAction = action,
        };
}
