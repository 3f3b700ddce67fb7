using System.Reflection;
using System.Runtime.ExceptionServices;
using GalileoEval.Analysis;
using GalileoEval.Sandbox;
using GalileoEval.Transport;

namespace GalileoEval.Loading;

/// <summary>Loads the assemblies in the folder <c>private</c> beside this one, with their packages, at first use,
/// isolated from other modules.</summary>
internal static class PrivateAssemblies
{
    // The objects below have no state: if two threads create one at the same time, either can be used.

    /// <summary>Creates the transports of connections.</summary>
    public static IEvalTransportFactory Transports =>
        field ??= Create<IEvalTransportFactory>("GalileoEval.Http", "GalileoEval.Http.HttpTransportFactory");

    /// <summary>Starts sandboxes.</summary>
    public static IEvalSandboxFactory Sandboxes =>
        field ??= Create<IEvalSandboxFactory>("GalileoEval.Sandbox", "GalileoEval.Sandbox.Server.EvalSandboxFactory");

    /// <summary>Measures and compares scores.</summary>
    public static IScoreAnalysis Scores =>
        field ??= Create<IScoreAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Scores.ScoreAnalysis");

    /// <summary>Compares objects with the rules of gates.</summary>
    public static IGateAnalysis Gates =>
        field ??= Create<IGateAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Gates.GateAnalysis");

    /// <summary>Writes and reads baselines.</summary>
    public static IBaselineFormat Baselines =>
        field ??= Create<IBaselineFormat>("GalileoEval.Analysis", "GalileoEval.Analysis.Baselines.BaselineFormat");

    /// <summary>Measures how well raters agree.</summary>
    public static IAgreementAnalysis Agreement =>
        field ??= Create<IAgreementAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Agreement.AgreementAnalysis");

    /// <summary>Writes reports.</summary>
    public static IEvalReportWriter Reports =>
        field ??= Create<IEvalReportWriter>("GalileoEval.Analysis", "GalileoEval.Analysis.Reports.EvalReportWriter");

    /// <summary>The folder of this assembly.</summary>
    public static string ModuleFolder => Path.GetDirectoryName(typeof(PrivateAssemblies).Assembly.Location)!;

    /// <summary>The folder of the private assemblies.</summary>
    public static string Folder => Path.Combine(ModuleFolder, "private");

    private static T Create<T>(string assemblyName, string typeName)
    {
        Type type = Load(assemblyName).GetType(typeName, throwOnError: true)!;
        try
        {
            return (T)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            // The inner exception has the actionable cause, such as a missing file.
            ExceptionDispatchInfo.Capture(e.InnerException).Throw();
            throw;
        }
    }

#if NET
    private static readonly Lazy<PrivateLoadContext> Context = new(() => new PrivateLoadContext(Folder));

    private static Assembly Load(string assemblyName) => Context.Value.LoadFromAssemblyName(new AssemblyName(assemblyName));
#else
    private static Assembly Load(string assemblyName) => Assembly.LoadFrom(Path.Combine(Folder, assemblyName + ".dll"));
#endif
}
