namespace ZorgId.Web.Platform.Settings;

/// <summary>A setting is wrong. The message is a sentence that tells the operator which one, and what it should be.</summary>
public sealed class SettingsException(string message, Exception? cause = null) : Exception(message, cause);
