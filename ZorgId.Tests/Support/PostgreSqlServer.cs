using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ZorgId.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own, on a port of its own and in a folder of its own. It survives the end of its process
/// as any does, and not that of the machine: nothing is written through to the disk, except by <see cref="LaunchDurable"/>.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Owner = "zorgid";
    private const string Prefix = "zorgid-pg-";
    private const string Settings = "-c listen_addresses=127.0.0.1 -c timezone=UTC -c max_connections=300 -c shared_buffers=64MB";
    private const string WithoutDisk = Settings + " -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0";
    private const string WithDisk = Settings + " -c fsync=on -c commit_siblings=0";

    private static readonly string Programs = FindPrograms();
    private static readonly Lazy<PostgreSqlServer> Same = new(StartShared);

    private readonly DirectoryInfo _folder;
    private readonly string _settings;
    private readonly IReadOnlyList<(string Key, string Value)> _variables;

    private PostgreSqlServer(DirectoryInfo folder, string settings, IReadOnlyList<(string Key, string Value)> variables) =>
        (_folder, _settings, _variables, Port) = (folder, settings, variables, Ports.FindFree());

    /// <summary>One for all tests of this process.</summary>
    public static PostgreSqlServer Shared => Same.Value;

    public int Port { get; }

    /// <summary>Of the process that starts all others of this server. Only while it runs.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>It serves.</summary>
    public static PostgreSqlServer Launch() => Launch(WithoutDisk, []);

    /// <summary>It serves, and every commit waits for the disk.</summary>
    /// <param name="variables">Environment variables of its processes.</param>
    public static PostgreSqlServer LaunchDurable(IReadOnlyList<(string Key, string Value)> variables) => Launch(WithDisk, variables);

    private static PostgreSqlServer Launch(string settings, IReadOnlyList<(string Key, string Value)> variables)
    {
        ClearAbandoned();
        // The owner's process is in the name, so that what it leaves behind is known for that.
        var folder = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var server = new PostgreSqlServer(folder, settings, variables);
        if (IsRoot)
            Run("chown", "postgres", folder.FullName);
        server.Control("initdb", "-D", server.Data, "-U", Owner, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        server.Start();
        return server;
    }

    public string ConnectionString(string database) => ConnectionString(database, Owner, Port);

    /// <param name="port">This server's, or that of what lies before it.</param>
    public static string ConnectionString(string database, string user, int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = user,
    }.ToString();

    /// <summary>Begins again after <see cref="Stop"/>, with all that was committed, at the same port.</summary>
    public void Start() => Control(
        "/usr/bin/env", [.. _variables.Select(v => $"{v.Key}={v.Value}"), Path.Combine(Programs, "pg_ctl"), "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c unix_socket_directories={_folder.FullName} {_settings}"), "start"]);

    /// <param name="mode"><c>fast</c> tells its clients; <c>immediate</c> is a crash.</param>
    public void Stop(string mode) => Control("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <summary>Does something that no portal would, as the server's owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The tests' own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs its own tools, as the server's owner types them.</summary>
    /// <param name="folder">Where.</param>
    public async Task TypeAsync(string lines, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-ec", lines])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}", ["PGHOST"] = "127.0.0.1", ["PGPORT"] = $"{Port}", ["PGUSER"] = Owner },
        })!;
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (shell.ExitCode, errors));
    }

    /// <summary>The same, where nothing may be waited for.</summary>
    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
        connection.Open();
#pragma warning disable CA2100 // The tests' own words.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A file of its data, as it lies on the disk.</summary>
    public Task<byte[]> ReadFileAsync(string path) => File.ReadAllBytesAsync(Path.Combine(Data, path), TestContext.Current.CancellationToken);

    /// <summary>The numbers that a query finds, as the server's owner.</summary>
    public async Task<IReadOnlyList<int>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The tests' own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<int> found = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            found.Add(rows.GetInt32(0));
        return found;
    }

    public void Dispose() => Clear(_folder);

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private static PostgreSqlServer StartShared()
    {
        var server = Launch();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private static string FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin" : "";

    // Of test runs that were killed.
    private static void ClearAbandoned()
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).GetDirectories(Prefix + "*"))
        {
            if (int.TryParse(folder.Name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && !Directory.Exists($"/proc/{owner}"))
                Clear(folder);
        }
    }

    private static void Clear(DirectoryInfo folder)
    {
        var data = Path.Combine(folder.FullName, "data");
        if (File.Exists(Path.Combine(data, "postmaster.pid")))
            RunAsOwner(Path.Combine(Programs, "pg_ctl"), "-D", data, "-m", "immediate", "stop");
        folder.Delete(recursive: true);
    }

    private void Control(string program, params string[] arguments)
    {
        var (exit, output) = RunAsOwner(Path.Combine(Programs, program), arguments);
        if (exit != 0)
            throw new InvalidOperationException($"{program}: {output}{(File.Exists(Path.Combine(_folder.FullName, "log")) ? File.ReadAllText(Path.Combine(_folder.FullName, "log")) : "")}");
    }

    // PostgreSQL serves no root.
    private static (int Exit, string Output) RunAsOwner(string program, params string[] arguments) =>
        IsRoot ? Run("runuser", ["-u", "postgres", "--", program, .. arguments]) : Run(program, arguments);

    private static (int Exit, string Output) Run(string program, params string[] arguments)
    {
        // Into a file and not a pipe: the server that is started would keep a pipe open.
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", output, program, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
            process.WaitForExit();
            return (process.ExitCode, File.ReadAllText(output));
        }
        finally
        {
            File.Delete(output);
        }
    }
}
