namespace GalileoEval.Sandbox.Hosting;

/// <summary>How a response ends.</summary>
internal enum ReplyEnding
{
    /// <summary>The response is complete.</summary>
    Complete,

    /// <summary>The connection is closed before the first byte.</summary>
    Reset,

    /// <summary>The connection is closed halfway through the body.</summary>
    CutHalfWay,

    /// <summary>Sending stops halfway through the body, and the connection stays open.</summary>
    StallHalfWay,
}
