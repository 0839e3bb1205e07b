using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace ZorgId.Web.App;

/// <summary>The app's files under the version that they are part of: <c>/{version}/{name}</c>. Any other version's are not there.</summary>
internal sealed class VersionedFiles(AppShell shell) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) =>
        subpath.Split('/', 3) is ["", var version, var name] ? shell.Find(version, name) : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
