using System.Security.Cryptography;
using System.Text;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Ids of sample data: the same in every sandbox, and UUIDs of version 4 as the service wants them.</summary>
internal static class SampleId
{
    /// <summary>The id of what has this name.</summary>
    public static string Of(string name)
    {
#if NET
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
#else
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(name));
#endif
        char[] text = new Guid(hash.Take(16).ToArray()).ToString().ToCharArray();
        text[14] = '4';
        text[19] = "89ab"[hash[16] & 3];
        return new string(text);
    }
}
