using System.Text;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The form that starts a run.</summary>
internal static class KolenaRunForm
{
    /// <summary>Creates the body of one attempt.</summary>
    /// <param name="files">The files; not empty.</param>
    /// <param name="userDefinedId">The user-defined ID of the run; null for none.</param>
    /// <param name="dueDate">When the run is due; null for none.</param>
    public static MultipartFormDataContent Create(IReadOnlyList<KolenaFile> files, string? userDefinedId, DateTime? dueDate)
    {
        MultipartFormDataContent form = [];
        foreach (KolenaFile file in files)
            form.Add(file.ToContent());
        Add(form, "user_defined_id", userDefinedId);
        Add(form, "due_date", dueDate is { } due ? UtcText.Of(due) : null);
        return form;
    }

    private static void Add(MultipartFormDataContent form, string name, string? value)
    {
        if (value is null)
            return;

        // No content type, as in a browser's form.
        ByteArrayContent part = new(Encoding.UTF8.GetBytes(value));
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
        form.Add(part);
    }
}
