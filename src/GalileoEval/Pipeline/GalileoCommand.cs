using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for Galileo.</summary>
public abstract class GalileoCommand : EvalCommand
{
    private protected GalileoCommand()
    {
    }

    /// <summary>The connection to use: an object of Get-EvalConnection or Connect-EvalService -PassThru, or a name.
    /// Default: the session's current connection to Galileo; without one, the environment variables (see
    /// about_GalileoEval).</summary>
    [Parameter]
    [ConnectionTransform(EvalService.Galileo)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection? Connection { get; set; }

    /// <summary>The client of the connection.</summary>
    private protected GalileoClient Client { get; private set; } = null!;

    /// <summary>Finds projects and their contents.</summary>
    private protected GalileoCatalog Catalog => field ??= new GalileoCatalog(Transport, Pump);

    /// <summary>The client for datasets.</summary>
    private protected GalileoDatasets Datasets => field ??= new GalileoDatasets(Transport, Pump);

    /// <summary>The client for registered scorers.</summary>
    private protected ScorerRegistry Registry => field ??= new ScorerRegistry(Transport, Pump);

    /// <summary>The client for the versions of scorers.</summary>
    private protected ScorerVersions Versions => field ??= new ScorerVersions(Transport, Pump);

    /// <summary>The client for the health scores of scorers.</summary>
    private protected ScorerHealth Health => field ??= new ScorerHealth(Transport, Pump);

    /// <summary>Carries the requests of the connection.</summary>
    private protected IEvalTransport Transport { get; private set; } = null!;

    /// <summary>The connection that is used.</summary>
    private protected EvalConnection Opened { get; private set; } = null!;

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        Opened = Open(EvalService.Galileo, Connection, out IEvalTransport transport);
        Transport = transport;
        Client = new GalileoClient(transport, Pump);
    }

    /// <summary>The IDs of projects.</summary>
    /// <param name="projects">Their names or IDs; null for none.</param>
    /// <returns>The IDs; null for none. Without a project of a name the cmdlet ends.</returns>
    private protected string[]? ProjectIds(string[]? projects) => OrEnd<string[]?>(projects, () => projects is null
        ? null
        : [.. projects.Select(project => Run(cancellation => Catalog.ProjectIdAsync(project, cancellation)))]);
}

/// <summary>The base of the cmdlets for Galileo that send one request for each input: several requests at a time, the
/// results in the order of the input, and one error in its place for each failed input.</summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class GalileoThrottledCommand<T> : GalileoCommand
{
    private protected GalileoThrottledCommand()
    {
    }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public virtual int ThrottleLimit { get; set; } = 16;

    /// <summary>The requests.</summary>
    private protected OrderedRequests<T> Requests => field ??= new OrderedRequests<T>(this, ThrottleLimit, Write);

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => Requests.Finish();

    /// <summary>Writes one result to the pipeline.</summary>
    private protected virtual void Write(T result) => WriteObject(result);
}
