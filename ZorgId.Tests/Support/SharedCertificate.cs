using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Support;

/// <summary>The certificate that wraps key rings. An RSA key takes long to make; all servers of the tests share one.</summary>
internal static class SharedCertificate
{
    private static readonly Lazy<byte[]> Contents = new(Make);

    /// <summary>Lays it beside a database that has none yet.</summary>
    public static void LayBeside(string database)
    {
        if (!File.Exists(PathFor(database)))
            File.WriteAllBytes(PathFor(database), Contents.Value);
    }

    private static string PathFor(string database) => database + ".keys.pfx";

    private static byte[] Make()
    {
        var folder = Directory.CreateTempSubdirectory("zorgid-test-");
        try
        {
            var database = Path.Combine(folder.FullName, "portal.db");
            KeyCertificate.For($"Data Source={database}").Dispose();
            return File.ReadAllBytes(PathFor(database));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
