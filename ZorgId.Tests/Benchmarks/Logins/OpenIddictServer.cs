using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>
/// OpenIddict's device authorization flow (RFC 8628) with its default settings, on SQLite by EF Core: the nearest that a
/// well-known library has to a login by QR. Somebody who enters a code is taken for a person who is logged in, and approves.
/// Its keys are the cheapest that it takes (AES, ES256): by those that it makes itself, RSA of 4096 bits, it would be three times
/// as slow, which is a matter of configuration.
/// </summary>
internal static class OpenIddictServer
{
    /// <summary>The first argument of a process that is to be this server.</summary>
    public const string Command = "openiddict-server";

    /// <summary>The device's client.</summary>
    public const string Client = "device";

    public const string DevicePath = "/connect/device";
    public const string VerifyPath = "/connect/verify";
    public const string TokenPath = "/connect/token";

    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var database = builder.Configuration.GetConnectionString("Portal");
        builder.Services.AddDbContext<DeviceFlowDb>(options => options.UseSqlite(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DeviceFlowDb>())
            .AddServer(server =>
            {
                server.AllowDeviceAuthorizationFlow()
                    .SetDeviceAuthorizationEndpointUris(DevicePath)
                    .SetEndUserVerificationEndpointUris(VerifyPath)
                    .SetTokenEndpointUris(TokenPath)
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                    .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
                server.UseAspNetCore()
                    .EnableEndUserVerificationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .DisableTransportSecurityRequirement();
            });
        await using var app = builder.Build();
        await PrepareAsync(app.Services);
        app.UseAuthentication();
        app.MapPost(VerifyPath, VerifyAsync);
        app.MapPost(TokenPath, ExchangeAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task VerifyAsync(HttpContext context)
    {
        var found = await context.AuthenticateAsync(Scheme);
        var identity = new ClaimsIdentity(Scheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, "somebody").SetScopes(found.Principal!.GetScopes());
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { RedirectUri = "/" });
    }

    private static async Task ExchangeAsync(HttpContext context)
    {
        var found = await context.AuthenticateAsync(Scheme);
        await context.SignInAsync(Scheme, found.Principal!);
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeviceFlowDb>();
        await db.Database.EnsureCreatedAsync();
        var mode = await db.Database.SqlQuery<string>(
            $"SELECT journal_mode || ' ' || synchronous AS Value FROM pragma_journal_mode, pragma_synchronous").SingleAsync();
        if (!string.Equals(mode, "wal 2", StringComparison.Ordinal))
            throw new InvalidOperationException($"SQLite is not in WAL mode with synchronous=FULL (2): {mode}");
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = Client,
            ClientType = ClientTypes.Public,
            Permissions = { Permissions.Endpoints.DeviceAuthorization, Permissions.Endpoints.Token, Permissions.GrantTypes.DeviceCode },
        });
    }

    private sealed class DeviceFlowDb(DbContextOptions<DeviceFlowDb> options) : DbContext(options);
}
