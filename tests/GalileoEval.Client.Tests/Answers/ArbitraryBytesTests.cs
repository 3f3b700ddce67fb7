namespace GalileoEval.Tests.Answers;

public sealed class ArbitraryBytesTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void Arbitrary_bytes_gives_a_model_or_an_invalid_response(string reader) =>
        AnswerProperty.Check(reader, _ => AnswerGenerators.Bytes);
}
