using Microsoft.AspNetCore.Components;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Portal.Users;

/// <summary>A text of the registration form, with its hint and what is wrong with it.</summary>
public sealed partial class FormField : ComponentBase
{
    // A beheerder types someone else's data: what the browser remembers does not belong here. MudBlazor's own Required
    // would speak up before anything was typed.
    internal static readonly Dictionary<string, object?> Typed =
        new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false", ["aria-required"] = "true" };

    /// <summary>Of the field that has the focus when the form opens (focus.js).</summary>
    internal static readonly Dictionary<string, object?> TypedFirst = new(Typed, StringComparer.Ordinal) { ["data-focus"] = "" };

    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What to type; it stays visible beside an error.</summary>
    [Parameter]
    public string Hint { get; set; } = RegistrationTexts.AsInWid;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>UTF-16 units.</summary>
    [Parameter]
    public int MaxLength { get; set; } = Person.TypedLength;

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool IsFirst { get; set; }

    /// <summary>Below the field.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
