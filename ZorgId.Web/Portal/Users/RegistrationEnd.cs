using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Portal.Users;

/// <summary>How the form ended, where it was not left.</summary>
public abstract record RegistrationEnd;

/// <summary>What a saved registration hands to its caller: the QR's only copy among it.</summary>
public sealed record RegisteredUser(AccountId AccountId, string Name, OpenedEnrollment Enrollment) : RegistrationEnd;

/// <summary>The person stands in the overview already, under this name, and the beheerder wants to see them there.</summary>
public sealed record ExistingUser(string Name) : RegistrationEnd;
