using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.App;

/// <summary>What the phone app consists of, so that a phone keeps one version of it whole, and never a mixture of two.</summary>
/// <param name="Version">It changes whenever a file changes, or the policy that the page is sent with.</param>
/// <param name="Files">
/// The hash of each file, in the form of the <c>integrity</c> attribute, by its path. Every path but the page's contains the version.
/// </param>
public sealed record AppShellList(string Version, IReadOnlyDictionary<string, string> Files);

/// <summary>Finds the version of the files that are on disk now, so that whoever replaces them needs no restart.</summary>
public sealed class AppShell(PhoneAppFiles app, IWebHostEnvironment host, ContentSecurityPolicy policy)
{
    /// <summary>The page has this text wherever the version belongs.</summary>
    private const string Placeholder = "{version}";

    private readonly ConcurrentDictionary<string, (DateTimeOffset Changed, long Length, string Hash)> _hashes = new(StringComparer.Ordinal);
    private volatile Edition? _last;

    /// <summary>What a phone must have of the present version.</summary>
    public AppShellList List()
    {
        var edition = Read();
        var files = edition.Hashes.ToDictionary(file => PathOf(edition.Version, file.Key), file => file.Value, StringComparer.Ordinal);
        files[PagePaths.PhoneApp] = Hash(Page(edition.Version));
        return new(edition.Version, files);
    }

    /// <summary>The page of the present version, and that version.</summary>
    public (string Version, byte[] Contents) Page()
    {
        var version = Read().Version;
        return (version, Page(version));
    }

    /// <summary>
    /// A file of that version. Where the version has no such file, or the file has changed since, the answer is one that does not exist.
    /// </summary>
    public IFileInfo Find(string version, string name)
    {
        var edition = _last is { } last && last.Version == version ? last : Read();
        if (edition.Version != version || !edition.Hashes.TryGetValue(name, out var hash))
            return new NotFoundFileInfo(name);
        var file = Source(name).GetFileInfo(name);
        return file.Exists && Hash(name, file) == hash ? file : new NotFoundFileInfo(name);
    }

    private static string PathOf(string version, string name) => $"{PagePaths.PhoneApp}/{version}/{name}";

    private static bool IsPartOfPage(string name) =>
        Path.GetExtension(name) is ".css" || (Path.GetExtension(name) is ".js" && name != PhoneAppFiles.Worker);

    /// <summary>What the app has in common with the portal.</summary>
    private static bool IsShared(string name) =>
        name is "tokens.css" or "device.js" or "favicon.svg" || name.StartsWith("fonts/", StringComparison.Ordinal);

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

    private static string Hash(byte[] contents) => $"sha256-{Convert.ToBase64String(SHA256.HashData(contents))}";

    private Edition Read()
    {
        var fonts = Walk(host.WebRootFileProvider, "fonts").Where(file => file.EndsWith(".woff2", StringComparison.Ordinal));
        var names = Walk(app.Files, "").Where(IsPartOfPage).Concat(fonts).Concat(["tokens.css", "device.js", "favicon.svg"]);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
            hashes[name] = Hash(name, Source(name).GetFileInfo(name));

        var contents = new StringBuilder(Hash(PhoneAppFiles.Page, app.Files.GetFileInfo(PhoneAppFiles.Page)))
            .Append('\n')
            .Append(policy.PhoneApp())
            .Append('\n');
        foreach (var (name, hash) in hashes)
            contents.Append(name).Append(' ').Append(hash).Append('\n');
        var edition = new Edition(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(contents.ToString()))), hashes);
        _last = edition;
        return edition;
    }

    private byte[] Page(string version)
    {
        using var page = new StreamReader(app.Files.GetFileInfo(PhoneAppFiles.Page).CreateReadStream(), Encoding.UTF8);
        return Encoding.UTF8.GetBytes(page.ReadToEnd().Replace(Placeholder, version, StringComparison.Ordinal));
    }

    private IFileProvider Source(string name) => IsShared(name) ? host.WebRootFileProvider : app.Files;

    private string Hash(string name, IFileInfo file)
    {
        if (_hashes.TryGetValue(name, out var known) && known.Changed == file.LastModified && known.Length == file.Length)
            return known.Hash;
        using var content = file.CreateReadStream();
        var hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(content))}";
        _hashes[name] = (file.LastModified, file.Length, hash);
        return hash;
    }

    private sealed record Edition(string Version, SortedDictionary<string, string> Hashes);
}
