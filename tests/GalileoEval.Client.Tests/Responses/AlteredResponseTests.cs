namespace GalileoEval.Tests.Responses;

public sealed class AlteredResponseTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void A_response_with_one_changed_value_is_a_model_or_an_InvalidResponse_error(string reader) =>
        ResponseProperty.Check(reader, ResponseGenerators.Altered);
}
