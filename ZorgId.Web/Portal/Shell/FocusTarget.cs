namespace ZorgId.Web.Portal.Shell;

/// <summary>The element that is to have the focus, by its id. A class and no record: the same element may be asked for again.</summary>
public sealed class FocusTarget(string elementId)
{
    public string ElementId { get; } = elementId;
}
