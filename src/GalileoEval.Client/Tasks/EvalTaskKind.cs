using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>A kind of work that can be waited for: its type, its IDs, how it is read from an object, polled and shown. A new
/// kind is one class that derives from <see cref="EvalTaskKind{TTask, TClient}"/>, and one line in <see cref="EvalTaskKinds"/>.</summary>
public abstract class EvalTaskKind
{
    private protected EvalTaskKind(EvalService service, Type type, IReadOnlyList<string> idProperties)
    {
        Service = service;
        Type = type;
        IdProperties = idProperties;
    }

    /// <summary>The service that does the work.</summary>
    public EvalService Service { get; }

    /// <summary>The type of the work, an <see cref="IEvalTask"/>.</summary>
    public Type Type { get; }

    /// <summary>The properties that find the work again, from the outer to the inner: the last one identifies the work itself, and
    /// an object that has it is of this kind.</summary>
    public IReadOnlyList<string> IdProperties { get; }

    /// <summary>The property that identifies the work itself.</summary>
    public string IdProperty => IdProperties[IdProperties.Count - 1];

    /// <summary>Whether an object stands for work of this kind. Kinds that are listed before this one have said no.</summary>
    /// <param name="ids">The IDs of the object.</param>
    /// <param name="service">The service of the object; null if it is not known.</param>
    /// <exception cref="EvalException">InvalidArgument: an ID is not a single value.</exception>
    public virtual bool Matches(IEvalTaskIds ids, EvalService? service) =>
        (service is null || service == Service) && ids.Text(IdProperty) is not null;

    /// <summary>Creates a reference from an ID alone.</summary>
    /// <param name="id">The ID.</param>
    /// <returns>The reference; null if one ID is not enough, or is not the one that users of the service mean.</returns>
    public virtual IEvalTask? FromId(string id) => null;

    /// <summary>Creates a reference from an object that has all of <see cref="IdProperties"/>.</summary>
    /// <param name="ids">The IDs of the object.</param>
    /// <returns>The work, as far as the object says: its IDs, and what else helps to find it.</returns>
    /// <exception cref="EvalException">InvalidArgument: an ID is not valid.</exception>
    public abstract IEvalTask Read(IEvalTaskIds ids);

    /// <summary>Creates a poller. One poller per client polls work together.</summary>
    /// <param name="client">The client of <see cref="Service"/>.</param>
    public abstract IEvalTaskPoller CreatePoller(EvalServiceClient client);

    /// <summary>The ID as one text, short enough for a column of 38 characters.</summary>
    /// <param name="task">The work, of <see cref="Type"/>.</param>
    public abstract string IdText(IEvalTask task);

    /// <summary>The result in a few words: the error, else the score, else how much there is.</summary>
    /// <param name="values">The values of the work.</param>
    /// <returns>The text; empty when there is no result yet.</returns>
    public abstract string ResultText(IEvalTaskValues values);
}

/// <summary>A kind of work, with its types.</summary>
/// <typeparam name="TTask">The type of the work.</typeparam>
/// <typeparam name="TClient">The client of the service.</typeparam>
/// <param name="service">The service that does the work.</param>
/// <param name="idProperties">The properties that find the work again; the last one identifies the work itself.</param>
public abstract class EvalTaskKind<TTask, TClient>(EvalService service, params string[] idProperties)
    : EvalTaskKind(service, typeof(TTask), idProperties)
    where TTask : class, IEvalTask
    where TClient : EvalServiceClient
{
    /// <inheritdoc/>
    public sealed override IEvalTaskPoller CreatePoller(EvalServiceClient client) => CreatePoller((TClient)client);

    /// <inheritdoc/>
    public sealed override string IdText(IEvalTask task) => IdText((TTask)task);

    /// <inheritdoc cref="EvalTaskKind.CreatePoller"/>
    protected abstract IEvalTaskPoller CreatePoller(TClient client);

    /// <inheritdoc cref="EvalTaskKind.IdText"/>
    protected abstract string IdText(TTask task);
}

/// <summary>The IDs of an object that stands for work: a row of a CSV file, or an object that was JSON or CLIXML.</summary>
public interface IEvalTaskIds
{
    /// <summary>A property as text.</summary>
    /// <param name="name">The property.</param>
    /// <returns>The text; null if the property is absent or empty.</returns>
    /// <exception cref="EvalException">InvalidArgument: the property is not a single value.</exception>
    string? Text(string name);

    /// <summary>A property as a whole number.</summary>
    /// <param name="name">The property, which is not absent.</param>
    /// <exception cref="EvalException">InvalidArgument: the property is not a whole number.</exception>
    long Number(string name);
}

/// <summary>The values of work as they are shown. The work may have been serialized, so that its type is lost.</summary>
public interface IEvalTaskValues
{
    /// <summary>A property as one line of text.</summary>
    /// <param name="name">The property.</param>
    /// <returns>The text, with at most four decimals for a number; empty when the property is absent or empty.</returns>
    string Text(string name);

    /// <summary>A property as a number: the number itself, or how many items a list has.</summary>
    /// <param name="name">The property.</param>
    /// <returns>The number; 0 when the property is absent.</returns>
    int Count(string name);
}
