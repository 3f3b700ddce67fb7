using System.Runtime.CompilerServices;

namespace GalileoEval;

/// <summary>When the runtime compiles a method well.</summary>
internal static class Compiling
{
    /// <summary>
    /// Before its first call. Otherwise a method is compiled badly first, then counted, and well only when it has been busy for
    /// some time: a long answer is over by then. .NET Standard 2.0 has no name for this, and .NET Framework does not look at it.
    /// </summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
