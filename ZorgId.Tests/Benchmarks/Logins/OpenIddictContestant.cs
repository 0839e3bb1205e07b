using System.Net;
using System.Text.Json.Nodes;
using ZorgId.Tests.Support;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>
/// <see cref="OpenIddictServer"/> in a process of its own, with .NET's settings of the portal's. One login is a device that asks
/// for its codes, a person who approves the user code, and a device that exchanges the device code for a token.
/// </summary>
internal sealed class OpenIddictContestant : LoginContestant
{
    private readonly HttpClient _client;

    private OpenIddictContestant(ILoginStore store, ServingProgram server)
        : base("OpenIddict", store, [server]) =>
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };

    public static async Task<OpenIddictContestant> StartAsync(ILoginStore store)
    {
        var program = typeof(OpenIddictServer).Assembly.Location;
        var settings = Path.Combine(AppContext.BaseDirectory, "ZorgId.Web.runtimeconfig.json");
        var libraries = Path.ChangeExtension(program, ".deps.json");
        return new(store, await StartAsync(
            store,
            [("ASPNETCORE_PREVENTHOSTINGSTARTUP", "true")],
            "exec", "--runtimeconfig", settings, "--depsfile", libraries, program, OpenIddictServer.Command));
    }

    public override async Task LogInAsync()
    {
        var codes = await SendAsync(OpenIddictServer.DevicePath, HttpStatusCode.OK, (Parameters.ClientId, OpenIddictServer.Client));
        var userCode = codes![Parameters.UserCode]!.GetValue<string>();
        await SendAsync(OpenIddictServer.VerifyPath, HttpStatusCode.Found, (Parameters.UserCode, userCode));
        var token = await SendAsync(
            OpenIddictServer.TokenPath,
            HttpStatusCode.OK,
            (Parameters.ClientId, OpenIddictServer.Client),
            (Parameters.GrantType, GrantTypes.DeviceCode),
            (Parameters.DeviceCode, codes[Parameters.DeviceCode]!.GetValue<string>()));
        Assert.NotNull(token![Parameters.AccessToken]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _client.Dispose();
    }

    private async Task<JsonNode?> SendAsync(string path, HttpStatusCode expected, params IEnumerable<(string Key, string Value)> form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value)));
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{path}: {(int)answer.StatusCode} {body}");
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }
}
