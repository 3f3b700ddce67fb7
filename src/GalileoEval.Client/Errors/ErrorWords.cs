namespace GalileoEval.Errors;

/// <summary>What a service says of an error.</summary>
/// <param name="Message">Its words, one line; null when it says nothing.</param>
/// <param name="Action">What the user can do, in its words.</param>
/// <param name="IsRetriable">Its word on whether a retry can help.</param>
internal readonly record struct ErrorWords(string? Message, string? Action = null, bool? IsRetriable = null);
