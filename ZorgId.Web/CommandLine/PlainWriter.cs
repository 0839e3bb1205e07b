using System.Text;
using ZorgId.Web.Platform;

namespace ZorgId.Web.CommandLine;

/// <summary>
/// Where a command writes. Each line stays one line and cannot control the terminal, whatever characters a file's name, an
/// argument or a migration's name contains.
/// </summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value is '\r' or '\n' ? $"{value}" : PlainText.Escape($"{value}"));

    /// <summary>Line breaks are kept, because callers of this method end their lines themselves.</summary>
    public override void Write(string? value) =>
        inner.Write(string.Join('\n', (value ?? "").Split('\n').Select(line => PlainText.Escape(line.TrimEnd('\r')))));

    public override void WriteLine(string? value) => inner.WriteLine(PlainText.Escape(value ?? ""));

    public override Task WriteLineAsync(string? value) => inner.WriteLineAsync(PlainText.Escape(value ?? ""));

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override void Flush() => inner.Flush();
}
