namespace ZorgId.Web.Platform.Settings;

/// <summary>
/// The program does not begin its work, because the machine does not allow it or the command line is wrong. The message is one
/// sentence that tells the operator what to do.
/// </summary>
public sealed class StartRefusedException(string message) : Exception(message);
