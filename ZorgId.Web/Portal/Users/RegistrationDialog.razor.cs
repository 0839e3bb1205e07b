using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The form with the five fields of the manual's section 4. The core has the rules; errors are shown beside the fields.</summary>
public sealed partial class RegistrationDialog(
    RegisterUser enroll,
    PortalUser user,
    FieldsScript fields,
    NavigationManager navigation,
    IOptions<SupportSettings> support,
    TimeProvider time,
    ILogger<RegistrationDialog> logger) : ComponentBase
{
    private readonly Dictionary<RegistrationField, string> _errors = [];
    private readonly BirthDateInput _birthDate = new();
    private OrganisationId? _organisation;
    private string? _givenName;
    private bool _hasOneName;
    private string? _familyName;
    private string? _birthPlace;
    private string? _failure;
    private string? _existing;
    private FocusTarget? _focus;
    private bool _isSaving;

    // A field sends its text when it loses the focus, and Escape does not take the focus away. Without this flag, text that was typed
    // but not sent would be lost without a question.
    private bool _hasInput;
    private bool _isAsking;

    [Parameter, EditorRequired]
    public IReadOnlyList<ManagedOrganisation> Organisations { get; set; } = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private bool IsTouched =>
        _hasInput || _hasOneName
            || new[] { _givenName, _familyName, _birthDate.Typed, _birthPlace }.Any(text => !string.IsNullOrWhiteSpace(text));

    protected override void OnInitialized()
    {
        if (Organisations is [var only])
            _organisation = only.Id;
    }

    private async Task SaveAsync()
    {
        // A second click or Enter during the first save must not register the person twice.
        if (_isSaving)
            return;
        _isSaving = true;
        var isRegistered = false;
        try
        {
            // After a registration the flag stays set, because a second click may still arrive while the dialog closes.
            isRegistered = await RegisterAsync();
        }
        catch (CommitInDoubtException exception)
        {
            LogFailed(exception);
            _failure = RegistrationTexts.SaveInDoubt;
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
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
        (_failure, _existing, _birthDate.IsAsked) = (null, null, false);
        if (await user.ActAsync(Page.Environment, CancellationToken.None) is not { } call)
        {
            _failure = RegistrationTexts.LoggedOut;
            return false;
        }

        var form = new RegistrationForm(
            _organisation, _givenName, _familyName, _birthDate.Date, _birthPlace, _hasOneName, _birthDate.IsConfirmed);
        var result = await enroll.ExecuteAsync(call, form, CancellationToken.None);
        if (result is { Opened: { } opened, Account: { } account })
        {
            Dialog.Close(DialogResult.Ok(new RegisteredUser(account, RegistrationRules.ToPerson(form).FullName, opened)));
            return true;
        }

        if (result.Errors is [{ Fault: RegistrationFault.Unusual }])
        {
            _birthDate.IsAsked = true;
            return false;
        }

        _existing = result.Existing;
        foreach (var error in result.Errors)
            _errors[error.Field] = RegistrationSentences.For(error, _birthDate, support.Value.InWords());
        _focus = FocusOn(result.Errors[0].Field);
        return false;
    }

    /// <summary>Someone with one name has no given name, so the field is empty. What was typed before comes back with the field.</summary>
    private string? GivenName => _hasOneName ? null : _givenName;

    private void SetGivenName(string? typed)
    {
        _givenName = typed;
        Look(RegistrationField.GivenName, typed);
    }

    private bool HasError(RegistrationField field) => _errors.ContainsKey(field);

    private string? ErrorText(RegistrationField field) => _errors.GetValueOrDefault(field);

    /// <summary>Shows at once what is wrong with a field that lost the focus. An empty field is reported only at saving.</summary>
    private void Look(RegistrationField field, string? text)
    {
        _errors.Remove(field);
        if (RegistrationRules.CheckText(field, text) is { Fault: not RegistrationFault.Missing } error)
            _errors[field] = RegistrationSentences.For(error, _birthDate);
    }

    /// <summary>Shows the date as it was understood, so that the person sees a typing error before saving.</summary>
    private async Task TidyBirthDateAsync()
    {
        _errors.Remove(RegistrationField.BirthDate);
        if (_birthDate.FindError(time.Today()) is { } error)
            _errors[RegistrationField.BirthDate] = error;
        if (_birthDate is { Typed: { } typed, Date: { } date } && date.ToDutch() != typed)
            await fields.RetypeAsync(IdOf(RegistrationField.BirthDate), typed, date.ToDutch());
    }

    private Task ConfirmBirthDateAsync()
    {
        _birthDate.Confirm();
        return SaveAsync();
    }

    private void ChangeBirthDate() => (_birthDate.IsAsked, _focus) = (false, FocusOn(RegistrationField.BirthDate));

    private string OrganisationName(OrganisationId? id) => Organisations.FirstOrDefault(o => o.Id == id)?.Name ?? "";

    private void ShowExisting() => Dialog.Close(DialogResult.Ok(new ExistingUser(_existing!)));

    /// <summary>The button that had the focus disappears, so the focus must move for people who use the keyboard.</summary>
    private void KeepTyping() => (_isAsking, _focus) = (false, FocusOn(FirstEmpty));

    private static FocusTarget FocusOn(RegistrationField field) => new(IdOf(field));

    private static string IdOf(RegistrationField field) => field switch
    {
        RegistrationField.Organisation => "organisatie",
        RegistrationField.GivenName => "voornaam",
        RegistrationField.FamilyName => "achternaam",
        RegistrationField.BirthDate => "geboortedatum",
        RegistrationField.BirthPlace => "geboorteplaats",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private RegistrationField FirstEmpty => (_givenName, _familyName, _birthDate.Typed, _birthPlace) switch
    {
        (null or "", _, _, _) when !_hasOneName => RegistrationField.GivenName,
        (_, null or "", _, _) => RegistrationField.FamilyName,
        (_, _, null or "", _) => RegistrationField.BirthDate,
        _ => RegistrationField.BirthPlace,
    };

    private void LeaveByEscape(KeyboardEventArgs key)
    {
        // The same key ends the composition of an input method.
        if (key is { Key: "Escape", IsComposing: false })
            Leave();
    }

    private void Leave()
    {
        _isAsking = IsTouched;
        if (!_isAsking)
            Dialog.Cancel();
    }

    /// <summary>Asks before the person leaves within the portal. When they leave the portal, the browser asks (fields.js).</summary>
    private void AskBeforeNavigation(LocationChangingContext leaving)
    {
        // The portal sends people to the start page when they are logged out, and a question could not prevent that.
        if (!IsTouched || navigation.ToAbsoluteUri(leaving.TargetLocation).AbsolutePath == PagePaths.Start)
            return;
        leaving.PreventNavigation();
        _isAsking = true;
    }

    private void Discard() => Dialog.Cancel();

    [LoggerMessage(2305, LogLevel.Error, "A registration could not be saved.")]
    private partial void LogFailed(Exception exception);
}
