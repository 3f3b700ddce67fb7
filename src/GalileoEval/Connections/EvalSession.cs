using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Connections;

/// <summary>The connections of this process, so that <c>ForEach-Object -Parallel</c> and thread jobs share them. The
/// most recent connection of each service is current; when it is removed, the previous one is current again.</summary>
internal static class EvalSession
{
    private static readonly object Gate = new();
    private static readonly List<EvalConnection> Connections = [];
    private static readonly Dictionary<string, EvalConnection> FromEnvironment = new(StringComparer.Ordinal);

    /// <summary>All connections, the oldest first.</summary>
    public static IReadOnlyList<EvalConnection> All
    {
        get
        {
            lock (Gate)
                return [.. Connections];
        }
    }

    /// <summary>Makes a connection the current one. Closes a connection with the same service and name.</summary>
    public static void Add(EvalConnection connection)
    {
        EvalConnection? former;
        lock (Gate)
        {
            former = Connections.Find(other => other.Service == connection.Service && HasName(other, connection.Name));
            if (former is not null)
                Connections.Remove(former);
            Connections.Add(connection);
        }

        former?.Close();
    }

    /// <summary>Closes and removes a connection.</summary>
    public static void Remove(EvalConnection connection)
    {
        lock (Gate)
            Connections.Remove(connection);
        connection.Close();
    }

    /// <summary>Closes every connection.</summary>
    public static void Clear()
    {
        EvalConnection[] all;
        lock (Gate)
        {
            all = [.. Connections, .. FromEnvironment.Values];
            Connections.Clear();
            FromEnvironment.Clear();
        }

        foreach (EvalConnection connection in all)
            connection.Close();
    }

    /// <summary>The connections with a name, of one service or of all.</summary>
    public static IReadOnlyList<EvalConnection> Named(string name, EvalService? service) =>
        [.. All.Where(connection => HasName(connection, name) && (service is null || connection.Service == service))];

    /// <summary>Creates the error for an unknown name.</summary>
    public static EvalException UnknownName(string name) =>
        new(
            EvalErrorCondition.NotFound,
            $"There is no connection named '{EvalText.OneLine(name, 100)}'. {NearestNames.Hint(name, All.Select(connection => connection.Name))}")
        {
            RecommendedAction = "Use Get-EvalConnection to list the existing connections; -Service selects those to a service.",
        };

    /// <summary>The default connection of a service; null if the session has none.</summary>
    public static EvalConnection? CurrentOf(EvalService service)
    {
        lock (Gate)
            return Connections.FindLast(connection => connection.Service == service);
    }

    /// <summary>The connection of a command without -Connection: the session's current one, otherwise that of the
    /// environment variables.</summary>
    /// <exception cref="EvalException">NoConnection: there is neither. InvalidArgument: a variable cannot be
    /// used.</exception>
    public static EvalConnection DefaultOf(EvalService service) =>
        CurrentOf(service)
        ?? EnvironmentConnectionOf(service)
        ?? throw new EvalException(
            EvalErrorCondition.NoConnection, $"{service}: there is no connection, and the environment contains no key.")
        {
            Service = service,
            RecommendedAction = $"Run Connect-EvalService -Service {service} -ApiKey (Read-Host -AsSecureString), "
                + $"or set {EvalEnvironment.VariablesOf(service)}. To try without an account: Start-EvalSandbox.",
        };

    private static EvalConnection? EnvironmentConnectionOf(EvalService service)
    {
        EvalEnvironment environment = new();
        string fingerprint = environment.FingerprintOf(service);
        lock (Gate)
        {
            if (FromEnvironment.TryGetValue(fingerprint, out EvalConnection? known))
                return known;
            if (environment.OptionsFor(service) is not { } options)
                return null;

            // Cached while the values do not change, to keep the rate limits and the access token.
            EvalConnection connection = new("environment", options, EvalConnectionSource.Environment);
            FromEnvironment.Add(fingerprint, connection);
            return connection;
        }
    }

    private static bool HasName(EvalConnection connection, string name) =>
        string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase);
}
