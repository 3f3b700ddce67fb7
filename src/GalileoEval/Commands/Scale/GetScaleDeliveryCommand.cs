using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Paging;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI deliveries: completed tasks that were delivered together.</summary>
/// <remarks>
/// <para>Lists the deliveries of the account or of a project (GET /v2/deliveries), all in one request. The service has
/// no operation for a single delivery, so an ID or a name is searched in the same list.</para>
/// <para>To get the tasks of a delivery, pipe it to Get-ScaleTask.</para>
/// </remarks>
/// <example>
/// <para>All deliveries</para>
/// <code>$null = Start-EvalSandbox
/// Get-ScaleDelivery -Expand project</code>
/// <para>Lists every delivery, each with its project.</para>
/// </example>
/// <example>
/// <para>The answers in a delivery</para>
/// <code>Get-ScaleDelivery -DeliveryName first-week | Get-ScaleTask | Select-ScaleAnnotation -Level Message</code>
/// <para>Gets the annotations of all messages that were delivered.</para>
/// </example>
/// <example>
/// <para>The latest deliveries</para>
/// <code>Get-ScaleProject | Get-ScaleDelivery -DeliveredAfter (Get-Date).AddDays(-7)</code>
/// <para>Lists the deliveries of the last week, project by project.</para>
/// </example>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Get-ScaleProject</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "ScaleDelivery", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ScaleDelivery))]
public sealed class GetScaleDeliveryCommand : ScaleGetCommand<ScaleDelivery>
{
    /// <summary>The IDs of the deliveries, or objects with a property DeliveryId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "DeliveryId")]
    public string[] DeliveryId { get; set; } = [];

    /// <summary>The names of the deliveries; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleDeliveryNameCompleter))]
    public string[] DeliveryName { get; set; } = [];

    /// <summary>The ID of the project whose deliveries to list, or an object with a property ProjectId. Accepts
    /// pipeline input by property name, so projects can be piped in. Default: all projects.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project whose deliveries to list. Default: all projects.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>Lists only deliveries made after this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? DeliveredAfter { get; set; }

    /// <summary>Lists only deliveries made before this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? DeliveredBefore { get; set; }

    /// <summary>The references to expand to objects: project. Default: none, only their IDs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleProjectExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Expand { get; set; }

    private protected override (string? Project, string? Batch, string? Delivery) ListNames => (ProjectName, null, null);

    /// <summary>Gets the deliveries of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in DeliveryId)
            Requests.Add(id, cancellation => Client.GetDeliveryAsync(id, deliveryName: null, Expand, cancellation));
        foreach (string name in DeliveryName)
            Find(name, GetByNameAsync, List(), delivery => delivery.DeliveryName);
        if (ParameterSetName == ListSet)
            WriteAll(List(), ProjectId ?? ProjectName);
    }

    private Task<ScaleDelivery> GetByNameAsync(string name, CancellationToken cancellationToken) =>
        Client.GetDeliveryAsync(deliveryId: null, name, Expand, cancellationToken);

    private PagedList<ScaleDelivery> List()
    {
        ScaleDeliveryQuery query = new()
        {
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            DeliveredAfter = DeliveredAfter,
            DeliveredBefore = DeliveredBefore,
            Expand = Expand,
        };
        return PagedList.Whole(cancellation => Client.ListDeliveriesAsync(query, cancellation));
    }
}
