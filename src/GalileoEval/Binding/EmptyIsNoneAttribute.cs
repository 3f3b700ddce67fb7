using System.Management.Automation;

namespace GalileoEval.Binding;

/// <summary>Treats an empty string, such as an empty cell of a CSV file, as no value; PowerShell would convert it to 0.</summary>
internal sealed class EmptyIsNoneAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) is string { Length: 0 } ? null! : inputData;
}
