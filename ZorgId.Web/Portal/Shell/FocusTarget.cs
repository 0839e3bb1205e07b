namespace ZorgId.Web.Portal.Shell;

/// <summary>The element that should get the focus. It is no record, so that the same element can be asked for again.</summary>
public sealed class FocusTarget(string elementId)
{
    public string ElementId { get; } = elementId;
}
