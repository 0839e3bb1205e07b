using System.Net;
using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;

namespace ZorgId.Tests.Support;

internal enum PhoneStep
{
    Claim,
    WrongPin,
    Accept,
    Refuse,
}

/// <summary>What a phone does with one session, message by message, and what it was answered. It may be broken off, and goes on with the message that had no answer.</summary>
/// <remarks>A phone errs as often as a day leaves it two tries; from then on its scripts go without the wrong PIN.</remarks>
internal sealed class PhoneScript(TestPhone phone, TestQr qr, params IEnumerable<PhoneStep> steps)
{
    // Of three in a row.
    private const int TriesLeft = 2;

    private const int TriesADay = 9;

    private readonly Queue<PhoneStep> _steps = new(steps.Where(s => s != PhoneStep.WrongPin || ++phone.WrongPins <= TriesADay - TriesLeft));
    private byte[]? _unanswered;
    private bool _wasToldItFailed;
    private string _nonce = "";

    public TestPhone Phone => phone;

    public string Sid => qr.Sid;

    public bool IsLogin => qr.Kind == TestQr.Login;

    /// <summary>What its answers told.</summary>
    public ScriptState Known { get; private set; } =
        new(SessionState.Open, qr.Kind == TestQr.Enrollment ? [AuditAction.EnrollmentOpened] : [], PinFailures: 0);

    /// <summary>What is true besides, if the message that had no answer was obeyed.</summary>
    public ScriptState? Possible => _unanswered is null || _wasToldItFailed ? null : After(_steps.Peek());

    public bool IsOver => _steps.Count == 0;

    /// <summary>The phone has begun this script and not finished it; it runs no other meanwhile.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>A claim came to nothing: while it waited for its turn, or the program was away, its code grew old.</summary>
    public bool CameTooLate { get; private set; }

    /// <param name="answered">Called at each answer.</param>
    /// <exception cref="HttpRequestException">The program ended before its answer was here; or, with a status, it could not do what was asked.</exception>
    public Task RunAsync(ServingProgram program, Action answered) => RunAsync(program.SendAsync, answered);

    /// <param name="send">Brings a message to a path, and its answer back.</param>
    /// <param name="answered">Called at each answer.</param>
    /// <exception cref="HttpRequestException">There was no answer; or, with a status, it told of a failure.</exception>
    public async Task RunAsync(Func<string, byte[], Task<HttpResponseMessage>> send, Action answered)
    {
        IsUnderWay = true;
        while (_steps.TryPeek(out var step))
        {
            // To the octet the same when it is sent again, as the protocol has it.
            _unanswered ??= Write(step);
            _wasToldItFailed = false;
            using var answer = await send($"/mobile/v1/sessions/{qr.Sid}/{(step == PhoneStep.Claim ? "claim" : "decision")}", _unanswered);
            _wasToldItFailed = answer.StatusCode == HttpStatusCode.InternalServerError;
            if (_wasToldItFailed)
                await answer.MustProblemAsync(500, "server-error");
            // Others of this sort are a proxy's.
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                answer.EnsureSuccessStatusCode();

            if (step == PhoneStep.Claim && answer.StatusCode == HttpStatusCode.Gone)
            {
                await answer.MustProblemAsync(410, "code-expired");
                (CameTooLate, IsUnderWay, _unanswered) = (true, false, null);
                _steps.Clear();
                return;
            }

            await ReadAsync(step, answer);
            Known = After(step);
            _unanswered = null;
            _steps.Dequeue();
            answered();
        }

        IsUnderWay = false;
    }

    private byte[] Write(PhoneStep step) => step switch
    {
        PhoneStep.Claim => phone.Claim(qr),
        PhoneStep.WrongPin => phone.Accept(qr, _nonce, "11223"),
        PhoneStep.Accept => phone.Accept(qr, _nonce),
        _ => phone.Refuse(qr, _nonce),
    };

    private async Task ReadAsync(PhoneStep step, HttpResponseMessage answer)
    {
        if (step == PhoneStep.WrongPin)
        {
            Assert.Equal(TriesLeft, (await answer.MustProblemAsync(401, "pin-incorrect", "attemptsLeft"))["attemptsLeft"]!.GetValue<int>());
            return;
        }

        var json = await answer.MustJsonAsync();
        if (step == PhoneStep.Claim)
            _nonce = json["nonce"]!.GetValue<string>();
        else
            Assert.Equal(step == PhoneStep.Accept ? "accepted" : "refused", json["state"]!.GetValue<string>());
    }

    private ScriptState After(PhoneStep step) => step switch
    {
        PhoneStep.Claim => new(SessionState.Claimed, [.. Known.Log, AuditAction.SessionClaimed], Known.PinFailures),
        PhoneStep.WrongPin => new(Known.State, [.. Known.Log, AuditAction.PinRefused], Known.PinFailures + 1),
        PhoneStep.Accept when qr.Kind == TestQr.Enrollment => new(SessionState.Accepted, [.. Known.Log, AuditAction.PhoneBound, AuditAction.SessionAccepted], 0),
        PhoneStep.Accept => new(SessionState.Accepted, [.. Known.Log, AuditAction.SessionAccepted], 0),
        _ => new(SessionState.Refused, [.. Known.Log, AuditAction.SessionRefused], Known.PinFailures),
    };
}

/// <summary>How it stands with a session, what the log tells of it, and the wrong PINs that its phone has counted.</summary>
internal sealed record ScriptState(SessionState State, IReadOnlyList<AuditAction> Log, int PinFailures)
{
    public override string ToString() => $"{State}, {string.Join(' ', Log)}, {PinFailures} wrong PINs";
}
