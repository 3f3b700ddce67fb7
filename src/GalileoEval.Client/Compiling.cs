using System.Runtime.CompilerServices;

namespace GalileoEval;

/// <summary>Options for the compilation of a method.</summary>
internal static class Compiling
{
    /// <summary>AggressiveOptimization: skips tiered compilation, which optimizes a method only after many calls and would come too
    /// late for one long response. .NET Standard 2.0 has no name for the option, and .NET Framework ignores it.</summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
