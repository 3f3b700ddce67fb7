using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GalileoEval.Sandbox.Scoring;

/// <summary>The process between the sandbox and a scorer. It runs the scorer, and ends all its descendants when its standard
/// input closes, even if the sandbox has crashed.</summary>
internal sealed class Supervisor : IDisposable
{
    private const int OutputLimit = 80 * 1024 * 1024;
    private const string Bootstrap =
        "import sys; exec(compile(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())), 'supervisor.py', 'exec'))";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(1);
    private static readonly string[] PassedOn = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "PATHEXT"];
    private static readonly Lazy<byte[]> Program = new(() => Read("supervisor.py"));
    private static readonly Lazy<byte[]> Driver = new(() => Read("driver.py"));
    private readonly Process _process;

    private Supervisor(Process process) => _process = process;

    /// <summary>Starts the supervisor.</summary>
    /// <param name="interpreter">The Python interpreter.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static Supervisor Start(string interpreter)
    {
        // -I ignores the user's settings and packages, -S all packages; -B writes no bytecode files.
        ProcessStartInfo start = new(interpreter, $"-I -S -B -X utf8 -c \"{Bootstrap}\"")
        {
            // A folder that always exists; the scorer gets its own.
            WorkingDirectory = Path.GetDirectoryName(interpreter),
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A scorer is untrusted code: it gets the variables that an interpreter needs, and none of this process's secrets.
        Dictionary<string, string> kept = PassedOn
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!);
        start.Environment.Clear();
        foreach (KeyValuePair<string, string> variable in kept)
            start.Environment[variable.Key] = variable.Value;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        Process process = new() { StartInfo = start };
        try
        {
            process.Start();
            return new Supervisor(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Sends a job and reads the output until the process exits.</summary>
    /// <param name="job">The job as JSON.</param>
    /// <param name="source">The scorer file.</param>
    /// <returns>The lines of JSON that the process wrote.</returns>
    public async Task<byte[]> RunAsync(byte[] job, byte[] source)
    {
        Task<byte[]> output = ReadAsync(_process.StandardOutput.BaseStream);
        Task<byte[]> errors = ReadAsync(_process.StandardError.BaseStream);
        try
        {
            using MemoryStream message = Message(Program.Value, Driver.Value, job, source);
            await message.CopyToAsync(_process.StandardInput.BaseStream).ConfigureAwait(false);
            await _process.StandardInput.BaseStream.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has exited or is being stopped. The missing report reveals that.
        }

        byte[] written = await output.ConfigureAwait(false);
        if (written.Length == 0 && Encoding.UTF8.GetString(await errors.ConfigureAwait(false)).Trim() is { Length: > 0 } error)
            throw new InvalidOperationException(error.Substring(Math.Max(0, error.Length - 2000)));
        return written;
    }

    /// <summary>Signals the process to end all its descendants, and waits for it; kills it if it hangs.</summary>
    /// <param name="output">What <see cref="RunAsync"/> returned.</param>
    public async Task StopAsync(Task output)
    {
        CloseInput();
        if (await Task.WhenAny(output, Task.Delay(EndLimit)).ConfigureAwait(false) == output)
            return;
        _process.KillWithChildren();
        await Task.WhenAny(output, Task.Delay(KillLimit)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        CloseInput();
        _process.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The process has exited.
        }
    }

    // Each part is preceded by its length, as supervisor.py expects it.
    private static MemoryStream Message(params byte[][] parts)
    {
        MemoryStream message = new();
        foreach (byte[] part in parts)
        {
            byte[] length = Encoding.ASCII.GetBytes(part.Length.ToString(CultureInfo.InvariantCulture) + "\n");
            message.Write(length, 0, length.Length);
            message.Write(part, 0, part.Length);
        }

        message.Position = 0;
        return message;
    }

    // Reads to the end even if there is too much, so that the writer does not block on a full pipe.
    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using MemoryStream read = new();
        byte[] buffer = new byte[81920];
        while (true)
        {
#if NET
            int count = await stream.ReadAsync(buffer).ConfigureAwait(false);
#else
            int count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
#endif
            if (count == 0)
                return read.ToArray();
            if (read.Length < OutputLimit)
                read.Write(buffer, 0, count);
        }
    }

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(Supervisor).Assembly.GetManifestResourceStream(name)!;
        using MemoryStream copy = new();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
