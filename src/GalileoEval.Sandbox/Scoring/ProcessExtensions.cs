using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>What the two targets do differently with processes.</summary>
internal static class ProcessExtensions
{
    private const int KillSignal = 9;

    /// <summary>Ends what a process left running that has ended, where it led a group of its own.</summary>
    public static void KillGroup(this Process process)
    {
        // A negative number is that of a group. There is none any more in nearly every case, which is no matter.
        if (Path.DirectorySeparatorChar == '/')
            _ = Kill(-process.Id, KillSignal);
    }

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

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
