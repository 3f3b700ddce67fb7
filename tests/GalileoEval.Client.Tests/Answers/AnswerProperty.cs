using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace GalileoEval.Tests.Answers;

/// <summary>What holds for every answer: it gives a model that can be shown, or one error of the right kind.</summary>
internal static class AnswerProperty
{
    /// <summary>Always the same cases: a failure here is one everywhere.</summary>
    private static readonly Config s_config = Config.QuickThrowOnFailure
        .WithMaxTest(200)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20251123, 7), FSharpOption<int>.None)));

    /// <summary>Checks what holds for every value.</summary>
    public static void Check<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(values.ToArbitrary(), holds).Check(s_config);

    /// <summary>Checks that a reader copes with bodies made of each of its recorded ones.</summary>
    public static void Check(string name, Func<byte[], Gen<byte[]>> make)
    {
        Reader reader = Readers.Named(name);
        Gen<AnswerCase> cases = Gen.Choose(0, reader.Bodies.Count - 1)
            .SelectMany(at => make(reader.Bodies[at]), (at, body) => new AnswerCase(at, body));
        Check(cases, answer => { reader.Read(answer.At, answer.Body); });
    }
}
