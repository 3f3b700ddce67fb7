namespace GalileoEval.Text;

/// <summary>An object whose text, as it stands in a list, may hold less than the object does.</summary>
internal interface IJsonText
{
    /// <summary>Whether the text of the object says all that the object holds.</summary>
    bool IsPlain { get; }

    /// <summary>The object as compact JSON.</summary>
    /// <returns>A JSON object, without secrets.</returns>
    string ToJson();
}
