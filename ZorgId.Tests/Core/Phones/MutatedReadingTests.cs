using CsCheck;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>
/// The reader of messages, before any signature: a hundred thousand changed ones are malformed or read, and none breaks it.
/// What a server does with such messages, <c>MutatedMessagesTests</c> shows with fewer of them.
/// </summary>
[Trait("Stores", "nothing")]
[Trait("Speed", "slow")]
public sealed class MutatedReadingTests
{
    private const int Count = 100_000;

    private static readonly TestQr Qr = new(TestPortal.Productie, TestQr.Login, new string('s', 22), new string('c', 22));

    private static readonly byte[][] Good = MakeGoodOnes();

    private static readonly Func<byte[], bool>[] Readers =
        [IsRead<ClaimPayload>, IsRead<DecisionPayload>, IsRead<IdentityPayload>, IsRead<TypedCodePayload>];

    [Fact]
    public void Read_Mutated_NeverBreaks()
    {
        var (read, malformed) = (0, 0);

        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, Good.Length - 1], Mutation.Any.Array[1, 3]).Sample(
            (number, other, mutations) =>
            {
                var mutated = mutations.Aggregate(Good[number], (message, mutation) => message.Length == 0 ? message : mutation.ApplyTo(message, Good[other]));
                foreach (var reader in Readers)
                {
                    if (reader(mutated))
                        Interlocked.Increment(ref read);
                    else
                        Interlocked.Increment(ref malformed);
                }
            },
            iter: Count);

        // Some changes spare the shape: their signature is what gives them away.
        Assert.True(read > Count / 100);
        Assert.True(malformed > Count);
    }

    private static bool IsRead<TPayload>(byte[] body)
        where TPayload : class, IMessagePayload => SignedMessage.Read<TPayload>(body) is not null;

    private static byte[][] MakeGoodOnes()
    {
        var phone = new TestPhone();
        var (nonce, enrollment) = (new string('n', 22), Qr with { Kind = TestQr.Enrollment });
        return
        [
            phone.Claim(Qr), phone.Claim(enrollment), phone.Accept(Qr, nonce), phone.Accept(enrollment, nonce), phone.Refuse(Qr, nonce),
            phone.Unlock(TestPortal.Productie, nonce), phone.ChangePin(TestPortal.Productie, nonce, "27182"), phone.TypeCode(TestPortal.Productie, "ABCDE-FGHJK", hasAccount: true),
        ];
    }
}
