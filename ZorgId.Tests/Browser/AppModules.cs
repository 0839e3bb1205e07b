namespace ZorgId.Tests.Browser;

/// <summary>The phone app's modules, for scripts of tests, on whatever page of the portal.</summary>
internal static class AppModules
{
    /// <summary>A function of a module's name, such as <c>vendor/qr.js</c>: the module as the portal serves it now.</summary>
    public const string Import = "(async name => import(`/app/${(await (await fetch('/app/shell.json')).json()).version}/${name}`))";
}
