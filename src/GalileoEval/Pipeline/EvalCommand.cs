using System.Management.Automation;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The base of all cmdlets of this module: one cancellation for everything they start, and a way to run
/// asynchronous work from the pipeline thread.</summary>
public abstract class EvalCommand : PSCmdlet, IDisposable
{
    // Never disposed: a request that is being cancelled may still read its token.
    private readonly CancellationTokenSource _cancellation = new();

    private protected EvalCommand()
    {
    }

    /// <summary>Cancelled when the user presses Ctrl+C, or when the pipeline ends before the cmdlet does.</summary>
    internal CancellationToken Cancellation => _cancellation.Token;

    /// <summary>The way back to the pipeline thread.</summary>
    internal CommandPump Pump { get; } = new();

    /// <summary>Called by PowerShell when the cmdlet is no longer needed, also when the pipeline was cut
    /// short.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels everything in progress.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _cancellation.Cancel();
    }

    /// <summary>Cancels everything in progress, at once. Called by PowerShell on another thread.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Does queued work until the condition holds.</summary>
    internal void RunUntil(Func<bool> done) => Pump.RunUntil(this, done, Cancellation);

    /// <summary>Runs asynchronous work on the thread pool and waits for it. Work that it posts runs on this
    /// thread.</summary>
    /// <exception cref="EvalException">The work failed, or was cancelled elsewhere.</exception>
    /// <exception cref="PipelineStoppedException">The pipeline is stopping.</exception>
    internal T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Start(work);
        RunUntil(() => task.IsCompleted);
        return ResultOf(task);
    }

    /// <summary>As <see cref="Run{T}"/>, for work without a result.</summary>
    internal void Execute(Func<CancellationToken, Task> work) =>
        Run(async cancellation =>
        {
            await work(cancellation).ConfigureAwait(false);
            return true;
        });

    /// <summary>Starts asynchronous work on the thread pool. Its end wakes the pump.</summary>
    internal Task<T> Start<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(Cancellation), Cancellation);
        _ = task.ContinueWith(
            _ => Pump.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>The result of work that has ended.</summary>
    internal T ResultOf<T>(Task<T> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            if (Cancellation.IsCancellationRequested)
                throw new PipelineStoppedException();
            throw new EvalException(EvalErrorCondition.Timeout, "The operation was cancelled before a response was received.", e);
        }
    }

    /// <summary>Writes items as they arrive. When the pipeline stops, no more are requested.</summary>
    /// <param name="items">The items; each is waited for on the thread pool.</param>
    /// <param name="write">Takes an item, on the pipeline thread.</param>
    /// <exception cref="EvalException">The work failed, or was cancelled elsewhere.</exception>
    /// <exception cref="PipelineStoppedException">The pipeline is stopping.</exception>
    internal void Stream<T>(IAsyncEnumerable<T> items, Action<T> write)
    {
        IAsyncEnumerator<T> enumerator = items.GetAsyncEnumerator(Cancellation);
        while (Run(_ => enumerator.MoveNextAsync().AsTask()))
            write(enumerator.Current);
    }

    /// <summary>Writes a list page by page: a page is requested after the previous one has been written, so a pipeline
    /// that stops early sends no unnecessary request. A failure is one non-terminating error.</summary>
    /// <param name="list">The list.</param>
    /// <param name="target">The object that the list belongs to; the target of its error.</param>
    /// <param name="isWanted">Selects the items to write; null for all.</param>
    /// <param name="paging">The range of the list; null for all.</param>
    /// <returns>False if it failed.</returns>
    internal bool WriteList<T>(
        PagedList<T> list, object? target, Func<T, bool>? isWanted = null, PagingParameters? paging = null)
    {
        return Try(target, () =>
        {
            if (paging?.IncludeTotalCount == true)
                WriteObject(paging.NewTotalCount((ulong)Run(list.CountAsync), 1.0));

            WritePages(list.AsPages(paging?.Skip ?? 0, paging?.First ?? ulong.MaxValue), isWanted);
        });
    }

    /// <summary>Writes the items of pages.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="isWanted">Selects the items to write; null for all.</param>
    /// <returns>True if there was at least one item.</returns>
    /// <exception cref="EvalException">A page could not be read.</exception>
    internal bool WritePages<T>(IAsyncEnumerable<EvalPage<T>> pages, Func<T, bool>? isWanted)
    {
        bool hasItems = false;
        Stream(pages, page =>
        {
            foreach (T item in page.Items)
            {
                hasItems = true;
                if (isWanted?.Invoke(item) != false)
                    WriteObject(item);
            }
        });
        return hasItems;
    }

    /// <summary>Opens the given connection or, without one, the session's or the environment's. Without any, the cmdlet
    /// ends.</summary>
    /// <param name="service">The service.</param>
    /// <param name="connection">The connection that was named; null for none.</param>
    /// <param name="transport">Carries the requests.</param>
    internal EvalConnection Open(EvalService service, EvalConnection? connection, out IEvalTransport transport)
    {
        Pump.IsVerboseEnabled = IsEnabled("Verbose");
        Pump.IsDebugEnabled = IsEnabled("Debug");
        (EvalConnection opened, transport) = OrEnd(service, () =>
        {
            EvalConnection found = connection ?? EvalSession.DefaultOf(service);
            return (found, found.Transport);
        });
        return opened;
    }

    // As PowerShell decides it: the parameter, else the preference of the caller's scope.
    private bool IsEnabled(string stream) =>
        MyInvocation.BoundParameters.TryGetValue(stream, out object? asked)
            ? LanguagePrimitives.IsTrue(asked)
            : !LanguagePrimitives.TryConvertTo(GetVariableValue(stream + "Preference"), out ActionPreference preference)
                || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>Does the work of one input. A failure is one non-terminating error.</summary>
    /// <param name="target">The input; the target of the error.</param>
    /// <param name="work">The work.</param>
    /// <returns>False if it failed.</returns>
    internal bool Try(object? target, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (EvalException e)
        {
            WriteFailure(e, target);
            return false;
        }
    }

    /// <summary>Does work without which the cmdlet cannot continue. A failure ends the cmdlet.</summary>
    /// <param name="target">The target of the error; null for none.</param>
    /// <param name="work">The work.</param>
    internal T OrEnd<T>(object? target, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (EvalException e)
        {
            End(e, target);
            throw;
        }
    }

    /// <summary>As <see cref="OrEnd{T}"/>, for work without a result.</summary>
    internal void OrEnd(object? target, Action work) => OrEnd(target, () =>
    {
        work();
        return true;
    });

    /// <summary>Sends a request that is not repeated. If its response is lost, the error says how to find out whether
    /// the service processed it.</summary>
    /// <param name="ifReceived">How to find out.</param>
    /// <param name="send">Sends the request.</param>
    private protected static void SendOnce(string ifReceived, Action send)
    {
        try
        {
            send();
        }
        catch (EvalException e)
        {
            throw LostResponse.Explain(e, ifReceived);
        }
    }

    /// <summary>Ends the cmdlet with an error.</summary>
    internal void End(EvalException failure, object? target) => ThrowTerminatingError(EvalErrorRecord.From(failure, target));

    /// <summary>Writes a non-terminating error.</summary>
    internal void WriteFailure(EvalException failure, object? target) => WriteError(EvalErrorRecord.From(failure, target));
}
