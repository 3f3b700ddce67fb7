using System.Collections;
using System.Management.Automation;
using System.Security;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Transport;

namespace GalileoEval.Commands;

/// <summary>Connects the session to Galileo, Kolena or Scale.</summary>
/// <remarks>
/// <para>Every cmdlet for the service uses the connection until you connect again or disconnect. Nothing is sent: use
/// Test-EvalConnection to check whether the service accepts the key.</para>
/// <para>-SecretName reads the credentials from a vault of the module Microsoft.PowerShell.SecretManagement; nothing
/// else requires that module. -ApiKey also accepts the output of its Get-Secret.</para>
/// <para>Without -ApiKey, -Credential and -SecretName, the credentials are read from environment variables:
/// GALILEO_API_KEY, or GALILEO_USERNAME and GALILEO_PASSWORD; KOLENA_API_KEY or RESTRUCTURED_API_KEY; SCALE_API_KEY.
/// The other cmdlets do the same, so a runbook with these variables does not need Connect-EvalService.</para>
/// <para>Without -BaseUri and -Realm, the address is read from GALILEO_API_URL or GALILEO_CONSOLE_URL, or from
/// KOLENA_API_URL or RESTRUCTURED_API_URL; without these, the public address is used.</para>
/// <para>Galileo is also called Splunk Agent Observability. Its own variables take precedence over those that begin
/// with GALILEO: for Splunk Observability Cloud SPLUNK_AO_REALM, and SPLUNK_AO_O11Y_API_TOKEN or SPLUNK_AO_O11Y_TOKEN;
/// for a standalone deployment SPLUNK_AO_API_KEY, or SPLUNK_AO_USERNAME and SPLUNK_AO_PASSWORD, and SPLUNK_AO_API_URL
/// or SPLUNK_AO_CONSOLE_URL. A key is never combined with an address of another deployment. The variables of both
/// deployments at once are an error.</para>
/// <para>Connections belong to the process: ForEach-Object -Parallel and thread jobs share them. The most recent
/// connection of each service is current.</para>
/// <para>A key is never sent over http:// to another machine unless -AllowUnencryptedAuthentication is set, and is
/// never sent to the target of a redirect to another address.</para>
/// </remarks>
/// <example>
/// <para>Connect with a key</para>
/// <code>Connect-EvalService Galileo -ApiKey (Read-Host -AsSecureString -Prompt 'Galileo key')</code>
/// <para>Prompts for the key without showing it, and connects to Galileo's public address.</para>
/// </example>
/// <example>
/// <para>Log in with user name and password</para>
/// <code>Connect-EvalService Galileo -Credential (Get-Credential) -BaseUri https://api.galileo.example.org</code>
/// <para>Gets an access token when it is first needed, and renews it before it expires.</para>
/// </example>
/// <example>
/// <para>Two accounts side by side</para>
/// <code>$live = Connect-EvalService Scale -Name live -ApiKey $liveKey -PassThru
/// $test = Connect-EvalService Scale -Name test -ApiKey $testKey -PassThru
/// Get-EvalConnection -Service Scale</code>
/// <para>Keeps two connections to Scale. The test account is current; -Connection live selects the other one.</para>
/// </example>
/// <example>
/// <para>Take the key from a vault</para>
/// <code>Connect-EvalService Galileo -SecretName galileo-key -VaultName runbooks</code>
/// <para>Reads the key with Get-Secret of Microsoft.PowerShell.SecretManagement.</para>
/// </example>
/// <example>
/// <para>Connect to Splunk Observability Cloud</para>
/// <code>Connect-EvalService Galileo -Realm us1 -ApiKey (Read-Host -AsSecureString -Prompt 'API token')</code>
/// <para>Connects to Galileo in the realm us1, where it is called Splunk Agent Observability, with a token of the
/// organization.</para>
/// </example>
/// <example>
/// <para>In a job with environment variables</para>
/// <code>Connect-EvalService Kolena -MaximumRequestsPerMinute 300 -TimeoutSec 30</code>
/// <para>Takes the key from KOLENA_API_KEY, and leaves half of the rate limit to other processes of the same
/// user.</para>
/// </example>
/// <seealso>Get-EvalConnection</seealso>
/// <seealso>Test-EvalConnection</seealso>
/// <seealso>Disconnect-EvalService</seealso>
/// <seealso>Start-EvalSandbox</seealso>
[Cmdlet(VerbsCommunications.Connect, "EvalService")]
[OutputType(typeof(EvalConnection))]
public sealed class ConnectEvalServiceCommand : EvalCommand
{
    /// <summary>The service: Galileo, Kolena or Scale.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public EvalService Service { get; set; }

