using Microsoft.AspNetCore.Components;

namespace ZorgId.Web.Platform.Requests;

/// <summary>The paths of the pages, as a person sees them in the address bar.</summary>
public static class PagePaths
{
    public const string Start = "/portal";
    public const string Login = "/portal/inloggen";
    public const string CompleteLogin = "/portal/inloggen/voltooien";
    public const string Logout = "/portal/uitloggen";
    public const string Overview = "/portal/overzicht";
    public const string Failed = "/portal/fout";
    public const string NotFound = "/portal/niet-gevonden";
    public const string Language = "/portal/taal";
    public const string PhoneApp = "/app";
    public const string Demo = "/demo";

    /// <summary>The path and query of the page that the browser shows.</summary>
    public static string CurrentPath(this NavigationManager navigation) =>
        "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];
}
