using System.Text;
using FsCheck.Fluent;

namespace GalileoEval.Tests.Responses;

public sealed class ArbitraryJsonTests
{
    [Theory]
    [MemberData(nameof(Readers.Names), MemberType = typeof(Readers))]
    public void Any_JSON_is_a_model_or_an_InvalidResponse_error(string reader) =>
        ResponseProperty.Check(reader, _ => ResponseGenerators.Json.Select(Encoding.UTF8.GetBytes));
}
