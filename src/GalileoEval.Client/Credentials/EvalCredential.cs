using System.Security;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Credentials;

/// <summary>The authentication for a service with its secrets. Never displayed or serialized.</summary>
public sealed class EvalCredential
{
    private EvalCredential(EvalAuthentication authentication, SecureString? apiKey, string? userName, SecureString? password)
    {
        Authentication = authentication;
        ApiKey = apiKey;
        UserName = userName;
        Password = password;
    }

    /// <summary>The authentication scheme.</summary>
    public EvalAuthentication Authentication { get; }

    /// <summary>The key; null for a login by user name.</summary>
    public SecureString? ApiKey { get; }

    /// <summary>The user; null for a key.</summary>
    public string? UserName { get; }

    /// <summary>The password; null for a key.</summary>
    public SecureString? Password { get; }

    /// <summary>Whether an authentication scheme uses a key (true) or a user name and a password (false).</summary>
    /// <param name="service">The service.</param>
    /// <param name="authentication">The scheme.</param>
    /// <returns>True for a key.</returns>
    /// <exception cref="EvalException">InvalidArgument: the service does not support the scheme.</exception>
    public static bool UsesKey(EvalService service, EvalAuthentication authentication) => (service, authentication) switch
    {
        (EvalService.Galileo, EvalAuthentication.ApiKey or EvalAuthentication.SplunkToken) => true,
        (EvalService.Galileo, EvalAuthentication.OAuth or EvalAuthentication.Basic) => false,
        (EvalService.Kolena, EvalAuthentication.Bearer) => true,
        (EvalService.Scale, EvalAuthentication.Bearer or EvalAuthentication.Basic) => true,
        _ => throw Invalid(service, $"{service} does not support the authentication {authentication}. It supports {WaysOf(service)}."),
    };

    /// <summary>Creates a credential from a key.</summary>
    /// <param name="service">The service.</param>
    /// <param name="apiKey">The key.</param>
    /// <param name="authentication">The scheme; null for the service's default: ApiKey for Galileo, otherwise
    /// Bearer.</param>
    /// <returns>The login.</returns>
    /// <exception cref="EvalException">InvalidArgument: the service does not support an API key with this
    /// authentication, or the key is empty.</exception>
    public static EvalCredential FromKey(EvalService service, SecureString apiKey, EvalAuthentication? authentication = null)
    {
        EvalAuthentication way = authentication
            ?? (service == EvalService.Galileo ? EvalAuthentication.ApiKey : EvalAuthentication.Bearer);
        if (!UsesKey(service, way))
            throw Invalid(service, $"The authentication {way} of {service} requires -Credential, not -ApiKey.");
        if (apiKey.Length == 0)
            throw Invalid(service, "The API key is empty.");
        return new EvalCredential(way, apiKey, null, null);
    }

    /// <summary>Creates a credential from a user name and a password.</summary>
    /// <param name="service">The service; only Galileo supports it.</param>
    /// <param name="userName">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="authentication">The scheme; null for OAuth.</param>
    /// <returns>The login.</returns>
    /// <exception cref="EvalException">InvalidArgument: the service does not support a user name with this
    /// authentication.</exception>
    public static EvalCredential FromUser(
        EvalService service, string userName, SecureString password, EvalAuthentication? authentication = null)
    {
        EvalAuthentication way = authentication
            ?? (service == EvalService.Galileo ? EvalAuthentication.OAuth : EvalAuthentication.Bearer);
        if (UsesKey(service, way))
            throw Invalid(service, $"The authentication {way} of {service} requires -ApiKey, not -Credential.");
        return new EvalCredential(way, null, userName, password);
    }

    private static string WaysOf(EvalService service) => service switch
    {
        EvalService.Galileo => "ApiKey, OAuth, Basic or SplunkToken",
        EvalService.Kolena => "Bearer",
        _ => "Bearer or Basic",
    };

    private static EvalException Invalid(EvalService service, string message) =>
        new(EvalErrorCondition.InvalidArgument, message)
        {
            Service = service,
            RecommendedAction = $"{service} supports {WaysOf(service)}.",
        };
}
