namespace GalileoEval.Sandbox.Hosting;

/// <summary>How an answer ends on the wire.</summary>
internal enum ReplyEnding
{
    /// <summary>Whole.</summary>
    Whole,

    /// <summary>The connection is closed before the first byte.</summary>
    Reset,

    /// <summary>The connection is closed half way.</summary>
    CutHalfWay,

    /// <summary>Nothing more comes half way, and the connection stays open.</summary>
    StallHalfWay,
}
