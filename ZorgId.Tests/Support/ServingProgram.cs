using System.Diagnostics;
using System.Text;

namespace ZorgId.Tests.Support;

/// <summary>The real program as a process that serves productie, on a port of its own, until it is ended. Phones reach it by http.</summary>
public sealed class ServingProgram : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _client = new();
    private readonly string _origin;
    private bool _isDisposed;

    private ServingProgram(ProcessStartInfo start, string origin)
    {
        _origin = origin;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Of its process.</summary>
    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Where it listens. Only once it does.</summary>
    public Uri Address => _client.BaseAddress!;

    public int Port => Address.Port;

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Its process is there; that it serves is another matter.</summary>
    public static ServingProgram Begin(string connectionString) => Begin(PortalProgram.Describe(SettingsFor(connectionString), "--urls", "http://127.0.0.1:0"));

    /// <param name="start">Of the program, or of what starts it.</param>
    public static ServingProgram Begin(ProcessStartInfo start) => new(start, TestPortal.Productie);

    /// <summary>It serves.</summary>
    public static Task<ServingProgram> StartAsync(string connectionString) => ServeAsync(Begin(connectionString));

    /// <summary>It serves, by these settings.</summary>
    public static Task<ServingProgram> StartAsync(IEnumerable<(string Key, string Value)> settings) =>
        ServeAsync(Begin(PortalProgram.Describe(settings, "--urls", "http://127.0.0.1:0")));

    /// <summary>It serves, by settings of its own.</summary>
    /// <param name="origin">Productie's, where the settings have it.</param>
    /// <param name="url">What it listens on; its port may be 0.</param>
    public static Task<ServingProgram> StartAsync(IEnumerable<(string Key, string Value)> settings, string origin, string url) =>
        ServeAsync(new(PortalProgram.Describe(settings, "--urls", url), origin));

    /// <summary>By the real clock, sessions last long enough for a machine that has much else to do.</summary>
    public static IReadOnlyList<(string Key, string Value)> LongLifetimes { get; } =
        [("Lifetimes:Login", "01:00:00"), ("Lifetimes:Enrollment", "01:00:00"), ("Lifetimes:Claimed", "01:00:00")];

    /// <summary>On an SQLite database.</summary>
    public static IReadOnlyList<(string Key, string Value)> SettingsFor(string connectionString) =>
        [("Environments:productie:Origin", TestPortal.Productie), ("ConnectionStrings:Portal", connectionString), .. LongLifetimes];

    /// <returns>False where it has ended before it listened.</returns>
    public async Task<bool> ListensAsync()
    {
        if (await _address.Task.WaitAsync(TestContext.Current.CancellationToken) is not { } address)
            return false;
        _client.BaseAddress = address;
        _client.DefaultRequestHeaders.Host = new Uri(_origin).Authority;
        // As the proxy before it.
        _client.DefaultRequestHeaders.Add("X-Forwarded-Proto", new Uri(_origin).Scheme);
        return true;
    }

    public async Task MustListenAsync() => Assert.True(await ListensAsync(), $"It ended before it listened: {Output}");

    /// <summary>Sends a phone's message.</summary>
    /// <exception cref="HttpRequestException">The program ended before its answer was here.</exception>
    public async Task<HttpResponseMessage> SendAsync(string path, byte[] message)
    {
        using var content = PortalServer.Message(message);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>A page of the portal, as a browser without cookies asks for it.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>SIGKILL, at once. Once is enough.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as an operator stops it.</summary>
    public void Stop() => Signals.Terminate(_process);

    /// <summary>The system has taken back all that it held: its locks, its port.</summary>
    public Task EndAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>Kills it, if nobody has. Twice does no harm.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Kill();
        // Whoever comes next finds free what it held.
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }

    private static async Task<ServingProgram> ServeAsync(ServingProgram program)
    {
        try
        {
            await program.MustListenAsync();
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private void Read(string? line)
    {
        Keep(line);
        if (line is null)
            _address.TrySetResult(null);
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..]));
    }
}
