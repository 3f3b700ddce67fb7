using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The one user of the sandbox.</summary>
internal static class SampleUser
{
    public static readonly string Id = SampleId.Of("user");

    /// <summary>The user as objects name who made them.</summary>
    public static JsonObject ToJson() => new()
    {
        ["id"] = Id, ["email"] = Authenticator.UserName, ["first_name"] = "Sandbox", ["last_name"] = "User",
    };
}