    /// <summary>The key or token. A plain string is rejected: it would remain in the history of the session.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    /// <summary>User name and password, for Galileo's OAuth and Basic logins.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of a secret that is the key, or the user name and password, in a vault of
    /// SecretManagement.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that contains the secret; requires -SecretName. Default: all registered vaults, the default
    /// one first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>How to log in. Galileo: ApiKey (default with -ApiKey), OAuth (default with -Credential), Basic, or
    /// SplunkToken for Splunk Observability Cloud (default with -Realm or SPLUNK_AO_REALM). Kolena: Bearer. Scale:
    /// Bearer (default) or Basic, which sends the key as user name.</summary>
    [Parameter]
    public EvalAuthentication? Authentication { get; set; }

    /// <summary>The base address of the service, for your own deployment or a gateway; it may contain a path. A
    /// trailing /v2 is removed for Galileo and Scale.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The realm of your organization in Splunk Observability Cloud, such as us1; for Galileo only. The
    /// address is then https://app.&lt;realm&gt;.observability.splunkcloud.com/ao/api/, and -ApiKey is an API token.
    /// Default: SPLUNK_AO_REALM, unless -BaseUri is specified.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SplunkRealmCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Realm { get; set; }

    /// <summary>The name of the connection. A connection of the same service and name is replaced. Default: the name of
    /// the service.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Additional headers for every request, such as those that a gateway requires. Their values are treated
    /// as secrets. Default: those in GALILEO_EXTRA_HEADERS, unless -BaseUri or -Realm is specified.</summary>
    [Parameter]
    public IDictionary? Header { get; set; }

    /// <summary>The timeout of one attempt of a request, in seconds; 0 for none. Default: 60.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>The maximum number of retries after a transient failure; 0 disables retries. Default:
    /// 5.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>The maximum number of requests per minute over this connection. Default: the documented limit of each
    /// operation.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? MaximumRequestsPerMinute { get; set; }

    /// <summary>The maximum length of a response, in bytes after decompression, such as 1GB. A longer one is an
    /// InvalidResponse error. Default: 256MB.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaximumResponseSize { get; set; } = 256L * 1024 * 1024;

    /// <summary>The address of a proxy. Default: the proxy of the system.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for the proxy; requires -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Logs in to the proxy as the user who runs PowerShell; requires -Proxy.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Bypasses every proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Accepts any certificate of the server. Only for your own test machines: anyone on the network can
    /// read the key.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Allows sending the key over http:// to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Writes the connection. Default: nothing is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private EvalAuthentication? AuthenticationForRealm =>
        Authentication ?? (Realm is null ? null : EvalAuthentication.SplunkToken);

    /// <summary>Creates the connection.</summary>
    protected override void ProcessRecord() => OrEnd(Service, () =>
    {
        CheckRealm();
        EvalEnvironment environment = new();
        EvalCredential credential = ChooseCredential(environment);
        EvalConnectionSource source = ApiKey is null && Credential is null && SecretName is null
            ? EvalConnectionSource.Environment
            : EvalConnectionSource.Parameter;
        EvalConnection connection = new(Name ?? Service.ToString(), OptionsFor(environment, credential), source);

        // Rejects invalid options, such as a key for an unencrypted address, now and not at the first request.
        _ = connection.Transport;
        EvalSession.Add(connection);
        if (PassThru)
            WriteObject(connection);
    });

