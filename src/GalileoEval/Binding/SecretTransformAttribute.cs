using System.Management.Automation;
using System.Security;

namespace GalileoEval.Binding;

/// <summary>Rejects a key as plain text with a recommendation, instead of PowerShell's own message, which would repeat the
/// key.</summary>
internal sealed class SecretTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(
                "A key must be a SecureString: use (Read-Host -AsSecureString), a vault's Get-Secret, "
                + "or the service's environment variable."),
        };
}
