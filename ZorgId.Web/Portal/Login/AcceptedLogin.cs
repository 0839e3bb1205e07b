namespace ZorgId.Web.Portal.Login;

/// <summary>The dialog's result after a phone has accepted.</summary>
public sealed record AcceptedLogin(SessionId Sid, string AccountName);
