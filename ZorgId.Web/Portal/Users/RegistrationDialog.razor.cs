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
    private readonly RegistrationInput _input = new();
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

    private bool IsTouched => _hasInput || _input.IsTouched;

    protected override void OnInitialized()
    {
        if (Organisations is [var only])
            _input.Organisation = only.Id;
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
        _input.ForgetErrors();
        (_failure, _existing, _input.BirthDate.IsAsked) = (null, null, false);
        if (await user.ActAsync(Page.Environment, CancellationToken.None) is not { } call)
        {
            _failure = RegistrationTexts.LoggedOut;
            return false;
        }

        var form = _input.Form;
        var result = await enroll.ExecuteAsync(call, form, CancellationToken.None);
        if (result is { Opened: { } opened, Account: { } account })
        {
            Dialog.Close(DialogResult.Ok(new RegisteredUser(account, RegistrationRules.ToPerson(form).FullName, opened)));
            return true;
        }

        if (result.Errors is [{ Fault: RegistrationFault.Unusual }])
        {
            _input.BirthDate.IsAsked = true;
            return false;
        }

        _existing = result.Existing;
        _input.ShowErrors(result.Errors, support.Value.InWords());
        _focus = FocusOn(result.Errors[0].Field);
        return false;
    }

    /// <summary>Shows the date as it was understood, so that the person sees a typing error before saving.</summary>
    private async Task TidyBirthDateAsync()
    {
        _input.CheckBirthDate(time.Today());
        if (_input.BirthDate is { Typed: { } typed, Date: { } date } && date.ToDutch() != typed)
            await fields.RetypeAsync(IdOf(RegistrationField.BirthDate), typed, date.ToDutch());
    }

    private void SetGivenName(string? typed)
    {
        _input.GivenName = typed;
        _input.Check(RegistrationField.GivenName, typed);
    }

    private Task ConfirmBirthDateAsync()
    {
        _input.BirthDate.Confirm();
        return SaveAsync();
    }

    private void ChangeBirthDate() => (_input.BirthDate.IsAsked, _focus) = (false, FocusOn(RegistrationField.BirthDate));

    private string OrganisationName(OrganisationId? id) => Organisations.FirstOrDefault(o => o.Id == id)?.Name ?? "";

    private void ShowExisting() => Dialog.Close(DialogResult.Ok(new ExistingUser(_existing!)));

    /// <summary>The button that had the focus disappears, so the focus must move for people who use the keyboard.</summary>
    private void KeepTyping() => (_isAsking, _focus) = (false, FocusOn(_input.FirstEmpty));

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
