using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace ZorgId.Web.App;

/// <summary>The app's files under the version that they belong to: <c>/{version}/{name}</c>. Other versions do not exist.</summary>
internal sealed class VersionedFiles(AppShell shell) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) =>
        subpath.Split('/', 3) is ["", var version, var name] ? shell.Find(version, name) : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
