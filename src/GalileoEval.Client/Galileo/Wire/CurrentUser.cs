using System.Text.Json;

namespace GalileoEval.Galileo.Wire;

/// <summary>The response of <c>GET /v2/current_user</c>: that there is a user is all that a test of the connection
/// asks.</summary>
internal sealed class CurrentUser
{
    public JsonElement Id { get; set; }
}
