namespace GalileoEval.Tests.Answers;

public sealed class AlteredAnswerTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void An_answer_with_one_other_value_gives_a_model_or_an_invalid_response(string reader) =>
        AnswerProperty.Check(reader, AnswerGenerators.Altered);
}