    private EvalCredential ChooseCredential(EvalEnvironment environment)
    {
        if (((object?[])[ApiKey, Credential, SecretName]).Count(given => given is not null) > 1)
            throw Invalid("-ApiKey, -Credential and -SecretName exclude each other.");
        if (VaultName is not null && SecretName is null)
            throw Invalid("-VaultName requires -SecretName.");
        if (SecretName is not null)
            return FromVault(environment, VaultSecret.Read(this, Service, SecretName, VaultName));
        if (ApiKey is not null)
            return FromKey(environment, ApiKey);
        if (Credential is not null)
            return EvalCredential.FromUser(Service, Credential.UserName, Credential.Password, AuthenticationForRealm);
        return environment.CredentialFor(Service, AuthenticationForRealm)
            ?? throw new EvalException(
                EvalErrorCondition.NoConnection, $"{Service}: neither a parameter nor the environment contains credentials.")
            {
                Service = Service,
                RecommendedAction = $"Run Connect-EvalService with -ApiKey (Read-Host -AsSecureString) or -SecretName, or set "
                    + $"{EvalEnvironment.VariablesOf(Service)}.",
            };
    }

    private void CheckRealm()
    {
        if (Realm is null)
            return;
        if (Service != EvalService.Galileo)
            throw Invalid($"-Realm is for Galileo only, not for {Service}.");
        if (BaseUri is not null)
            throw Invalid("-Realm and -BaseUri exclude each other.");
        if (Authentication is not null and not EvalAuthentication.SplunkToken)
            throw Invalid($"-Realm requires the authentication SplunkToken, not {Authentication}.");
    }

    private EvalCredential FromVault(EvalEnvironment environment, object secret) => secret switch
    {
        // A key may be stored as a credential, whose user name is then only a label.
        PSCredential user when Service == EvalService.Galileo
            && AuthenticationForRealm is not (EvalAuthentication.ApiKey or EvalAuthentication.SplunkToken) =>
            EvalCredential.FromUser(Service, user.UserName, user.Password, Authentication),
        PSCredential key => FromKey(environment, key.Password),
        _ => FromKey(environment, (SecureString)secret),
    };

    private EvalCredential FromKey(EvalEnvironment environment, SecureString key) => EvalCredential.FromKey(
        Service, key, AuthenticationForRealm ?? (BaseUri is null ? environment.KeyAuthenticationFor(Service) : null));

    private Uri Address(EvalEnvironment environment, EvalCredential credential)
    {
        if (Realm is not null)
            return EvalAddress.FromSplunkRealm(Realm);
        return BaseUri is null ? environment.BaseUriFor(Service, credential.Authentication) : EvalAddress.Normalize(Service, BaseUri);
    }

    private EvalConnectionOptions OptionsFor(EvalEnvironment environment, EvalCredential credential)
    {
        if (NoProxy && Proxy is not null)
            throw Invalid("-Proxy and -NoProxy exclude each other.");
        if (Proxy is null && (ProxyCredential is not null || ProxyUseDefaultCredentials))
            throw Invalid("-ProxyCredential and -ProxyUseDefaultCredentials require -Proxy.");
        if (Proxy is { IsAbsoluteUri: false })
            throw Invalid("-Proxy requires an address that begins with http:// or another scheme.");

        return new EvalConnectionOptions
        {
            Service = Service,
            BaseUri = Address(environment, credential),
            Authentication = credential.Authentication,
            ApiKey = credential.ApiKey,
            UserName = credential.UserName,
            Password = credential.Password,
            Headers = Headers(environment),
            Timeout = TimeoutSec == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            MaximumRequestsPerMinute = MaximumRequestsPerMinute,
            MaximumResponseLength = MaximumResponseSize,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            NoProxy = NoProxy,
            SkipCertificateCheck = SkipCertificateCheck,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        };
    }

    private IReadOnlyDictionary<string, string> Headers(EvalEnvironment environment)
    {
        // The environment's headers are meant for the environment's gateway, not for any address.
        if (Header is null)
            return BaseUri is null && Realm is null ? environment.HeadersFor(Service) : new Dictionary<string, string>();

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in Header)
            headers[$"{header.Key}"] = $"{header.Value}";
        return headers;
    }

    private EvalException Invalid(string message) =>
        new(EvalErrorCondition.InvalidArgument, message)
        {
            Service = Service,
            RecommendedAction = "Correct the parameters; see Get-Help Connect-EvalService.",
        };
}
