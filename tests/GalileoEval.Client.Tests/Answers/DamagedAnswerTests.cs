namespace GalileoEval.Tests.Answers;

public sealed class DamagedAnswerTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void An_answer_with_other_bytes_gives_a_model_or_an_invalid_response(string reader) =>
        AnswerProperty.Check(reader, AnswerGenerators.Damaged);
}
