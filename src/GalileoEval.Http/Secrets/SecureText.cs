using System.Runtime.InteropServices;
using System.Security;

namespace GalileoEval.Http.Secrets;

/// <summary>Converts a SecureString to text, for the moment when a header or a form needs it.</summary>
internal static class SecureText
{
    public static string Reveal(SecureString secret)
    {
        IntPtr memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
