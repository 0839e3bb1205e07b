using System.Globalization;

namespace ZorgId.Web.CommandLine;

/// <summary>How far a command is, for a person who waits; a script's log needs none of it.</summary>
internal static class ProgressLine
{
    /// <param name="part">Of the work, from 0 to 1.</param>
    public static void Show(double part)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{part,4:P0}{(part < 1 ? "" : "\r\n")}"));
    }
}
