using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements Galileo's logins and the operation for the current user.</summary>
internal sealed class LoginOperations(Authenticator authenticator, AccessTokens tokens, TimeProvider clock)
{
    private readonly DateTime _madeAt = clock.UtcNow();

    public static JsonResponse CheckHealth(Request request) => new JsonObject
    {
        ["api_version"] = "v2", ["message"] = "Healthy", ["version"] = "sandbox",
    };

    public async Task<JsonResponse> WithPasswordAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        if (form["grant_type"] is { } grant && grant != "password")
            errors.Add("body", "grant_type", "string does not match regex \"^password$\"", "string_pattern_mismatch", grant);
        foreach (string name in (string[])["username", "password"])
        {
            if (form[name] is null)
                errors.Missing("body", name);
        }

        errors.ThrowIfAny();
        return authenticator.IsLogin(form["username"]!, form["password"]!) ? Token() : throw InvalidCredentials();
    }

    public async Task<JsonResponse> WithKeyAsync(Request request, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        if (Nodes.Text(body["api_key"]) is not { } key)
        {
            FieldErrors errors = new();
            errors.Missing("body", "api_key");
            errors.ThrowIfAny();
            throw InvalidCredentials();
        }

        return authenticator.IsKey(key) ? Token() : throw InvalidCredentials();
    }

    public JsonResponse GetUser(Request request) => new JsonObject
    {
        ["id"] = SampleUser.Id,
        ["email"] = Authenticator.UserName,
        ["first_name"] = "Sandbox",
        ["last_name"] = "User",
        ["auth_method"] = "email",
        ["role"] = "admin",
        ["email_is_verified"] = true,
        ["organization_id"] = SampleId.Of("organization"),
        ["organization_name"] = "Sandbox",
        ["created_at"] = Nodes.Time(_madeAt),
        ["updated_at"] = Nodes.Time(_madeAt),
        ["permissions"] = new JsonArray(),
        ["generic_permissions"] = new JsonArray(),
    };

    private static RequestRejectedException InvalidCredentials() => new(401, "Invalid credentials");

    private JsonObject Token() => new() { ["access_token"] = tokens.Issue(SampleUser.Id), ["token_type"] = "bearer" };
}
