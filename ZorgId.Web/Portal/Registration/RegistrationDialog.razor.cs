using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Portal.Registration;

/// <summary>What a saved registration hands to its caller: the QR's only copy among it.</summary>
public sealed record RegisteredUser(string Name, OpenedEnrollment Enrollment);

/// <summary>The five fields of the manual's section 4. The rules are the core's; their faults stand beside the fields.</summary>
public sealed partial class RegistrationDialog(EnrollNewUser enroll, PortalUser user) : ComponentBase
{
    // A beheerder types someone else's data: what the browser remembers does not belong here.
    private static readonly Dictionary<string, object?> NoAutofill = new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false" };

    private readonly Dictionary<RegistrationField, string> _errors = [];
    private OrganisationId? _organisation;
    private string? _givenName;
    private string? _familyName;
    private string? _birthDate;
    private string? _birthPlace;
    private string? _failure;
    private bool _isSaving;

    [Parameter, EditorRequired]
    public IReadOnlyList<ManagedOrganisation> Organisations { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Organisations is [var only])
            _organisation = only.Id;
    }

    private async Task SaveAsync()
    {
        // A second click or Enter while the first is still on its way registers nobody.
        if (_isSaving)
            return;
        _isSaving = true;
        try
        {
            await RegisterAsync();
        }
        finally
        {
            _isSaving = false;
        }
    }

    private async Task RegisterAsync()
    {
        _errors.Clear();
        _failure = null;
        var form = new RegistrationForm(_organisation, _givenName, _familyName, BirthDateText.TryParse(_birthDate, out var date) ? date : null, _birthPlace);
        if (await user.FindAsync(Page.Environment, byPerson: true, CancellationToken.None) is not { } actor)
        {
            _failure = RegistrationTexts.LoggedOut;
            return;
        }

        var result = await enroll.ExecuteAsync(actor, form, CancellationToken.None);
        if (result.Opened is { } opened)
        {
            Dialog.Close(DialogResult.Ok(new RegisteredUser(RegistrationRules.ToPerson(form).FullName, opened)));
            return;
        }

        foreach (var error in result.Errors)
            _errors[error.Field] = RegistrationSentences.For(error, _birthDate);
    }

    private bool HasError(RegistrationField field) => _errors.ContainsKey(field);

    private string? ErrorText(RegistrationField field) => _errors.GetValueOrDefault(field);

    private void Forget(RegistrationField field) => _errors.Remove(field);

    private string OrganisationName(OrganisationId? id) => Organisations.FirstOrDefault(o => o.Id == id)?.Name ?? "";

    private void Cancel() => Dialog.Cancel();
}
