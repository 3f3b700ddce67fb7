namespace GalileoEval.Kolena.Wire;

/// <summary>One page of a list of validations.</summary>
internal sealed class ClientValidationPage
{
    public List<ClientValidation?>? Validations { get; set; }

    public int? TotalPages { get; set; }
}
