using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Creates a filter of log records, for Invoke-GalileoCodeScorerValidation -Filter.</summary>
/// <remarks>
/// <para>The parameter that the value is given with says the type of the column. An operator that the type lacks is an error here,
/// before anything is sent:</para>
/// <para>-Id and -Text have eq, ne, contains, one_of and not_in; -Collection has eq, contains, one_of and not_in; -Date has eq, ne,
/// gt, gte, lt and lte; -Number has these and between; -Boolean has eq and ne.</para>
/// <para>Several filters given together must all fit. A hashtable with type, column_id, operator and value does the same without the
/// checks.</para>
/// </remarks>
/// <example>
/// <para>Records that speak of a refund</para>
/// <code>New-GalileoLogRecordFilter input -Operator contains -Text refund -CaseInsensitive</code>
/// <para>Creates a filter of texts that takes no notice of upper and lower case.</para>
/// </example>
/// <example>
/// <para>Validate a scorer on yesterday's traces</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $filter = @(
///     New-GalileoLogRecordFilter type -Text trace
///     New-GalileoLogRecordFilter created_at -Operator gte -Date (Get-Date).AddDays(-1)
/// )
/// Invoke-GalileoCodeScorerValidation scorer.py -Project support-bot -LogStream production -Filter $filter</code>
/// <para>Takes the records that fit both filters.</para>
/// </example>
/// <example>
/// <para>A range of numbers</para>
/// <code>New-GalileoLogRecordFilter metrics/duration_ns -Operator between -Number 1e9, 5e9</code>
/// <para>Fits records that took one to five seconds.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsCommon.New, "GalileoLogRecordFilter", DefaultParameterSetName = nameof(Text))]
[OutputType(typeof(GalileoLogRecordFilter))]
public sealed class NewGalileoLogRecordFilterCommand : EvalCommand
{
    /// <summary>The column that is compared, such as input, created_at or the ID of a metric's column.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ColumnId { get; set; } = "";

    /// <summary>The operator. Default: eq, and one_of with several values.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(LogRecordOperatorCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Operator { get; set; }

    /// <summary>The texts that a column of texts is compared with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Text))]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The IDs that a column of IDs is compared with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Id))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The time that a column of times is compared with. UTC is assumed when no time zone is given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Date))]
    public DateTime Date { get; set; }

    /// <summary>The number that a column of numbers is compared with; for between two of them, the smaller one first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Number))]
    public double[] Number { get; set; } = [];

    /// <summary>The truth value that a column of them is compared with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Boolean))]
    public bool Boolean { get; set; }

    /// <summary>The words that a column of lists, such as tags, is compared with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Collection))]
    [ValidateNotNullOrEmpty]
    public string[] Collection { get; set; } = [];

    /// <summary>Takes upper and lower case for the same.</summary>
    [Parameter(ParameterSetName = nameof(Text))]
    [Parameter(ParameterSetName = nameof(Collection))]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <summary>Creates the filter.</summary>
    protected override void ProcessRecord()
    {
        (LogRecordFilterType type, object[] values) = ParameterSetName switch
        {
            nameof(Id) => (LogRecordFilterType.Id, [.. Id]),
            nameof(Date) => (LogRecordFilterType.Date, [Date]),
            nameof(Number) => (LogRecordFilterType.Number, [.. Number.Cast<object>()]),
            nameof(Boolean) => (LogRecordFilterType.Boolean, [Boolean]),
            nameof(Collection) => (LogRecordFilterType.Collection, [.. Collection]),
            _ => (LogRecordFilterType.Text, (object[])[.. Text]),
        };
        try
        {
            WriteObject(GalileoLogRecordFilter.Create(ColumnId, type, Operator, values, !CaseInsensitive));
        }
        catch (EvalException e)
        {
            WriteFailure(e, ColumnId);
        }
    }
}
