using ZorgId.Core.Changes;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.CommandLine;

/// <summary>Waits with a person at a terminal until a QR was used, and tells what the phone does meanwhile.</summary>
internal sealed class EnrollmentWatch(ViewEnrollment view, IChangeNotifier changes, TextWriter output)
{
    /// <summary>The exit code by which shells say that Ctrl-C ended a command.</summary>
    public const int Interrupted = 130;

    private const int NotRegistered = 1;

    // Another process changes the row, and its hint may not arrive here. The row is therefore read this often in any case.
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    private string? _digits;
    private ScanningPhone? _secondPhone;

    /// <returns>The exit code: 0 where the phone was registered.</returns>
    public async Task<int> RunAsync(SessionId sid, string until, CancellationToken cancellation)
    {
        await output.WriteLineAsync("Waiting for the phone. Ctrl-C stops the waiting only.");
        using var hints = changes.Subscribe(sid);
        try
        {
            for (; ; await hints.WaitAsync(Rhythm, cancellation))
            {
                var now = await view.ExecuteAsync(sid, cancellation);
                await TellAsync(now);
                if (now.State.HasEnded())
                    return await EndAsync(now);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await output.WriteLineAsync(
                $"The waiting has stopped. The QR can still be used until {until}; "
                + "the same command again makes another, and this one is of no use then.");
            return Interrupted;
        }
    }

    private async Task TellAsync(EnrollmentView now)
    {
        if (now.VerificationCode is { } digits && digits != _digits)
            await output.WriteLineAsync($"A phone has scanned the QR. It must show the digits {_digits = digits}: accept only if it does.");
        if (now.SecondPhoneFrom is { } second && second != _secondPhone)
        {
            _secondPhone = second;
            await output.WriteLineAsync($"Another phone ({Describe(second)}) has scanned the same QR, and was turned away.");
        }
    }

    private static string Describe(ScanningPhone phone) =>
        string.Join(", ", new[] { phone.Device, phone.Browser, phone.Platform, phone.Address }.Where(part => !string.IsNullOrEmpty(part)));

    private async Task<int> EndAsync(EnrollmentView end)
    {
        await output.WriteLineAsync(Explain(end));
        return end.State is SessionState.Accepted ? 0 : NotRegistered;
    }

    internal static string Explain(EnrollmentView end) => end switch
    {
        { State: SessionState.Accepted } => $"Accepted: the phone ({end.DeviceName}) is registered, and its owner can log in.",
        { State: SessionState.Refused } => "The phone has refused; no phone was registered. The same command again makes a new QR.",
        { State: SessionState.Expired } => "Nobody has accepted in time; no phone was registered. The same command again makes a new QR.",
        { State: SessionState.Cancelled, CancelReason: CancelReason.NewQr } =>
            "Another QR was made for the same person, and took the place of this one.",
        { State: SessionState.Cancelled } => "The QR was cancelled; no phone was registered. The same command again makes a new QR.",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };
}
