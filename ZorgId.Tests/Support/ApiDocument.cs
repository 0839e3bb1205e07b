using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZorgId.Tests.Support;

/// <summary>The API's description, as a tool would read it.</summary>
public sealed class ApiDocument(JsonObject root)
{
    public JsonObject Root { get; } = root;

    /// <summary><c>POST /mobile/v1/identity</c> and so on.</summary>
    public IEnumerable<string> Operations =>
        from path in Root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    public static async Task<ApiDocument> ReadAsync(PortalServer server, string origin = TestPortal.Productie)
    {
        using var client = server.Client(origin);
        return new(await (await client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).MustJsonAsync());
    }

    public JsonObject Operation(string operation) =>
        operation.Split(' ') is [var method, var path] ? Root["paths"]![path]![method.ToLowerInvariant()]!.AsObject() : throw new ArgumentException("No operation.", nameof(operation));

    /// <summary>The operation's problems, as <c>404 urn:zorgid:problem:session-unknown</c>.</summary>
    public IEnumerable<string> Problems(string operation) =>
        from answer in Operation(operation)["responses"]!.AsObject()
        let content = answer.Value!["content"]?["application/problem+json"]
        where content is not null
        from type in content["schema"]!["allOf"]![1]!["properties"]!["type"]!["enum"]!.AsArray()
        select $"{answer.Key} {type!.GetValue<string>()}";

    /// <summary>The schema of the answer with this status.</summary>
    public JsonObject Answer(string operation, int status, string mediaType = "application/json") =>
        Operation(operation)["responses"]![status.ToString(CultureInfo.InvariantCulture)]!["content"]![mediaType]!["schema"]!.AsObject();

    /// <summary>What in a value is not as the schema has it, the members that the schema does not know among it.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonObject schema, string at = "$")
    {
        if (schema["$ref"] is { } reference)
            schema = Root["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject();
        if (schema["oneOf"] is JsonArray choices)
            return choices.Select(c => Faults(value, c!.AsObject(), at)).MinBy(f => f.Count())!;
        var types = schema["type"] is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [schema["type"]?.GetValue<string>() ?? "any"];
        if (!types.Contains(TypeOf(value), StringComparer.Ordinal))
            return [$"{at} is {TypeOf(value)}, not {string.Join('|', types)}"];
        return value switch
        {
            JsonObject members => FaultsOf(members, schema, at),
            JsonArray items => items.SelectMany((item, i) => Faults(item, schema["items"]!.AsObject(), $"{at}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> FaultsOf(JsonObject members, JsonObject schema, string at)
    {
        var known = schema["properties"]!.AsObject();
        var required = schema["required"]?.AsArray().Select(r => r!.GetValue<string>()) ?? [];
        return
        [
            .. members.Where(m => !known.ContainsKey(m.Key)).Select(m => $"{at}.{m.Key} is not described"),
            .. required.Where(r => !members.ContainsKey(r)).Select(r => $"{at}.{r} is missing"),
            .. members.Where(m => known.ContainsKey(m.Key)).SelectMany(m => Faults(m.Value, known[m.Key]!.AsObject(), $"{at}.{m.Key}")),
        ];
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Number => "integer",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
