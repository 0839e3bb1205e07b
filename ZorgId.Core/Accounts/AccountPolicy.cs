using static ZorgId.Core.Accounts.PolicyVerdict;

namespace ZorgId.Core.Accounts;

/// <summary>
/// Who may do what: one row an act. A beheerder or an administrator acts for an organisation at which the account works too. An account
/// is plain where all its roles are Signer, and strong where one is higher. Whoever can give an account a QR can take it over, so who
/// gives access to a strong one has to be administrator wherever it has a higher role; elsewhere an administrator counts as a beheerder.
/// </summary>
internal static class AccountPolicy
{
    /// <summary>How long after the end of a membership its organisation may take the person back.</summary>
    public const int MonthsToRejoin = 24;

    // Each row: beheerder and plain, beheerder and strong, administrator and plain, administrator and strong.
    private static readonly Dictionary<AccountAct, Row> WholeAccount = new()
    {
        [AccountAct.View] = new(Allowed, Allowed, Allowed, Allowed),
        [AccountAct.RenewQr] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.UnblockPin] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.Unblock] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.Correct] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.ReportPhoneLost] = new(Allowed, Allowed, Allowed, Allowed),
        [AccountAct.StopSession] = new(Allowed, Allowed, Allowed, Allowed),
        [AccountAct.KeepBlocked] = new(Refused, Refused, Refused, Allowed),
        [AccountAct.Block] = new(Allowed, ForFourDays, Allowed, Allowed),
        [AccountAct.RemovePhone] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.ConfirmPhone] = new(Allowed, Refused, Allowed, Allowed),
        [AccountAct.ReportNamesake] = new(Allowed, Allowed, Allowed, Allowed),
    };

    // An account that nobody has used yet is undone more easily than one that has signed.
    private static readonly Row RevokeNeverActivated = new(Allowed, Refused, Allowed, Allowed);
    private static readonly Row RevokeActivated = new(Refused, Refused, Allowed, AfterApproval);

    // Each row: the account's role at this organisation, with what a beheerder may and what an administrator may.
    private static readonly Dictionary<Role, Pair> Leaving = new()
    {
        [Role.Signer] = new(Allowed, Allowed),
        [Role.Registrar] = new(Refused, Allowed),
        [Role.Administrator] = new(Refused, AfterApproval),
    };

    private static readonly Pair Nobody = new(Refused, Refused);
    private static readonly Pair Both = new(Allowed, Allowed);
    private static readonly Pair Administrators = new(Refused, Allowed);
    private static readonly Pair TwoAdministrators = new(Refused, AfterApproval);

    /// <summary>What someone may do to an account.</summary>
    /// <param name="account">With all its memberships.</param>
    /// <param name="at">
    /// The organisation for which it is done; null for the shared one that allows most. An act on the whole account asks all of them.
    /// </param>
    /// <param name="by">The account that acts.</param>
    /// <param name="roleOf">The role of the actor at an organisation that they manage; null at others.</param>
    public static PolicyVerdict Judge(
        AccountAct act,
        Account account,
        OrganisationId? at,
        AccountId by,
        PortalEnvironment environment,
        DateTime now,
        Func<OrganisationId, Role?> roleOf)
    {
        if (account.Environment != environment || (account.Id == by && !IsForOneself(act)))
            return Refused;
        var isOfOne = at is not null && !WholeAccount.ContainsKey(act) && act != AccountAct.RevokeRegistration;
        var left = now.AddMonths(-MonthsToRejoin);
        var verdicts =
            from membership in account.AllMemberships
            where !isOfOne || membership.OrganisationId == at
            group membership by membership.OrganisationId into ofOrganisation
            let actor = roleOf(ofOrganisation.Key)
            let judged = IsForLeavers(act) ? FindLeft(ofOrganisation, left) : ofOrganisation.SingleOrDefault(m => m.IsLive)
            where actor is not null && judged is not null
            select JudgeAt(act, account, judged, actor.Value, roleOf);
        return verdicts.DefaultIfEmpty(Refused).Max();
    }

    public static bool Allows(OrganisationAct act, Role role) => act switch
    {
        OrganisationAct.Register or OrganisationAct.ReadLog or OrganisationAct.Export => role.OpensPortal(),
        OrganisationAct.Rename or OrganisationAct.RequestOther or OrganisationAct.AskToClose or OrganisationAct.ExportBirthData
            or OrganisationAct.Import or OrganisationAct.ReviewUsers => role == Role.Administrator,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>The acts that the state of the account leaves to be done, whoever does them.</summary>
    public static AccountAct Possible(Account account) => account.Status switch
    {
        AccountStatus.Revoked => AccountAct.View,
        AccountStatus.Blocked => ~(AccountAct.RenewQr | AccountAct.Block),
        _ => ~(AccountAct.Unblock | AccountAct.KeepBlocked),
    };

    private static PolicyVerdict JudgeAt(
        AccountAct act, Account account, Membership membership, Role actor, Func<OrganisationId, Role?> roleOf) => act switch
        {
            AccountAct.RevokeRegistration when account.ActivatedAt is null => RevokeNeverActivated.Of(account, actor, roleOf),
            // Whoever works at an organisation that the actor does not manage goes on working there.
            AccountAct.RevokeRegistration when account.LiveMemberships.Any(m => roleOf(m.OrganisationId) is null) => Refused,
            AccountAct.RevokeRegistration => RevokeActivated.Of(account, actor, roleOf),
            AccountAct.VouchPhone => Both.Of(actor),
            AccountAct.EndMembership or AccountAct.ChangeLastDay or AccountAct.UndoEnd or AccountAct.Rejoin =>
                Leaving[membership.Role].Of(actor),
            AccountAct.GiveRegistrar => (membership.Role == Role.Signer ? Administrators : Nobody).Of(actor),
            AccountAct.GiveAdministrator => (membership.Role == Role.Administrator ? Nobody : TwoAdministrators).Of(actor),
            AccountAct.TakeRegistrar => (membership.Role == Role.Registrar ? Administrators : Nobody).Of(actor),
            AccountAct.TakeAdministrator => (membership.Role == Role.Administrator ? TwoAdministrators : Nobody).Of(actor),
            _ => WholeAccount.TryGetValue(act, out var row)
                ? row.Of(account, actor, roleOf)
                : throw new ArgumentOutOfRangeException(nameof(act)),
        };

    // Nobody manages themself. But an administrator who has a new phone may show themself the QR, and take that phone back: at a
    // practice with one administrator there is nobody else.
    private static bool IsForOneself(AccountAct act) => act is AccountAct.View or AccountAct.RenewQr or AccountAct.RemovePhone;

    private static bool IsForLeavers(AccountAct act) => act is AccountAct.UndoEnd or AccountAct.Rejoin;

    // A person has left only where no membership lives. A change of role, which ends one membership and begins another, is no leaving.
    private static Membership? FindLeft(IEnumerable<Membership> ofOrganisation, DateTime since)
    {
        var all = ofOrganisation.Where(m => m.EndReason != Reason.RoleChanged).ToList();
        return all.Exists(m => m.IsLive) ? null : all.Where(m => m.EndedAt > since).MaxBy(m => m.EndedAt);
    }

    private sealed record Pair(PolicyVerdict Registrar, PolicyVerdict Administrator)
    {
        public PolicyVerdict Of(Role actor) => actor == Role.Administrator ? Administrator : Registrar;
    }

    private sealed record Row(
        PolicyVerdict RegistrarPlain, PolicyVerdict RegistrarStrong, PolicyVerdict AdministratorPlain, PolicyVerdict AdministratorStrong)
    {
        public PolicyVerdict Of(Account account, Role actor, Func<OrganisationId, Role?> roleOf)
        {
            var higher = account.LiveMemberships.Where(m => m.Role > Role.Signer).ToList();
            if (higher.Count == 0)
                return actor == Role.Administrator ? AdministratorPlain : RegistrarPlain;
            var isAboveAll = actor == Role.Administrator && higher.TrueForAll(m => roleOf(m.OrganisationId) == Role.Administrator);
            return isAboveAll ? AdministratorStrong : RegistrarStrong;
        }
    }
}
