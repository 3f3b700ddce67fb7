using System.Runtime.CompilerServices;

namespace GalileoEval;

/// <summary>Options for the compilation of a method.</summary>
internal static class Compiling
{
    /// <summary>AggressiveOptimization: skips tiered compilation, which optimizes a method only after many calls, too
    /// late for a single long response. .NET Standard 2.0 does not define the option, and .NET Framework ignores
    /// it.</summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
