using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Connections;

/// <summary>Reads credentials from a vault of Microsoft.PowerShell.SecretManagement, which is required for nothing
/// else.</summary>
internal static class VaultSecret
{
    private const string Command = "Get-Secret";

    // As SecureString or PSCredential, never as plain text, which would remain in memory and in traces.
    private static readonly Lazy<ScriptBlock> Reading = new(() => ScriptBlock.Create(
        "param($given) Get-Secret @given -ErrorAction Stop"));

    /// <summary>Reads a secret.</summary>
    /// <param name="cmdlet">The calling cmdlet.</param>
    /// <param name="service">The service, for messages.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="vault">The vault; null for the default one.</param>
    /// <returns>A <see cref="SecureString"/> or a <see cref="PSCredential"/>.</returns>
    /// <exception cref="EvalException">NoConnection: there is no such secret, no vault, or no
    /// SecretManagement.</exception>
    public static object Read(PSCmdlet cmdlet, EvalService service, string name, string? vault)
    {
        if (cmdlet.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
            throw Rejected(
                $"the command {Command} was not found",
                "Install the module Microsoft.PowerShell.SecretManagement and a vault, or use -ApiKey.");

        Hashtable given = new() { ["Name"] = name };
        if (vault is not null)
            given["Vault"] = vault;
        Collection<PSObject> secrets;
        try
        {
            secrets = cmdlet.InvokeCommand.InvokeScript(false, Reading.Value, null, given);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw Rejected(
                e.Message, "Use Get-SecretInfo and Get-SecretVault to check; unlock a locked vault with its own cmdlet.", e);
        }

        return secrets.Count == 1 && secrets[0]?.BaseObject is SecureString or PSCredential
            ? secrets[0].BaseObject
            : throw Rejected(
                secrets.Count == 1 ? "it is neither a text nor a credential" : $"{Command} returned {secrets.Count} secrets",
                "Store the key with Set-Secret, as a text, a SecureString or a PSCredential.");

        EvalException Rejected(string reason, string action, Exception? cause = null) =>
            new(EvalErrorCondition.NoConnection, $"{service}: the secret '{name}' could not be read: {EvalText.OneLine(reason)}", cause)
            {
                Service = service,
                RecommendedAction = action,
            };
    }
}
