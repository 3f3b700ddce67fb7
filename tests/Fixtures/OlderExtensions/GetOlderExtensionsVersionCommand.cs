using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;

namespace OlderExtensions;

/// <summary>Loads the old package and writes the version of its assembly.</summary>
[Cmdlet(VerbsCommon.Get, "OlderExtensionsVersion")]
[OutputType(typeof(Version))]
public sealed class GetOlderExtensionsVersionCommand : PSCmdlet
{
    /// <summary>Writes the version.</summary>
    protected override void ProcessRecord() => WriteObject(typeof(IServiceCollection).Assembly.GetName().Version);
}
