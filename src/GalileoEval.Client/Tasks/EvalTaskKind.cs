using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>A kind of work that can be waited for: its type and IDs, and how it is read from an object, polled and
/// displayed. A new kind is one class that derives from <see cref="EvalTaskKind{TTask, TClient}"/>, and one line in
/// <see cref="EvalTaskKinds"/>.</summary>
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

    /// <summary>The properties that identify the work, from outer to inner. The last one identifies the work itself; an
    /// object that has it is of this kind.</summary>
    public IReadOnlyList<string> IdProperties { get; }

    /// <summary>The property that identifies the work itself.</summary>
    public string IdProperty => IdProperties[IdProperties.Count - 1];

    /// <summary>Whether an object identifies work of this kind. Earlier kinds have already rejected the
    /// object.</summary>
    /// <param name="ids">The IDs of the object.</param>
    /// <param name="service">The service of the object; null if it is unknown.</param>
    /// <exception cref="EvalException">InvalidArgument: an ID is not a single value.</exception>
    public virtual bool Matches(IEvalTaskIds ids, EvalService? service) =>
        (service is null || service == Service) && ids.Text(IdProperty) is not null;

    /// <summary>Creates a reference from an ID alone.</summary>
    /// <param name="id">The ID.</param>
    /// <returns>The reference; null if one ID is not sufficient, or users do not mean this kind by it.</returns>
    public virtual IEvalTask? FromId(string id) => null;

    /// <summary>Creates a reference from an object that has all of <see cref="IdProperties"/>.</summary>
    /// <param name="ids">The IDs of the object.</param>
    /// <returns>The work, with its IDs and the other properties of the object that help to find it.</returns>
    /// <exception cref="EvalException">InvalidArgument: an ID is not valid.</exception>
    public abstract IEvalTask Read(IEvalTaskIds ids);

    /// <summary>Creates a poller. One poller per client polls work together.</summary>
    /// <param name="client">The client of <see cref="Service"/>.</param>
    public abstract IEvalTaskPoller CreatePoller(EvalServiceClient client);

    /// <summary>The ID as one text, short enough for a column of 38 characters.</summary>
    /// <param name="task">The work, of <see cref="Type"/>.</param>
    public abstract string IdText(IEvalTask task);

    /// <summary>A short text of the result: the error, otherwise the score, otherwise the number of results.</summary>
    /// <param name="values">The values of the work.</param>
    /// <returns>The text; empty if there is no result yet.</returns>
    public abstract string ResultText(IEvalTaskValues values);
}

/// <summary>A kind of work, with its types.</summary>
/// <typeparam name="TTask">The type of the work.</typeparam>
/// <typeparam name="TClient">The client of the service.</typeparam>
/// <param name="service">The service that does the work.</param>
/// <param name="idProperties">The properties that identify the work; the last one identifies the work itself.</param>
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

/// <summary>The IDs of an object that identifies work: a row of a CSV file, or an object from JSON or CLIXML.</summary>
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

/// <summary>The values of work for display. The work may have lost its type in serialization.</summary>
public interface IEvalTaskValues
{
    /// <summary>A property as one line of text.</summary>
    /// <param name="name">The property.</param>
    /// <returns>The text, with at most four decimals for a number; empty if the property is absent or empty.</returns>
    string Text(string name);

    /// <summary>A property as a number: the number itself, or the number of items of a list.</summary>
    /// <param name="name">The property.</param>
    /// <returns>The number; 0 if the property is absent.</returns>
    int Count(string name);
}
