using System.Net;
using System.Net.Http.Headers;

namespace ZorgId.Tests.Support;

/// <summary>A body that comes an octet now and then, and has no end.</summary>
public sealed class SlowContent : HttpContent
{
    public SlowContent(string type) => Headers.ContentType = new MediaTypeHeaderValue(type);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var i = 0; i < 1_000; i++)
        {
            await stream.WriteAsync("a"u8.ToArray());
            await stream.FlushAsync();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
