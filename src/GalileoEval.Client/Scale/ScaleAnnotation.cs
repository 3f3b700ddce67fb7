using System.Collections;
using System.Globalization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A question about a thread, a turn, a message or a part of one, with the contributor's answer.</summary>
/// <remarks>
/// The .NET type of <see cref="Value"/> depends on <see cref="Type"/>: <c>integer</c> <see cref="long"/>;
/// <c>boolean</c> <see cref="bool"/>; <c>text</c> and <c>category</c> <see cref="string"/>; <c>category_multiple</c>
/// and <c>ranked_choices</c> a list of texts; <c>ranked_groups</c> a list of lists of texts; <c>labeled_text</c> a list
/// of <see cref="ScaleLabeledText"/>; <c>file</c> a list of <see cref="ScaleAttachment"/>, even if the service sent a
/// single one; <c>rubric_criteria</c> <see cref="ScaleRubricCriteria"/>; <c>rubric_rating</c>
/// <see cref="ScaleRubricRating"/>; <c>workspace_container</c> <see cref="ScaleWorkspace"/>. Without a type, with an
/// unknown one, or if the value does not match its type, the value is the nearest .NET value of the JSON:
/// <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, a list, or
/// <see cref="JsonMap"/>.
/// </remarks>
public sealed class ScaleAnnotation
{
    /// <summary>The ID of the annotation; the service may omit it without the option
    /// <c>annotation_details</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The key that names the question, such as <c>formatting</c>.</summary>
    public string? Key { get; init; }

    /// <summary>The service's name for the type of the value; the service may omit it without the option
    /// <c>annotation_details</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The answer; null if there is none. See the remarks for its .NET type.</summary>
    public object? Value { get; init; }

    /// <summary>The answer in one line of at most 500 characters, for tables and CSV: items are separated by
    /// <c>"; "</c>, ranked ones by <c>" &gt; "</c> and ties by <c>" = "</c>. Without an answer: <c>not applicable</c>,
    /// <c>cannot assess</c> or empty.</summary>
    public string ValueText => EvalText.OneLine(Value switch
    {
        null => NotApplicable == true ? "not applicable" : CannotAssess == true ? "cannot assess" : "",
        bool flag => flag ? "true" : "false",
        EvalList<string> ranked when Type == "ranked_choices" => string.Join(" > ", ranked),
        EvalList<EvalList<string>> groups => string.Join(" > ", groups.Select(group => string.Join(" = ", group))),
        ScaleWorkspace workspace => workspace.WorkspaceId,
        IEnumerable items and not (string or JsonMap) => ListText.Join(items),
        _ => Convert.ToString(Value, CultureInfo.InvariantCulture),
    });

    /// <summary>The title of the question.</summary>
    public string? Title { get; init; }

    /// <summary>The question in full.</summary>
    public string? Description { get; init; }

    /// <summary>The reason for the answer.</summary>
    public string? Justification { get; init; }

    /// <summary>Whether the question does not apply; null if unknown.</summary>
    public bool? NotApplicable { get; init; }

    /// <summary>Whether the question cannot be answered; null if unknown.</summary>
    public bool? CannotAssess { get; init; }

    /// <summary>The display names of the possible answers.</summary>
    public EvalList<string> Labels { get; init => field = value ?? EvalList<string>.None; } = EvalList<string>.None;

    /// <summary>The possible answers: long, double, bool, string or <see cref="JsonMap"/>. Nested values are
    /// flattened.</summary>
    public EvalList<object?> PossibleValues { get; init => field = value ?? EvalList<object?>.None; }
        = EvalList<object?>.None;

    /// <summary>Metadata of the annotation, such as the criteria it belongs to.</summary>
    public JsonMap? Metadata { get; init; }

    /// <summary>The complete annotation as JSON, without secrets, if it was not completely understood: an unknown type
    /// or field, or a value that does not match its type; otherwise null.</summary>
    public string? RawJson { get; init; }

    /// <summary>The key and the answer, such as <c>formatting=3</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{EvalText.OneLine(Key ?? Id, 100)}={EvalText.OneLine(ValueText, 100)}";
}

/// <summary>A part of a text with its label: an item of an annotation of the type <c>labeled_text</c>.</summary>
public sealed class ScaleLabeledText : ScaleObject, IJsonText
{
    /// <summary>The label.</summary>
    public string? Label { get; init; }

    /// <summary>The part of the text.</summary>
    public string? Text { get; init; }

    bool IJsonText.IsPlain => AdditionalJson is null && ToString() == $"{Label}: {Text}";

    string IJsonText.ToJson() => ScaleJson.TextOf(this);

    /// <summary>The label and the text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Label}: {Text}");
}
