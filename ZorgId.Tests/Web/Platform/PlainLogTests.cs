using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform;

namespace ZorgId.Tests.Web.Platform;

/// <summary>What strangers can do with a line of the operator's log: nothing but fill it, and not without end.</summary>
public sealed class PlainLogTests
{
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits.CircuitHost";
    private const string Forged = "info: ZorgId.Web.Hosting.AuditHeadLog[7513]\n      Audit head 999999:ffff, key 00.";

    private readonly FakeTimeProvider _time = new(TestPortal.Start);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Müller heeft 10 €, 李 en 😀", "Müller heeft 10 €, 李 en 😀")]
    [InlineData("a\nb\r\nc\rd\te", @"a\nb\nc\u000dd\te")]
    [InlineData("\u001b[2J\u009b31m\u0007\u0000\u007f", @"\u001b[2J\u009b31m\u0007\u0000\u007f")]
    [InlineData("a\u2028b\u2029c\u0085d", @"a\u2028b\u2029c\u0085d")]
    [InlineData("\u202egnp.exe\u2066\u200f\u200b\ufeff", @"\u202egnp.exe\u2066\u200f\u200b\ufeff")]
    [InlineData("tag \U000e0041", @"tag \udb40\udc41")]
    public void Escape_Text_IsOneLineThatCommandsNothing(string text, string plain) => Assert.Equal(plain, PlainText.Escape(text));

    // A theory's data does not carry one.
    [Fact]
    public void Escape_HalfOfAPair_IsWrittenOut() => Assert.Equal(@"\ud83d half\ude00", PlainText.Escape("\ud83d half\ude00"));

    [Fact]
    public void Escape_LongText_IsCutAndTellsHowMuch() =>
        Assert.Equal("aaaaaaaaaa… (and 90 characters)", PlainText.Escape(new string('a', 100), 10));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u001b[1A\u001b[2K")]
    public void Write_MessageOfAStranger_IsOneLineThatBeginsWithItsOwnCategory(string end)
    {
        var written = Write(Circuits, $"It failed.{end}{Forged}", exception: null);

        Assert.StartsWith($"fail: {Circuits}[1] It failed.", written, StringComparison.Ordinal);
        Assert.DoesNotContain(written.TrimEnd('\r', '\n'), char.IsControl);
        Assert.Single(written.Split(['\n', '\r', '\u0085', '\u2028'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Write_ErrorThatABrowserSent_IsOneLineAsFarAsItHoldsOthers()
    {
        var sent = Catch(new JSException($"Error{Environment.NewLine}{Forged}\u001b[8m"));
        var exception = Catch(new AggregateException($"Also\n{Forged}", sent, Catch(new InvalidOperationException("outer\r" + Forged, sent))));

        var written = Write(Circuits, "Unhandled exception in circuit.", exception);

        Assert.DoesNotContain(written.TrimEnd('\r', '\n'), char.IsControl);
        Assert.Contains("Microsoft.JSInterop.JSException: Error\\ninfo: ", written, StringComparison.Ordinal);
        // Where it was thrown is told too.
        Assert.Contains(nameof(PlainLogTests), written, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LongErrorOfABrowser_IsCutAndItsPlaceStays()
    {
        var written = Write(Circuits, new string('m', 100_000), Catch(new JSException(new string('x', 100_000))));

        Assert.InRange(written.Length, PlainLog.MessageLength, PlainLog.MessageLength + PlainLog.ExceptionMessageLength + 4000);
        Assert.Contains(nameof(Catch), written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Circuits, false)]
    [InlineData("Microsoft.AspNetCore.SignalR.HubConnectionHandler", false)]
    [InlineData("ZorgId.Web.Portal.Users.OverviewPage", true)]
    public void Write_ManyErrorsOfBrowsers_IsALimitedNumberAMinuteAndTellsTheRest(string category, bool isScripts)
    {
        var log = new PlainLog(_time);
        var error = isScripts ? new JSException("again") : null;
        for (var i = 0; i < PlainLog.BrowserLines; i++)
            Assert.NotEmpty(Write(category, "again", error, log));

        Assert.Empty(Write(category, "again", error, log));
        Assert.Empty(Write(category, "again", error, log));
        // What is not of browsers is told all the same.
        Assert.NotEmpty(Write("ZorgId.Web.Hosting.ExpiryService", "The sweep failed.", new InvalidOperationException("x"), log));

        _time.Advance(TimeSpan.FromMinutes(1));
        var lines = Write(category, "again", error, log).TrimEnd().Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("warn: ZorgId.Web.Platform.PlainLog[1003] 2 more lines", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "plain")]
    [InlineData("simple", "plain")]
    [InlineData("systemd", "plain")]
    [InlineData("other", "plain")]
    [InlineData("json", "json")]
    public async Task Console_WhateverIsSet_IsWrittenInAFormThatEscapes(string? set, string used)
    {
        var builder = CoreHost.CreateBuilder(set is null ? [] : [$"--Logging:Console:FormatterName={set}"]);
        await using var app = builder.Build();

        Assert.Equal(used, app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.Contains(app.Services.GetServices<ConsoleFormatter>(), formatter => formatter.Name == used);
    }

    private string Write(string category, string message, Exception? exception, PlainLog? log = null)
    {
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        (log ?? new PlainLog(_time)).Write(new LogEntry<string>(LogLevel.Error, category, new EventId(1), message, exception, (state, _) => state), scopeProvider: null, written);
        return written.ToString();
    }

    private static Exception Catch(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
