namespace ZorgId.Core.Phones;

/// <summary>The payload of one kind of message. Members that it does not know are ignored.</summary>
public interface IMessagePayload
{
    /// <summary>The header's <c>typ</c> that this payload goes with (RFC 8725, 3.11).</summary>
    static abstract string Type { get; }

    /// <summary>The origin that the message is meant for.</summary>
    string Aud { get; }

    /// <summary>Whether the members have the form that the protocol gives them, in a message with this header.</summary>
    bool IsWellFormed(MessageHeader header);
}
