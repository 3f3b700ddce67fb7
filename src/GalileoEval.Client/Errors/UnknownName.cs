using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>Creates the error for an unknown name.</summary>
public static class UnknownName
{
    /// <summary>Creates the error.</summary>
    /// <param name="service">The service that has the objects.</param>
    /// <param name="kind">The kind of object, such as <c>log stream</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The existing names; the message contains the nearest ones.</param>
    /// <param name="place">The place of the search, with a leading space; may be empty.</param>
    /// <returns>The error, NotFound.</returns>
    public static EvalException Error(EvalService service, string kind, string name, IEnumerable<string> known, string place = "") =>
        new(
            EvalErrorCondition.NotFound,
            $"{service}: there is no {kind} named '{EvalText.OneLine(name, 100)}'{place}. {NearestNames.Hint(name, known)}")
        {
            Service = service,
            RecommendedAction = "Check the name, and that the connection uses the right account.",
        };
}
