using System.Net;
using System.Text.Json.Nodes;

namespace ZorgId.Tests.Support;

/// <summary>Reading answers.</summary>
public static class HttpAnswers
{
    /// <summary>The JSON object of an answer that must be 200.</summary>
    public static async Task<JsonObject> MustJsonAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {body}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>The members' names, in alphabetical order.</summary>
    public static string Members(this JsonNode? json) => string.Join(' ', json!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));

    /// <summary>A header's value; null where it is missing.</summary>
    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>An answer is a problem of the protocol, with these members besides <c>type</c>, <c>title</c> and <c>status</c>.</summary>
    public static async Task<JsonObject> MustProblemAsync(this HttpResponseMessage answer, int status, string name, params string[] extraMembers)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"{status} urn:zorgid:problem:{name}", $"{(int)answer.StatusCode} {JsonNode.Parse(body)!["type"]}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(string.Join(' ', extraMembers.Concat(["type", "title", "status"]).Order(StringComparer.Ordinal)), problem.Members());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        return problem;
    }
}
