using System.Text;
using FsCheck.Fluent;

namespace GalileoEval.Tests.Answers;

public sealed class ArbitraryJsonTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void Any_JSON_gives_a_model_or_an_invalid_response(string reader) =>
        AnswerProperty.Check(reader, _ => AnswerGenerators.Json.Select(Encoding.UTF8.GetBytes));
}
