using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal.Registration;

/// <summary>What a saved registration hands to its caller: the QR's only copy among it.</summary>
public sealed record RegisteredUser(AccountId AccountId, string Name, OpenedEnrollment Enrollment);

/// <summary>The person stands in the overview already, under this name, and the beheerder wants to see them there.</summary>
public sealed record ExistingUser(string Name);

/// <summary>The five fields of the manual's section 4. The rules are the core's; their faults stand beside the fields.</summary>
public sealed partial class RegistrationDialog(EnrollNewUser enroll, PortalUser user, ILogger<RegistrationDialog> logger) : ComponentBase
{
    // A beheerder types someone else's data: what the browser remembers does not belong here. MudBlazor's own Required
    // would speak up before anything was typed.
    private static readonly Dictionary<string, object?> Typed =
        new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false", ["aria-required"] = "true" };

    private readonly Dictionary<RegistrationField, string> _errors = [];
    private MudSelect<OrganisationId?> _organisationField = null!;
    private MudTextField<string?> _givenNameField = null!;
    private MudTextField<string?> _familyNameField = null!;
    private MudTextField<string?> _birthDateField = null!;
    private MudTextField<string?> _birthPlaceField = null!;
    private OrganisationId? _organisation;
    private string? _givenName;
    private bool _hasOneName;
    private string? _familyName;
    private string? _birthDate;
    private string? _birthPlace;
    private string? _failure;
    private string? _existing;
    private RegistrationField? _focusNext;
    private bool _isSaving;

    // A field hands its text over when it is left, and Escape does not leave it: what stands there would go unasked.
    private bool _hasInput;
    private bool _isAsking;

    [Parameter, EditorRequired]
    public IReadOnlyList<ManagedOrganisation> Organisations { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private bool IsTouched =>
        _hasInput || _hasOneName || new[] { _givenName, _familyName, _birthDate, _birthPlace }.Any(text => !string.IsNullOrWhiteSpace(text));

    protected override void OnInitialized()
    {
        if (Organisations is [var only])
            _organisation = only.Id;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusNext is not { } field)
            return;
        _focusNext = null;
        await (field switch
        {
            RegistrationField.Organisation => _organisationField.FocusAsync(),
            RegistrationField.GivenName => _givenNameField.FocusAsync(),
            RegistrationField.FamilyName => _familyNameField.FocusAsync(),
            RegistrationField.BirthDate => _birthDateField.FocusAsync(),
            _ => _birthPlaceField.FocusAsync(),
        });
    }

    private async Task SaveAsync()
    {
        // A second click or Enter while the first is still on its way registers nobody.
        if (_isSaving)
            return;
        _isSaving = true;
        var isRegistered = false;
        try
        {
            // Once registered it stays so: a second click may come in when the dialog is closing already.
            isRegistered = await RegisterAsync();
        }
        catch (CommitInDoubtException exception)
        {
            LogFailed(exception);
            _failure = RegistrationTexts.SaveInDoubt;
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            LogFailed(exception);
            _failure = RegistrationTexts.SaveFailed;
        }
        finally
        {
            _isSaving = isRegistered;
        }
    }

    /// <returns>Whether someone was registered.</returns>
    private async Task<bool> RegisterAsync()
    {
        _errors.Clear();
        (_failure, _existing) = (null, null);
        if (await user.FindAsync(Page.Environment, byPerson: true, CancellationToken.None) is not { } actor)
        {
            _failure = RegistrationTexts.LoggedOut;
            return false;
        }

        var form = new RegistrationForm(
            _organisation, _givenName, _familyName, BirthDateText.TryParse(_birthDate, out var date) ? date : null, _birthPlace, _hasOneName);
        var result = await enroll.ExecuteAsync(actor, form, CancellationToken.None);
        if (result is { Opened: { } opened, Account: { } account })
        {
            Dialog.Close(DialogResult.Ok(new RegisteredUser(account, RegistrationRules.ToPerson(form).FullName, opened)));
            return true;
        }

        _existing = result.Existing;
        foreach (var error in result.Errors)
            _errors[error.Field] = RegistrationSentences.For(error, _birthDate);
        _focusNext = result.Errors[0].Field;
        return false;
    }

    private bool HasError(RegistrationField field) => _errors.ContainsKey(field);

    private string? ErrorText(RegistrationField field) => _errors.GetValueOrDefault(field);

    private void Forget(RegistrationField field) => _errors.Remove(field);

    /// <summary>Shows a date as it was understood, so that a slip is seen before it is saved.</summary>
    private void TidyBirthDate()
    {
        Forget(RegistrationField.BirthDate);
        if (BirthDateText.TryParse(_birthDate, out var date))
            _birthDate = date.ToDutch();
    }

    private string OrganisationName(OrganisationId? id) => Organisations.FirstOrDefault(o => o.Id == id)?.Name ?? "";

    private void ShowExisting() => Dialog.Close(DialogResult.Ok(new ExistingUser(_existing!)));

    /// <summary>The button that had the focus goes; without a place of its own the keyboard would be of no use.</summary>
    private void KeepTyping() => (_isAsking, _focusNext) = (false, FirstEmpty);

    private RegistrationField FirstEmpty => (_givenName, _familyName, _birthDate, _birthPlace) switch
    {
        (null or "", _, _, _) when !_hasOneName => RegistrationField.GivenName,
        (_, null or "", _, _) => RegistrationField.FamilyName,
        (_, _, null or "", _) => RegistrationField.BirthDate,
        _ => RegistrationField.BirthPlace,
    };

    private void LeaveByEscape(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            Leave();
    }

    private void Leave()
    {
        _isAsking = IsTouched;
        if (!_isAsking)
            Dialog.Cancel();
    }

    private void Discard() => Dialog.Cancel();

    [LoggerMessage(1, LogLevel.Error, "A registration could not be saved.")]
    private partial void LogFailed(Exception exception);
}
