using System.Reflection;
using System.Runtime.ExceptionServices;
using GalileoEval.Analysis;
using GalileoEval.Sandbox;
using GalileoEval.Transport;

namespace GalileoEval.Loading;

/// <summary>Loads the assemblies in the folder <c>private</c> beside this one, with their packages, at first use, isolated from
/// other modules.</summary>
internal static class PrivateAssemblies
{
    private static readonly Lazy<IEvalTransportFactory> LazyTransports =
        new(() => Create<IEvalTransportFactory>("GalileoEval.Http", "GalileoEval.Http.HttpTransportFactory"));

    private static readonly Lazy<IEvalSandboxFactory> LazySandboxes =
        new(() => Create<IEvalSandboxFactory>("GalileoEval.Sandbox", "GalileoEval.Sandbox.Server.EvalSandboxFactory"));

    private static readonly Lazy<IScoreAnalysis> LazyScores =
        new(() => Create<IScoreAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Scores.ScoreAnalysis"));

    private static readonly Lazy<IGateAnalysis> LazyGates =
        new(() => Create<IGateAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Gates.GateAnalysis"));

    private static readonly Lazy<IAgreementAnalysis> LazyAgreement =
        new(() => Create<IAgreementAnalysis>("GalileoEval.Analysis", "GalileoEval.Analysis.Agreement.AgreementAnalysis"));

    private static readonly Lazy<IBaselineFormat> LazyBaselines =
        new(() => Create<IBaselineFormat>("GalileoEval.Analysis", "GalileoEval.Analysis.Baselines.BaselineFormat"));

    private static readonly Lazy<IEvalReportWriter> LazyReports =
        new(() => Create<IEvalReportWriter>("GalileoEval.Analysis", "GalileoEval.Analysis.Reports.EvalReportWriter"));

    /// <summary>Creates the transports of connections.</summary>
    public static IEvalTransportFactory Transports => LazyTransports.Value;

    /// <summary>Starts sandboxes.</summary>
    public static IEvalSandboxFactory Sandboxes => LazySandboxes.Value;

    /// <summary>Measures and compares scores.</summary>
    public static IScoreAnalysis Scores => LazyScores.Value;

    /// <summary>Compares objects with the rules of gates.</summary>
    public static IGateAnalysis Gates => LazyGates.Value;

    /// <summary>Writes and reads baselines.</summary>
    public static IBaselineFormat Baselines => LazyBaselines.Value;

    /// <summary>Measures how well raters agree.</summary>
    public static IAgreementAnalysis Agreement => LazyAgreement.Value;

    /// <summary>Writes reports.</summary>
    public static IEvalReportWriter Reports => LazyReports.Value;

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
