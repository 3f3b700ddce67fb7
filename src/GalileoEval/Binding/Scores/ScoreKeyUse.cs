namespace GalileoEval.Binding.Scores;

/// <summary>What the keys of scores are read for.</summary>
internal enum ScoreKeyUse
{
    /// <summary>Nothing: no keys are read.</summary>
    None,

    /// <summary>They pair the items of two sides.</summary>
    Pair,

    /// <summary>They name the unit that several raters rated.</summary>
    Unit,
}
