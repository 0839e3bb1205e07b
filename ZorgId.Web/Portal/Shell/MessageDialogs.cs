using MudBlazor;

namespace ZorgId.Web.Portal.Shell;

/// <summary>MudBlazor's message box, with a title that is a heading of the page.</summary>
public static class MessageDialogs
{
    /// <summary>Says something, until it is closed.</summary>
    public static Task TellAsync(this IDialogService dialogs, string title, string text, string close) =>
        ShowAsync(dialogs, title, text, close, confirm: null);

    /// <summary>Asks something.</summary>
    /// <returns>Whether it was confirmed.</returns>
    public static Task<bool> AskAsync(this IDialogService dialogs, string title, string text, string confirm, string cancel) =>
        ShowAsync(dialogs, title, text, cancel, confirm);

    private static async Task<bool> ShowAsync(IDialogService dialogs, string title, string text, string leave, string? confirm)
    {
        var message = await dialogs.ShowAsync<MessageDialog>(title, new DialogParameters<MessageDialog>
        {
            { d => d.Text, text },
            { d => d.Leave, leave },
            { d => d.Confirm, confirm },
        });
        return await message.Result is { Canceled: false };
    }
}
