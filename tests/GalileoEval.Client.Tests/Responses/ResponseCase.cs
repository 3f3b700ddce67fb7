using System.Text;

namespace GalileoEval.Tests.Responses;

/// <summary>A body among the responses of a reader, with a text for failure messages.</summary>
/// <param name="At">The index of the response that it replaces.</param>
/// <param name="Body">The body.</param>
internal sealed record ResponseCase(int At, byte[] Body)
{
    public override string ToString() => $"answer {At}: {Encoding.UTF8.GetString(Body)} ({Convert.ToHexString(Body[..Math.Min(Body.Length, 64)])})";
}
