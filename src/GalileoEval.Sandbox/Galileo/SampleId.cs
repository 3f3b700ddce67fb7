using GalileoEval.Sandbox.Samples;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>IDs of sample data: the same in every sandbox, and version 4 UUIDs, as the service requires.</summary>
internal static class SampleId
{
    /// <summary>Derives an ID from a name.</summary>
    public static string Of(string name)
    {
        byte[] hash = SampleChance.Hash(name);
        char[] text = new Guid(hash.Take(16).ToArray()).ToString().ToCharArray();
        text[14] = '4';
        text[19] = "89ab"[hash[16] & 3];
        return new string(text);
    }
}
