using System.Collections;
using System.Management.Automation;
using System.Security;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Transport;

namespace GalileoEval.Commands;

/// <summary>Connects the session to Galileo, Kolena or Scale.</summary>
/// <remarks>
/// <para>The connection is used by every cmdlet for that service until another one is made, or until it is disconnected. Nothing
/// is sent: Test-EvalConnection tells whether the service accepts the key.</para>
/// <para>-SecretName takes the login from a vault of the module Microsoft.PowerShell.SecretManagement; nothing else needs that
/// module. -ApiKey takes what its Get-Secret writes, too.</para>
/// <para>Without -ApiKey, -Credential and -SecretName the login is taken from the environment variables: GALILEO_API_KEY, or
/// GALILEO_USERNAME and GALILEO_PASSWORD; KOLENA_API_KEY or RESTRUCTURED_API_KEY; SCALE_API_KEY. The cmdlets do this by
/// themselves too, so that a runbook with these variables needs no Connect-EvalService.</para>
/// <para>Without -BaseUri the address is taken from GALILEO_API_URL or GALILEO_CONSOLE_URL, or from KOLENA_API_URL or
/// RESTRUCTURED_API_URL; without these it is the public one.</para>
/// <para>Connections belong to the process: ForEach-Object -Parallel and thread jobs share them. Of each service the one
/// connected last is current.</para>
/// <para>A key is never sent over http:// to another machine unless -AllowUnencryptedAuthentication says so, and never follows a
/// redirect to another address.</para>
/// </remarks>
/// <example>
/// <para>Connect with a key</para>
/// <code>Connect-EvalService Galileo -ApiKey (Read-Host -AsSecureString -Prompt 'Galileo key')</code>
/// <para>Asks for the key without showing it and connects to Galileo's public address.</para>
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
/// <para>Keeps two connections to Scale. The test account is current; -Connection live takes the other.</para>
/// </example>
/// <example>
/// <para>Take the key from a vault</para>
/// <code>Connect-EvalService Galileo -SecretName galileo-key -VaultName runbooks</code>
/// <para>Reads the key with Get-Secret of Microsoft.PowerShell.SecretManagement.</para>
/// </example>
/// <example>
/// <para>In a job with environment variables</para>
/// <code>Connect-EvalService Kolena -MaximumRequestsPerMinute 300 -TimeoutSec 30</code>
/// <para>Takes the key from KOLENA_API_KEY, and leaves half of the rate limit to other processes of the same user.</para>
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

    /// <summary>The key. A plain string is refused: it would stay in the history of the session.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    /// <summary>User name and password, for Galileo's OAuth and Basic logins.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of a secret that is the key, or the user name and password, in a vault of SecretManagement.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that holds the secret; needs -SecretName. Default: all registered vaults, the default one
    /// first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>How to log in. Galileo: ApiKey (default with -ApiKey), OAuth (default with -Credential) or Basic. Kolena: Bearer.
    /// Scale: Bearer (default) or Basic, which sends the key as user name.</summary>
    [Parameter]
    public EvalAuthentication? Authentication { get; set; }

    /// <summary>The address below which the operations answer, for a deployment of your own or a gateway; it may carry a path. A
    /// closing /v2 is taken off for Galileo and Scale.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The name of the connection. A connection of the same service and name is replaced. Default: the name of the
    /// service.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Further headers for every request, such as a gateway asks for. Their values count as secrets. Default: those in
    /// GALILEO_EXTRA_HEADERS, when the address is not given by -BaseUri either.</summary>
    [Parameter]
    public IDictionary? Header { get; set; }

    /// <summary>The limit for one try of one request, in seconds; 0 for none. Default: 60.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>How often a request that failed for a passing reason is sent again at most; 0 turns retries off. Default:
    /// 5.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>Your own limit for all requests over this connection, per minute. Default: the documented limit of each
    /// operation.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? MaximumRequestsPerMinute { get; set; }

    /// <summary>The longest answer that is read, in bytes after decompression, such as 1GB. A longer one is an
    /// InvalidResponse error. Default: 256MB.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaximumResponseSize { get; set; } = 256L * 1024 * 1024;

    /// <summary>The address of a proxy. Default: the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for the proxy; needs -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Logs in to the proxy as the user who runs PowerShell; needs -Proxy.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Goes past every proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Accepts any certificate of the server. Only for a test machine of your own: anybody on the way can read the
    /// key.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Lets the key travel over http:// to a machine other than this one.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Writes the connection. Default: nothing is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Makes the connection.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            EvalEnvironment environment = new();
            EvalCredential credential = ChooseCredential(environment);
            EvalConnectionSource source = ApiKey is null && Credential is null && SecretName is null
                ? EvalConnectionSource.Environment
                : EvalConnectionSource.Parameter;
            EvalConnection connection = new(Name ?? Service.ToString(), OptionsFor(environment, credential), source);

            // Refuses what must not be, such as a key for an unencrypted address, now and not at the first request.
            _ = connection.Transport;
            EvalSession.Add(connection);
            if (PassThru)
                WriteObject(connection);
        }
        catch (EvalException e)
        {
            ThrowTerminatingError(EvalErrorRecord.From(e, Service));
        }
    }

    private EvalCredential ChooseCredential(EvalEnvironment environment)
    {
        if (((object?[])[ApiKey, Credential, SecretName]).Count(given => given is not null) > 1)
            throw Refused("-ApiKey, -Credential and -SecretName exclude each other.");
        if (VaultName is not null && SecretName is null)
            throw Refused("-VaultName needs -SecretName.");
        if (SecretName is not null)
            return FromVault(VaultSecret.Read(this, Service, SecretName, VaultName));
        if (ApiKey is not null)
            return EvalCredential.FromKey(Service, ApiKey, Authentication);
        if (Credential is not null)
            return EvalCredential.FromUser(Service, Credential.UserName, Credential.Password, Authentication);
        return environment.CredentialFor(Service, Authentication)
            ?? throw new EvalException(
                EvalErrorCondition.NoConnection, $"{Service}: neither a parameter nor the environment holds a login.")
            {
                Service = Service,
                RecommendedAction = $"Give Connect-EvalService -ApiKey (Read-Host -AsSecureString) or -SecretName, or set "
                    + $"{EvalEnvironment.VariablesOf(Service)}.",
            };
    }

    private EvalCredential FromVault(object secret) => secret switch
    {
        // A key may be stored as a credential, whose user name is then only a label.
        PSCredential user when Service == EvalService.Galileo && Authentication != EvalAuthentication.ApiKey =>
            EvalCredential.FromUser(Service, user.UserName, user.Password, Authentication),
        PSCredential key => EvalCredential.FromKey(Service, key.Password, Authentication),
        _ => EvalCredential.FromKey(Service, (SecureString)secret, Authentication),
    };

    private EvalConnectionOptions OptionsFor(EvalEnvironment environment, EvalCredential credential)
    {
        if (NoProxy && Proxy is not null)
            throw Refused("-Proxy and -NoProxy exclude each other.");
        if (Proxy is null && (ProxyCredential is not null || ProxyUseDefaultCredentials))
            throw Refused("-ProxyCredential and -ProxyUseDefaultCredentials need -Proxy.");
        if (Proxy is { IsAbsoluteUri: false })
            throw Refused("-Proxy needs an address that begins with http:// or another scheme.");

        return new EvalConnectionOptions
        {
            Service = Service,
            BaseUri = BaseUri is null ? environment.BaseUriFor(Service) : EvalAddress.Normalize(Service, BaseUri),
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
            return BaseUri is null ? environment.HeadersFor(Service) : new Dictionary<string, string>();

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in Header)
            headers[$"{header.Key}"] = $"{header.Value}";
        return headers;
    }

    private EvalException Refused(string message) =>
        new(EvalErrorCondition.InvalidArgument, message)
        {
            Service = Service,
            RecommendedAction = "Correct the parameters; see Get-Help Connect-EvalService.",
        };
}
