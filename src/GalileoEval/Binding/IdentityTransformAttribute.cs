using System.Collections;
using System.Management.Automation;
using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Converts an object with an ID as a property (a typed object, a row of a CSV file, a deserialized object) to the
/// ID.</summary>
internal sealed class IdentityTransformAttribute : ArgumentTransformationAttribute
{
    private readonly EvalService _service;
    private readonly string _property;

    /// <summary>Creates the transformation.</summary>
    /// <param name="service">The service of the ID; an object of another service is rejected.</param>
    /// <param name="property">The property that holds the id.</param>
    public IdentityTransformAttribute(EvalService service, string property)
    {
        _service = service;
        _property = property;
    }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValue.Unwrap(inputData) is IList several
            ? several.Cast<object?>().Select(IdOf).ToArray()
            : IdOf(inputData)!;

    private object? IdOf(object? input)
    {
        object? value = InputValue.Unwrap(input);
        if (value is null or string or Guid || value.GetType().IsPrimitive)
            return value is Guid ? value.ToString() : value;

        if (value is IList && InputProperty.Composite(value) is { } list)
            throw new ArgumentTransformationMetadataException($"{list} is not a valid {_property}: it must be a single text or number.");

        try
        {
            if (InputProperty.Service(input) is { } service && service != _service)
                throw new ArgumentTransformationMetadataException($"The object belongs to {service}, not to {_service}.");
            return InputProperty.Text(input, _property) ?? throw Missing(input);
        }
        catch (EvalException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    // If the cause is an invalid cast, the pipeline continues with the parameters that bind by property name. One
    // whose ID is empty is for none: by its project it would stand for more than itself.
    private ArgumentTransformationMetadataException Missing(object? input)
    {
        if (InputProperty.TryGet(input, _property, out _))
            return new ArgumentTransformationMetadataException($"The {_property} of the object is empty.");
        string message = $"The object has no property {_property}.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
