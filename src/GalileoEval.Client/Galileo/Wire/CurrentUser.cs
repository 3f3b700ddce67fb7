using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>GET /v2/current_user</c>: a test of the connection only checks that a user
/// exists.</summary>
internal sealed class CurrentUser
{
    public JsonElement Id { get; set; }
}
