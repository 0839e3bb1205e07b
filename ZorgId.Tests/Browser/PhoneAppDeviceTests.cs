namespace ZorgId.Tests.Browser;

/// <summary>How a phone calls itself in the portal.</summary>
public sealed class PhoneAppDeviceTests(Chromium chromium)
{
    private const string Ipad = "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1";
    private const string Iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
    private const string Android = "Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0";

    private const string Describe = $$"""
        async ([agent, touches, width, height]) => {
            const set = (target, name, value) => Object.defineProperty(target, name, { configurable: true, get: () => value });
            set(navigator, 'userAgent', agent);
            set(navigator, 'userAgentData', undefined);
            set(navigator, 'maxTouchPoints', touches);
            set(screen, 'width', width);
            set(screen, 'height', height);
            const { name, platform } = await (await {{AppModules.Import}}('phone/device.js')).describeDevice({ name: '?', platform: '?' });
            return `${name}, ${platform}`;
        }
        """;

    [Fact]
    public async Task Device_ByWhatTheBrowserSays_IsItself()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/app");

        foreach (var (agent, touches, width, height, device) in ((string, int, int, int, string)[])[
            (Chromium.MacAgent, 5, 820, 1180, "iPad, iPadOS 18"),
            (Chromium.MacAgent, 5, 744, 1133, "iPad, iPadOS 18"),
            (Chromium.MacAgent, 5, 430, 932, "iPhone, iOS 18"),
            (Chromium.MacAgent, 0, 1512, 982, "Mac, Mac OS X"),
            (Ipad, 5, 768, 1024, "iPad, iPadOS 12"),
            (Iphone, 5, 393, 852, "iPhone, iOS 18"),
            (Android, 5, 412, 915, "Android, Android 15"),
        ])
        {
            Assert.Equal(device, await window.Page.EvaluateAsync<string>(Describe, new object[] { agent, touches, width, height }));
        }
    }
}
