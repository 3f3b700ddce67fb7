using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace GalileoEval.Tests.Responses;

/// <summary>Generates responses that no service should send, but some do.</summary>
internal static class ResponseGenerators
{
    private const string Uuid = "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"";

    private static readonly string[] s_odd =
    [
        "null", "true", "false", "{}", "[]", "[[]]", "[null]", "[{}]",
        "0", "-0", "1", "-1", "7", "1.5", "1.0", "1E2", "-0.0", "1e999", "-1e999", "1e-999", "2147483648", "-2147483649",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "10000000000000000000000000000000000000000",
        "0.30000000000000004", "123456789012345678901234567890.5e-20",
        "\"\"", "\" \"", "\"NaN\"", "\"Infinity\"", "\"-1\"", "\"1e999\"", "\"7\"", "\"true\"", "\"null\"", Uuid,
        "\"\\ud800\"", "\"x\\udc00y\"", "\"\\ud83d\\ude00\"", "\"\\u0000\\u001b[31m\\r\\n\"", "\"\\u2028\\ufeff\\u202e\"",
        "\"2025-02-30T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"10000-01-01T00:00:00Z\"",
        "\"2024-01-01T00:00:00+99:99\"", "\"2024-01-01\"", "\"12:00\"", "\"-1\"", "\"2024-01-01T00:00:00.12345678901234567890Z\"",
        "\"completed\"", "\"success\"", "\"ranked_groups\"", "\"workspace_container\"", "\"file\"", "\"labeled_text\"", "\"integer\"",
        "\"{\\\"result\\\":{\\\"test_scores\\\":[{\\\"score\\\":1e999}]}}\"", "\"{\\\"\\\\ud800\\\":1}\"", "\"\\\"\\\\\\\"{}\\\\\\\"\\\"\"",
        $"\"{new string('x', 5000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\n", 3000))}\"", $"\"[{new string('[', 100)}\"",
        Nested(60), Nested(63), Nested(64), Nested(65), Nested(70), $"[{new string('[', 5000)}", new string('9', 5000),
    ];

    private static readonly string[] s_oddNames =
        ["\"\"", "\"x\"", "\"\\ud800\"", "\"\\ud800\\ud800\\ud800\"", "\"$id\"", "\"$ref\"", "\"$type\"", "\"$values\"", "\"Status\"", "\"st\\u0061tus\""];

    private static readonly Gen<string> s_name =
        Gen.Frequency((9, Gen.Elements(Readers.Members.AsEnumerable())), (1, Gen.Elements(s_oddNames)));

    private static readonly Gen<string> s_leaf = Gen.Frequency(
        (8, Gen.Elements(s_odd)),
        (1, ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(number => JsonSerializer.Serialize(number))),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => JsonSerializer.Serialize(text))));

    /// <summary>The text of a JSON value of any shape; the members are often those of the services.</summary>
    public static Gen<string> Json { get; } = Gen.Sized(size => ValueOf(Math.Min(size, 40)));

    /// <summary>Bytes of any kind, some of them those of JSON.</summary>
    public static Gen<byte[]> Bytes { get; } = Gen.ArrayOf(Gen.Frequency(
        (1, Gen.Choose(0, 255).Select(value => (byte)value)), (2, Gen.Elements("{}[]\":,\\ u0n1e-.\ufeff"u8.ToArray()))));

    /// <summary>A JSON text in which one value is another one, absent, duplicated, or nested deeper.</summary>
    public static Gen<byte[]> Altered(byte[] json)
    {
        IReadOnlyList<JsonPlace> places = JsonPlace.AllIn(json);
        Gen<JsonPlace> place = Gen.Elements(places.AsEnumerable());
        return Gen.Frequency(
            (6, place.SelectMany(_ => Json, (at, value) => at.Replace(json, value))),
            (2, place.Select(at => at.Remove(json))),
            (1, place.Select(at => at.Duplicate(json))),
            (1, place.SelectMany(_ => Gen.Choose(1, 70), (at, levels) => at.Nest(json, levels, levels % 2 == 0))));
    }

    /// <summary>A text with one to four changes of bytes: flipped, cut off, inserted, repeated.</summary>
    public static Gen<byte[]> Damaged(byte[] json) =>
        Gen.Choose(1, 4).SelectMany(changes => Damaged(Gen.Constant(json), changes));

    private static Gen<byte[]> Damaged(Gen<byte[]> text, int changes) =>
        changes == 0 ? text : Damaged(text.SelectMany(DamagedOnce), changes - 1);

    private static Gen<byte[]> DamagedOnce(byte[] text)
    {
        Gen<int> at = Gen.Choose(0, text.Length);
        return Gen.Frequency(
            (5, at.Zip(Gen.Choose(1, 255)).Select(flip => Flip(text, flip.Item1, (byte)flip.Item2))),
            (1, at.Select(end => text[..end])),
            (2, at.Zip(Bytes.Resize(8)).Select(more => (byte[])[.. text[..more.Item1], .. more.Item2, .. text[more.Item1..]])),
            (2, at.Zip(at).SelectMany(_ => Gen.Choose(1, 20), (part, times) => Repeat(text, part.Item1, part.Item2, times))));
    }

    private static byte[] Flip(byte[] text, int at, byte bits)
    {
        byte[] flipped = [.. text];
        if (at < flipped.Length)
            flipped[at] ^= bits;
        return flipped;
    }

    private static byte[] Repeat(byte[] text, int one, int other, int times)
    {
        int start = Math.Min(one, other);
        int end = Math.Max(one, other);
        return [.. text[..start], .. Enumerable.Repeat(text[start..end], times).SelectMany(part => part), .. text[end..]];
    }

    private static Gen<string> ValueOf(int size) => size < 2
        ? s_leaf
        : Gen.Frequency(
            (2, s_leaf),
            (2, Children(size, ValueOf(size / 3)).Select(items => $"[{string.Join(',', items)}]")),
            (4, Children(size, s_name.SelectMany(_ => ValueOf(size / 3), (name, value) => $"{name}:{value}"))
                .Select(members => $"{{{string.Join(',', members)}}}")));

    private static Gen<string[]> Children(int size, Gen<string> child) =>
        Gen.Choose(0, Math.Min(size, 6)).SelectMany(count => Gen.ArrayOf(child, count));

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
