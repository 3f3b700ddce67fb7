namespace GalileoEval.Binding.Scores;

/// <summary>The purpose of the keys of scores.</summary>
internal enum ScoreKeyUse
{
    /// <summary>None: keys are not read.</summary>
    None,

    /// <summary>They pair the items of two sides.</summary>
    Pair,

    /// <summary>They identify the unit that several raters rated.</summary>
    Unit,
}
