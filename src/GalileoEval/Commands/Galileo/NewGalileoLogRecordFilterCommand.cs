using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Creates a filter of log records, for Invoke-GalileoCodeScorerValidation -Filter.</summary>
/// <remarks>
/// <para>The parameter of the value determines the type of the column. An operator that the type does not support is an
/// error, before anything is sent:</para>
/// <para>-Id and -Text have eq, ne, contains, one_of and not_in; -Collection has eq, contains, one_of and not_in; -Date
/// has eq, ne, gt, gte, lt and lte; -Number has these and between; -Boolean has eq and ne.</para>
/// <para>Records must match all specified filters. A hashtable with type, column_id, operator and value is an
/// alternative without checks.</para>
/// </remarks>
/// <example>
/// <para>Records about a refund</para>
/// <code>New-GalileoLogRecordFilter input -Operator contains -Text refund -CaseInsensitive</code>
/// <para>Creates a case-insensitive text filter.</para>
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
/// <para>Scores the records that match both filters.</para>
/// </example>
/// <example>
/// <para>A range of numbers</para>
/// <code>New-GalileoLogRecordFilter metrics/duration_ns -Operator between -Number 1e9, 5e9</code>
/// <para>Matches records that took one to five seconds.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsCommon.New, "GalileoLogRecordFilter", DefaultParameterSetName = nameof(Text))]
[OutputType(typeof(GalileoLogRecordFilter))]
public sealed class NewGalileoLogRecordFilterCommand : EvalCommand
{
    /// <summary>The column to compare, such as input, created_at or the ID of a metric's column.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ColumnId { get; set; } = "";

    /// <summary>The operator. Default: eq, and one_of with several values.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(LogRecordOperatorCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Operator { get; set; }

    /// <summary>The values for a text column.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Text))]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>The values for an ID column.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Id))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The value for a time column. UTC is assumed when no time zone is given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Date))]
    public DateTime Date { get; set; }

    /// <summary>The value for a number column; for between, two values, the smaller one first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Number))]
    public double[] Number { get; set; } = [];

    /// <summary>The value for a Boolean column.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Boolean))]
    public bool Boolean { get; set; }

    /// <summary>The values for a column of lists, such as tags.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Collection))]
    [ValidateNotNullOrEmpty]
    public string[] Collection { get; set; } = [];

    /// <summary>Ignores case.</summary>
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
        Try(ColumnId, () => WriteObject(GalileoLogRecordFilter.Create(ColumnId, type, Operator, values, !CaseInsensitive)));
    }
}
