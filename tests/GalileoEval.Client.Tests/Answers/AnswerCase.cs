using System.Text;

namespace GalileoEval.Tests.Answers;

/// <summary>A body among the answers of a reader; prints so that a failure can be seen.</summary>
/// <param name="At">Which answer it takes the place of.</param>
/// <param name="Body">The body.</param>
internal sealed record AnswerCase(int At, byte[] Body)
{
    public override string ToString() => $"answer {At}: {Encoding.UTF8.GetString(Body)} ({Convert.ToHexString(Body[..Math.Min(Body.Length, 64)])})";
}
