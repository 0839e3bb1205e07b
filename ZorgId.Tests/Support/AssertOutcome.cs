using ZorgId.Core.Phones;

namespace ZorgId.Tests.Support;

/// <summary>What a phone must have got.</summary>
public static class AssertOutcome
{
    extension(Assert)
    {
        public static T Answered<T>(Outcome<T> outcome)
            where T : class
        {
            Assert.Null(outcome.Refusal);
            return Assert.IsType<T>(outcome.Answer);
        }

        public static Refusal Refused<T>(RefusalReason reason, Outcome<T> outcome)
            where T : class
        {
            Assert.Null(outcome.Answer);
            Assert.Equal(reason, outcome.Refusal?.Reason);
            return outcome.Refusal!;
        }

        /// <summary>Refused, because the session has ended, and how.</summary>
        public static void Closed<T>(string state, Outcome<T> outcome)
            where T : class => Assert.Equal(state, Assert.Refused(RefusalReason.SessionClosed, outcome).State);
    }
}
