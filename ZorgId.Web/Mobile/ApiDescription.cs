using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>Describes the mobile API to tools, at /openapi/v1.json. What the messages mean is in docs/protocol.md.</summary>
public static class ApiDescription
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public static void AddApiDescription(this IServiceCollection services)
    {
        // The API writes numbers as JSON numbers only. The description says so only where reading numbers from strings is switched off too.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOutputCache();
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<MobileEndpoint>().Any();
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer(AllowLeavingOutAsync);
            options.AddDocumentTransformer(IntroduceAsync);
        });
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        // The description is the same for everyone. Without a cache, anybody could make the server build it again and again.
        routes.MapOpenApi("/openapi/v1.json")
            .AllowAnonymous()
            .CacheOutput(policy => policy.Expire(Kept).SetVaryByHost(enabled: false).SetVaryByQuery([]));
        routes.Map("/openapi/{**rest}", () => TypedResults.StatusCode(StatusCodes.Status404NotFound)).AllowAnonymous().DisableAntiforgery();
    }

    private static Task IntroduceAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ZORG-ID Portaal: mobile protocol",
            Version = Wire.Protocol.ToString(CultureInfo.InvariantCulture),
            Description = "What a phone and a portal say to each other. How messages are made and what they mean: docs/protocol.md.",
        };
        document.Servers = [.. context.ApplicationServices.GetRequiredService<PortalOrigins>().All
            .OrderBy(served => served.Key).Select(served => new OpenApiServer { Url = served.Value, Description = served.Key.WireName() })];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata.OfType<MobileEndpoint>().Single();
        if (endpoint.MessageType is { } type)
            operation.RequestBody = BodyOf(type, endpoint.Members);
        foreach (var answers in endpoint.Problems.GroupBy(p => p.Status))
            Describe((OpenApiResponse)operation.Responses![answers.Key.ToString(CultureInfo.InvariantCulture)], answers);
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody BodyOf(string type, IReadOnlyList<string> members) => new()
    {
        Required = true,
        Description = $"A compact JWS (RFC 7515), alg ES256, typ {type}; payload: {string.Join(", ", members)}.",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MessageBody.MediaType] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MaxLength = SignedMessage.MaxLength,
                    Pattern = @"^[\w-]+\.[\w-]+\.[\w-]+$",
                },
            },
        },
    };

    private static void Describe(OpenApiResponse answer, IGrouping<int, ProblemKind> problems)
    {
        answer.Description = string.Join(", ", problems.Select(p => p.Name));
        var content = answer.Content![Problems.ContentType];
        content.Schema = new OpenApiSchema
        {
            AllOf =
            [
                content.Schema!,
                new OpenApiSchema
                {
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["type"] = new OpenApiSchema { Enum = [.. problems.Select(p => (JsonNode)p.Type)] },
                    },
                },
            ],
        };
        if (problems.Key == StatusCodes.Status429TooManyRequests)
        {
            answer.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                },
            };
        }
    }

    // A member that is left out when it has no value is never null, and is not required.
    private static Task AllowLeavingOutAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonPropertyInfo is { } property && IsLeftOut(property))
            schema.Type &= ~JsonSchemaType.Null;
        foreach (var member in context.JsonTypeInfo.Properties.Where(IsLeftOut))
            schema.Required?.Remove(member.Name);
        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}
