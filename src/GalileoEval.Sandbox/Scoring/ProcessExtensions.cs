using System.ComponentModel;
using System.Diagnostics;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>What the two targets do differently with processes.</summary>
internal static class ProcessExtensions
{
    /// <summary>Ends a process and what it started.</summary>
    public static void KillWithChildren(this Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            // .NET Framework cannot end a tree; Windows can.
            if (Environment.OSVersion.Platform == PlatformID.Win32NT)
            {
                using Process? taskkill = Process.Start(new ProcessStartInfo("taskkill", $"/PID {process.Id} /T /F")
                {
                    UseShellExecute = false,
                    CreateNoWindow = true,
                });
                taskkill?.WaitForExit(5000);
            }

            if (!process.HasExited)
                process.Kill();
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }
}
