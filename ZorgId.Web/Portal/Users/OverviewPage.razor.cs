using Microsoft.AspNetCore.Components;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>The users of the beheerder's organisations, kept up to date, and the way to register one more (manual, section 4).</summary>
public sealed partial class OverviewPage(
    EnrollmentDialogs enrollments,
    LostEnrollment lost,
    FindOwnEnrollment findEnrollment,
    FindDisputedEnrollments findDisputed) : ComponentBase
{
    // Both parts need the alerts: one shows them, the other reads them again with the list and marks the new user.
    private readonly EnrollmentAlerts _alerts = new(enrollments, lost, findEnrollment, findDisputed);
    private EnrollmentArea _enrollments = null!;
    private UserListPanel _list = null!;
}
