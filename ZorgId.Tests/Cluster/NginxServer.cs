using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>
/// An nginx of the tests' own, with the configuration of docs/operations.md: only addresses, names and paths are the test's.
/// It ends TLS with a certificate that nobody has signed. Its log tells who was asked what by whom.
/// </summary>
public sealed class NginxServer : IDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    // A phone's.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-nginx-");
    private readonly Process _process;

    private NginxServer(int port, IReadOnlyList<Uri> nodes)
    {
        Origin = new(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}"));
        PlainPort = Ports.FindFree();
        Certificate = WriteCertificate();
        File.WriteAllText(InFolder("nginx.conf"), Configuration(port, nodes));
        _process = Process.Start(new ProcessStartInfo("nginx", ["-p", _folder.FullName, "-c", InFolder("nginx.conf"), "-e", InFolder("error.log")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Its own, which who calls it must trust.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Where it listens with TLS.</summary>
    public Uri Origin { get; }

    /// <summary>Where it listens without TLS.</summary>
    public int PlainPort { get; }

    /// <summary>It serves.</summary>
    /// <param name="nodes">The two.</param>
    public static async Task<NginxServer> StartAsync(int port, IReadOnlyList<Uri> nodes)
    {
        var server = new NginxServer(port, nodes);
        try
        {
            await Until.IsAsync(async () => server._process.HasExited || await ListensAsync(port), () => "nginx does not listen.", TimeSpan.FromMilliseconds(20));
            return server._process.HasExited
                ? throw new InvalidOperationException($"nginx ended: {await server._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}")
                : server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>A client that comes in by nginx, keeps no cookies and follows nothing.</summary>
    /// <param name="from">Its own address, of this machine; null leaves that to the system.</param>
    public HttpClient CreateClient(IPAddress? from = null)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(Certificate);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { CertificateChainPolicy = trust } };
        if (from is not null)
            handler.ConnectCallback = (context, cancellation) => ConnectAsync(from, context.DnsEndPoint.Port, cancellation);
        return new(handler) { BaseAddress = Origin, Timeout = AnswerTimeout };
    }

    /// <summary>The requests so far.</summary>
    public IEnumerable<NginxRequest> Requests()
    {
        using var log = new StreamReader(new FileStream(InFolder("access.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (log.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var method, var path, var status, var nodes, var browser])
                yield return new(method, path, int.Parse(status, CultureInfo.InvariantCulture), nodes.Split(", "), browser);
        }
    }

    public void Dispose()
    {
        // Its workers end with it only if it is asked.
        if (!_process.HasExited)
            Signals.Terminate(_process);
        if (!_process.WaitForExit(EndTimeout))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        Certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static string Replace(string text, string old, string wanted)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, wanted, StringComparison.Ordinal);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private X509Certificate2 WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(InFolder("portal.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(InFolder("portal.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    private string Configuration(int port, IReadOnlyList<Uri> nodes)
    {
        var page = OperationsPage.Block("nginx");
        page = Replace(page, "10.0.0.11:5080", nodes[0].Authority);
        page = Replace(page, "10.0.0.12:5080", nodes[1].Authority);
        page = Replace(page, "listen 80;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{PlainPort};"));
        page = Replace(page, "listen 443 ", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port} "));
        page = Replace(page, "server_name productie.example;", "server_name localhost;");
        page = Replace(page, "/etc/nginx/tls/productie.example.pem", InFolder("portal.pem"));
        page = Replace(page, "/etc/nginx/tls/productie.example.key", InFolder("portal.key"));
        return $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 2;
            pid {{InFolder("nginx.pid")}};
            error_log {{InFolder("error.log")}} warn;
            events { worker_connections 1024; }
            http {
                client_body_temp_path {{InFolder("body")}};
                proxy_temp_path {{InFolder("proxy")}};
                fastcgi_temp_path {{InFolder("fastcgi")}};
                uwsgi_temp_path {{InFolder("uwsgi")}};
                scgi_temp_path {{InFolder("scgi")}};
                log_format requests "$request_method\t$request_uri\t$status\t$upstream_addr\t$http_user_agent";
                access_log {{InFolder("access.log")}} requests;
            {{page}}
            }
            """;
    }
}

/// <summary>What nginx was asked, and what came of it.</summary>
/// <param name="Nodes">Those that it asked in turn; the last has answered.</param>
/// <param name="Browser">What it calls itself.</param>
public sealed record NginxRequest(string Method, string Path, int Status, IReadOnlyList<string> Nodes, string Browser);
