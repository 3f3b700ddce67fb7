using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The only user of the sandbox.</summary>
internal static class SampleUser
{
    public static readonly string Id = SampleId.Of("user");

    /// <summary>Serializes the user as the creator of an object.</summary>
    public static JsonObject ToJson() => new()
    {
        ["id"] = Id, ["email"] = Authenticator.UserName, ["first_name"] = "Sandbox", ["last_name"] = "User",
    };
}
