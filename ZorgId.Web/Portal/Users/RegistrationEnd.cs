using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Portal.Users;

/// <summary>The form's result where it was not cancelled.</summary>
public abstract record RegistrationEnd;

/// <summary>The result of a saved registration. It holds the only copy of the QR.</summary>
public sealed record RegisteredUser(AccountId AccountId, string Name, OpenedEnrollment Enrollment) : RegistrationEnd;

/// <summary>The person is in the overview already under this name, and the beheerder wants to see them there.</summary>
public sealed record ExistingUser(string Name) : RegistrationEnd;
