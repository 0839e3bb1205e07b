using System.Globalization;

namespace ZorgId.Web.CommandLine;

/// <summary>Shows a waiting person how far a command is. Where stderr is redirected nobody waits, so nothing is written.</summary>
internal static class ProgressLine
{
    /// <param name="part">How much of the work is done, from 0 to 1.</param>
    public static void Show(double part)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{part,4:P0}{(part < 1 ? "" : "\r\n")}"));
    }
}
