namespace GalileoEval.Transport;

/// <summary>The authentication scheme of a connection.</summary>
public enum EvalAuthentication
{
    /// <summary>Galileo: the key in the header <c>Galileo-API-Key</c>.</summary>
    ApiKey,

    /// <summary>Galileo: OAuth2 password flow; user name and password are exchanged for an access token, which is
    /// renewed before it expires.</summary>
    OAuth,

    /// <summary>HTTP Basic: Galileo with user name and password, Scale with the key as user name.</summary>
    Basic,

    /// <summary>Kolena and Scale: the key as a Bearer token.</summary>
    Bearer,

    /// <summary>Galileo in Splunk Observability Cloud: the token in the header <c>X-SF-Token</c>, without a login.</summary>
    SplunkToken,
}
