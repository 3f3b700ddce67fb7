using System.Globalization;

namespace GalileoEval.Pipeline;

/// <summary>Shows the progress of concurrent uploads.</summary>
internal sealed class UploadProgress(CommandPump pump)
{
    private readonly ProgressBar _bar = new(pump, 0x4746, "Uploading files");
    private readonly object _gate = new();
    private long _total;
    private long _sent;
    private int _percent = -1;

    /// <summary>Adds an upload.</summary>
    /// <returns>Receives the number of bytes sent so far.</returns>
    public IProgress<long> Add(long length)
    {
        lock (_gate)
        {
            _total += length;
            _percent = -1;
        }

        return new Upload(this, length);
    }

    /// <inheritdoc cref="ProgressBar.Complete"/>
    public void Complete(EvalCommand command) => _bar.Complete(command);

    private void Change(long difference)
    {
        lock (_gate)
        {
            _sent += difference;
            int percent = (int)(_sent * 100 / _total);
            // A record for every chunk would slow the upload down.
            if (percent == _percent)
                return;

            _percent = percent;
            _bar.Show($"{Megabytes(_sent)} of {Megabytes(_total)} MB sent", percent);
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    // The form is a little longer than its files. A retry starts again from zero.
    private sealed class Upload(UploadProgress all, long length) : IProgress<long>
    {
        private long _last;

        public void Report(long value)
        {
            long sent = Math.Min(value, length);
            all.Change(sent - _last);
            _last = sent;
        }
    }
}
