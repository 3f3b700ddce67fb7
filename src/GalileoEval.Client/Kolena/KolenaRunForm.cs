using GalileoEval.Text;
using GalileoEval.Transport;

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
        form.AddText("user_defined_id", userDefinedId);
        form.AddText("due_date", dueDate is { } due ? UtcText.Of(due) : null);
        return form;
    }
}
