using System.Collections;
using System.Management.Automation;
using GalileoEval.Connections;
using GalileoEval.Errors;

namespace GalileoEval.Completion;

/// <summary>The connection that the command being typed would use.</summary>
internal static class TypedConnection
{
    /// <summary>The one of -Connection, as far as it is typed; else the session's or the environment's.</summary>
    /// <param name="parameters">The parameters typed so far.</param>
    /// <param name="service">The service that is to be asked.</param>
    /// <exception cref="EvalException">There is none.</exception>
    public static EvalConnection Of(IDictionary parameters, EvalService service) =>
        (parameters["Connection"] is PSObject wrapped ? wrapped.BaseObject : parameters["Connection"]) switch
        {
            EvalConnection connection when connection.Service == service => connection,
            string name when EvalSession.Named(name, service) is [EvalConnection connection, ..] => connection,
            null => EvalSession.DefaultOf(service),
            _ => throw new EvalException(EvalErrorCondition.NoConnection, "What is typed for -Connection is no connection to the service."),
        };
}
