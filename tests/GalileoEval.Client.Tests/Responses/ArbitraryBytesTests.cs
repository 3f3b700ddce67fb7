namespace GalileoEval.Tests.Responses;

public sealed class ArbitraryBytesTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void Arbitrary_bytes_are_a_model_or_an_InvalidResponse_error(string reader) =>
        ResponseProperty.Check(reader, _ => ResponseGenerators.Bytes);
}
