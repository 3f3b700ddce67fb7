namespace GalileoEval.Galileo.Wire;

/// <summary>The answer of <c>GET /v2/current_user</c>: that it is an object is all that a test of the connection
/// asks.</summary>
internal sealed class CurrentUser
{
}
