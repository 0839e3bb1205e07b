using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Mobile;

/// <summary>What the phone app consists of, so that a phone keeps one version of it whole, and never a mixture of two.</summary>
/// <param name="Version">Another one wherever a file, or the policy that the page is sent with, is another.</param>
/// <param name="Files">By path; each with its hash as <c>integrity</c> writes it.</param>
public sealed record AppShellList(string Version, IReadOnlyDictionary<string, string> Files);

/// <summary>Makes the list of the files as they lie there now: whoever replaces them needs no restart.</summary>
public sealed class AppShell(PhoneAppFiles app, IWebHostEnvironment host, ContentSecurityPolicy policy)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Changed, long Length, string Hash)> _hashes = new(StringComparer.Ordinal);

    public AppShellList List()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["/app"] = Hash("/app", app.Files, PhoneAppFiles.Page) };
        foreach (var file in Walk(app.Files, "").Where(IsPartOfPage))
            files[$"/app/{file}"] = Hash($"/app/{file}", app.Files, file);
        var shared = host.WebRootFileProvider;
        foreach (var file in Walk(shared, "fonts").Where(file => file.EndsWith(".woff2", StringComparison.Ordinal)).Concat(["tokens.css", "favicon.svg"]))
            files[$"/{file}"] = Hash($"/{file}", shared, file);

        var contents = string.Join('\n', files.Select(file => $"{file.Key} {file.Value}")) + '\n' + policy.PhoneApp();
        return new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(contents))), files);
    }

    private static bool IsPartOfPage(string file) => Path.GetExtension(file) is ".css" || (Path.GetExtension(file) is ".js" && file != PhoneAppFiles.Worker);

    private static IEnumerable<string> Walk(IFileProvider files, string folder)
    {
        foreach (var entry in files.GetDirectoryContents(folder))
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (!entry.IsDirectory)
                yield return path;
            foreach (var inner in entry.IsDirectory ? Walk(files, path) : [])
                yield return inner;
        }
    }

    private string Hash(string path, IFileProvider files, string name)
    {
        var file = files.GetFileInfo(name);
        if (_hashes.TryGetValue(path, out var known) && known.Changed == file.LastModified && known.Length == file.Length)
            return known.Hash;
        using var content = file.CreateReadStream();
        var hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(content))}";
        _hashes[path] = (file.LastModified, file.Length, hash);
        return hash;
    }
}
