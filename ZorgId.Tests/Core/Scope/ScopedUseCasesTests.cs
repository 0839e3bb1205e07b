using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Tests.Core.Scope;

/// <summary>Nobody from outside reads or changes an organisation's users, by whichever use case.</summary>
public sealed class ScopedUseCasesTests
{
    [Theory]
    [InlineData(Outsider.Elsewhere)]
    [InlineData(Outsider.Signer)]
    [InlineData(Outsider.Nobody)]
    public async Task Execute_OfEveryUseCaseByAnOutsider_ReturnsNothingOfTheOrganisationAndWritesNothing(Outsider who)
    {
        var scene = await ScopeScene.StartAsync(who);
        await using var portal = scene.Portal;
        var before = await AllRows.ReadAsync(portal);
        foreach (var (useCase, why, attempt) in ScopedCases.OfAllRooms)
        {
            object? answer = null;
            var fault = await Record.ExceptionAsync(async () => answer = await attempt(scene));

            Assert.True(fault is null, $"{useCase.Name} ({why}): {fault}");
            var told = JsonSerializer.Serialize(answer);
            Assert.True(!scene.Secrets.Any(s => told.Contains(s, StringComparison.OrdinalIgnoreCase)), $"{useCase.Name} told {told}");
            Assert.True(before == await AllRows.ReadAsync(portal), $"{useCase.Name} wrote.");
        }
    }

    [Fact]
    public void UseCases_AllOfThem_AreListedOnce()
    {
        Type[] tools = [typeof(PortalTransactions), typeof(IDbContextFactory<PortalDb>)];
        var useCases = typeof(PortalOrigins).Assembly.GetTypes().Where(t => t.IsPublic && t.IsClass && !t.Namespace!.StartsWith(typeof(PortalDb).Namespace!, StringComparison.Ordinal) && (
            t.GetMethod("ExecuteAsync") is not null
            || t.GetMethods().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(PortalCall)) && m.DeclaringType == t)
            || t.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => tools.Contains(p.ParameterType))));

        Assert.Equal(
            useCases.Where(t => t != typeof(PortalCall)).Select(t => t.Name).Order(StringComparer.Ordinal),
            ScopedCases.OfAllRooms.Select(c => c.UseCase.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reach_OfWhatThePagesUse_IsSeen()
    {
        Assert.NotEmpty(Reach.Of(typeof(RenewEnrollment)));
        Assert.NotEmpty(Reach.Of(typeof(ClaimSession)));
    }
}
