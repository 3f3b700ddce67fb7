using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Takes an empty text for nothing given, which it is in a cell of a CSV file: PowerShell would make it a 0.</summary>
internal sealed class EmptyIsNoneAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string { Length: 0 } ? null! : inputData;
}
