using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace GalileoEval.Tests.Responses;

/// <summary>The property of every response: it is a model that can be formatted, or an error of the correct kind.</summary>
internal static class ResponseProperty
{
    /// <summary>A fixed seed, so that every run tests the same cases.</summary>
    private static readonly Config s_config = Config.QuickThrowOnFailure
        .WithMaxTest(200)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20251123, 7), FSharpOption<int>.None)));

    /// <summary>Checks a property for all values.</summary>
    public static void Check<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(values.ToArbitrary(), holds).Check(s_config);

    /// <summary>Checks that a reader copes with bodies made of each of its recorded ones.</summary>
    public static void Check(string name, Func<byte[], Gen<byte[]>> make)
    {
        Reader reader = Readers.Named(name);
        Gen<ResponseCase> cases = Gen.Choose(0, reader.Bodies.Count - 1)
            .SelectMany(at => make(reader.Bodies[at]), (at, body) => new ResponseCase(at, body));
        Check(cases, response => { reader.Read(response.At, response.Body); });
    }
}
