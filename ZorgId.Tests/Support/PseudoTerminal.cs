using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace ZorgId.Tests.Support;

/// <summary>The real program at a terminal of its own, by Debian's <c>script</c>: what it writes there, and what is typed.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const char CtrlC = '\x03';

    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;
    private volatile TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PseudoTerminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What the runtime tells the terminal itself: which keys it may send.
    [GeneratedRegex(@"\e(\[[?0-9;]*[a-z]|[=>])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Controls { get; }

    /// <summary>All of it, with bare line ends.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
                return Controls.Replace(_screen.ToString(), "").Replace("\r", "", StringComparison.Ordinal);
        }
    }

    /// <param name="locale">As <c>LC_ALL</c>.</param>
    public static PseudoTerminal Start(string locale, IEnumerable<(string Key, string Value)> settings, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "This system has no script (util-linux).");
        var start = PortalProgram.Describe([.. settings, ("LC_ALL", locale), ("SHELL", "/bin/sh")], arguments);
        var line = string.Join(' ', ((string[])[start.FileName, .. start.ArgumentList]).Select(word => $"'{word}'"));
        start.FileName = "/usr/bin/script";
        start.ArgumentList.Clear();
        // -e: its exit code is the program's. At a terminal of 200 columns.
        foreach (var argument in (string[])["-qec", $"stty cols 200 rows 100; exec {line}", "/dev/null"])
            start.ArgumentList.Add(argument);
        start.RedirectStandardInput = true;
        start.StandardOutputEncoding = Encoding.Latin1;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until this was written.</summary>
    public async Task ExpectAsync(string text)
    {
        while (true)
        {
            // Taken before the look: what comes in between must not be waited for.
            var more = _more.Task;
            var isOver = _reading.IsCompleted;
            if (Screen.Contains(text, StringComparison.Ordinal))
                return;
            Assert.False(isOver, $"'{text}' never came: {Screen}");
            try
            {
                await Task.WhenAny(more, _reading).WaitAsync(TestTimeouts.Limit * 4, Cancellation);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"'{text}' does not come: {Screen}");
            }
        }
    }

    public async Task InterruptAsync()
    {
        await _process.StandardInput.WriteAsync(CtrlC);
        await _process.StandardInput.FlushAsync(Cancellation);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _reading.WaitAsync(Cancellation);
        await _process.WaitForExitAsync(Cancellation);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        for (int count; (count = await _process.StandardOutput.ReadAsync(buffer, Cancellation)) > 0;)
        {
            lock (_screen)
                _screen.Append(buffer, 0, count);
            Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}
