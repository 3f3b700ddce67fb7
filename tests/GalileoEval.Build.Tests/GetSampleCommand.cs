using System.Management.Automation;

namespace GalileoEval.Build.Tests;

/// <summary>Gets a sample
/// of work.</summary>
/// <remarks>
/// <para>Reads <see cref="NakedSampleCommand"/> and <see cref="Id"/>, never <see langword="null"/>.</para>
/// <para>Second paragraph.</para>
/// <list type="bullet"><item><term>One</term><description>first</description></item></list>
/// <list type="alertSet"><item><description>Mind the gap.</description></item></list>
/// </remarks>
/// <example>
/// <para>Read one.</para>
/// <para>Before.</para>
/// <code>
/// Get-Sample -Id 1 |
///     Format-List
/// </code>
/// <para>After.</para>
/// </example>
/// <example>
/// <para>Begin right after the tag.</para>
/// <code>Get-Sample -Id 2 |
///     Format-List</code>
/// </example>
/// <seealso cref="NakedSampleCommand"/>
/// <seealso href="https://example.org/">The service's page</seealso>
[Cmdlet(VerbsCommon.Get, "Sample", DefaultParameterSetName = "ById", SupportsShouldProcess = true)]
[OutputType(typeof(Version), ParameterSetName = ["ById"])]
[OutputType(typeof(SampleModel))]
public sealed class GetSampleCommand : SampleCommand
{
    /// <summary>The id.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Number", "Key")]
    public int[] Id { get; set; } = [];

    /// <summary>The name. Default: every name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName")]
    [SupportsWildcards]
    public string? Name { get; set; }

    /// <summary>The day.</summary>
    [Parameter]
    public DayOfWeek? Day { get; set; }

    /// <summary>Not for users.</summary>
    [Parameter(DontShow = true)]
    public SwitchParameter Hidden { get; set; }
}
