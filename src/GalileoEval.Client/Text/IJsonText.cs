namespace GalileoEval.Text;

/// <summary>An object whose text in a list may contain less than the object.</summary>
internal interface IJsonText
{
    /// <summary>Whether the text of the object contains all its data.</summary>
    bool IsPlain { get; }

    /// <summary>The object as compact JSON.</summary>
    /// <returns>A JSON object, without secrets.</returns>
    string ToJson();
}
