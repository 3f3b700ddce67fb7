using System.ComponentModel;
using System.Diagnostics;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>Process APIs that differ between the two targets.</summary>
internal static class ProcessExtensions
{
    /// <summary>Kills a process and its descendants.</summary>
    public static void KillWithChildren(this Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            // .NET Framework cannot kill a process tree; the taskkill command of Windows can.
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
            // The process has exited in the meantime.
        }
    }
}
