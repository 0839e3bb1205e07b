namespace ZorgId.Web.Platform;

/// <summary>In a demo the origins that are not set follow from the address that is listened on.</summary>
public static class DemoOrigins
{
    /// <param name="address">
    /// The address as the server reports it: <c>http://localhost:5080</c>, or a wildcard host, which becomes localhost.
    /// </param>
    public static string Origin(string address, PortalEnvironment environment)
    {
        var uri = new Uri(
            address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal));
        var host = uri.Host is "0.0.0.0" or "[::]" or "[::1]" ? "localhost" : uri.Host;
        // This is a second name of the same machine, under which browsers have separate storage.
        if (environment == PortalEnvironment.Acceptatie)
            host = "acceptatie.localhost";
        return new UriBuilder(uri.Scheme, host, uri.Port).Uri.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Gives each environment that has no origin the one that follows from the address.</summary>
    public static void Fill(PortalOrigins origins, string address)
    {
        foreach (var environment in Enum.GetValues<PortalEnvironment>())
        {
            if (!origins.All.ContainsKey(environment))
                origins.Set(environment, Origin(address, environment));
        }
    }
}
