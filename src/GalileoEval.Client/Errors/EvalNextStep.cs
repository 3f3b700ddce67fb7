namespace GalileoEval.Errors;

/// <summary>A next step for the user. A front end appends its own command for it to the text of an error or a warning.</summary>
public enum EvalNextStep
{
    /// <summary>Connect to the service again, with an API key.</summary>
    Connect,

    /// <summary>Log in to the service again, with a user name and a password.</summary>
    LogIn,

    /// <summary>Wait again for the same work.</summary>
    Wait,

    /// <summary>Read the validation of a code scorer.</summary>
    ReadValidation,

    /// <summary>Remove a scorer.</summary>
    RemoveScorer,

    /// <summary>Finalize a staging batch.</summary>
    FinalizeBatch,

    /// <summary>Resume a paused batch.</summary>
    ResumeBatch,
}
