namespace GalileoEval.Build.Tests
{
    public class SampleModelBase
    {
        public string? Inherited { get; init; }
    }

    /// <summary>Has a property of every kind, and some that no view can display. If <see cref="Yes"/> is false,
    /// <see cref="GetSampleCommand.Id"/> or <see cref="NakedSampleCommand"/> is why.</summary>
    public sealed class SampleModel : SampleModelBase
    {
        public static string Shared => "";

        public string? Text { get; init; }

        public object? Anything { get; init; }

        public long? Count { get; init; }

        public bool Yes { get; init; }

        public DateTime? Time { get; init; }

        public double Ratio { get; init; }

        public EvalState? State { get; init; }

        public string[] Many { get; init; } = [];

        public string? WriteOnly { private get; init; }

        internal string? Hidden { get; init; }

        public char this[int index] => Text![index];
    }
}

namespace GalileoEval
{
    // Has the name of the client's type, which selects the kind.
    public enum EvalState
    {
        Pending,
    }
}
