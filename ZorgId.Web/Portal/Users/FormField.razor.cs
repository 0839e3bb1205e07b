using Microsoft.AspNetCore.Components;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Portal.Users;

/// <summary>A text field of the registration form, with its hint and its error.</summary>
public sealed partial class FormField : ComponentBase
{
    // A beheerder types the data of others, so the browser must not remember it or fill it in. MudBlazor's own Required is not used,
    // because it would show an error before anything was typed.
    internal static readonly Dictionary<string, object?> Typed =
        new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false", ["aria-required"] = "true" };

    /// <summary>The attributes of the field that has the focus when the form opens (focus.js).</summary>
    internal static readonly Dictionary<string, object?> TypedFirst = new(Typed, StringComparer.Ordinal) { ["data-focus"] = "" };

    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>It says what to type, and stays visible beside an error.</summary>
    [Parameter]
    public string Hint { get; set; } = RegistrationTexts.AsInWid;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>The length in UTF-16 units.</summary>
    [Parameter]
    public int MaxLength { get; set; } = Person.TypedLength;

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool IsFirst { get; set; }

    /// <summary>What is shown below the field.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
