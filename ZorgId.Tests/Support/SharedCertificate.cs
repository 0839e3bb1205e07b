using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Support;

/// <summary>The certificate that wraps key rings. An RSA key takes long to make; all servers of the tests share one.</summary>
internal static class SharedCertificate
{
    private static readonly Lazy<byte[]> Contents = new(Make);
    private static readonly Lazy<string> Shared = new(WriteAlone);

    /// <summary>In a file that is beside no database.</summary>
    public static string File => Shared.Value;

    /// <summary>Lays it beside a database that has none yet.</summary>
    public static void LayBeside(string database)
    {
        if (!System.IO.File.Exists(PathFor(database)))
            System.IO.File.WriteAllBytes(PathFor(database), Contents.Value);
    }

    private static string PathFor(string database) => database + ".keys.pfx";

    private static byte[] Make()
    {
        var folder = Directory.CreateTempSubdirectory("zorgid-test-");
        try
        {
            var database = Path.Combine(folder.FullName, "portal.db");
            KeyCertificate.Beside(database).Dispose();
            return System.IO.File.ReadAllBytes(PathFor(database));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WriteAlone()
    {
        var folder = Directory.CreateTempSubdirectory("zorgid-test-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var file = Path.Combine(folder.FullName, "keys.pfx");
        System.IO.File.WriteAllBytes(file, Contents.Value);
        return file;
    }
}
