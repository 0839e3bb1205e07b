using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ZorgId.Core.Accounts;

namespace ZorgId.Core.Persistence;

internal sealed class AccountIdConverter() : ValueConverter<AccountId, Guid>(id => id.Value, value => new(value));

internal sealed class MembershipIdConverter() : ValueConverter<MembershipId, Guid>(id => id.Value, value => new(value));

internal sealed class OrganisationIdConverter() : ValueConverter<OrganisationId, Guid>(id => id.Value, value => new(value));

internal sealed class PhoneIdConverter() : ValueConverter<PhoneId, Guid>(id => id.Value, value => new(value));

internal sealed class SessionIdConverter() : ValueConverter<SessionId, string>(id => id.Value, value => new(value));

internal sealed class BirthDateConverter() : ValueConverter<BirthDate, string>(date => date.ToString(), text => BirthDate.Parse(text));

/// <summary>SQLite does not store the kind of a time, and all our times are UTC.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
