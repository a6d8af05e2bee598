using System.Net;
using System.Net.Http.Headers;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>Puts one request on the wire and reads what comes back. Never throws: a fault is an answer too.</summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private const int LongestReason = 512;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly TimeProvider _clock;

    public HttpTransport(DiscordOptions options, HttpMessageHandler handler, TimeProvider clock)
    {
        var address = options.ApiBaseAddress.AbsoluteUri;
        _clock = clock;
        _authorization = new AuthenticationHeaderValue("Bot", options.Token);
        _http = new HttpClient(handler, disposeHandler: true)
        {
            BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 32 * 1024 * 1024,
            DefaultRequestVersion = options.ApiBaseAddress.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
    }

    /// <summary>Connections as Discord wants them: kept, renewed so that a changed address is noticed, compressed.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AutomaticDecompression = DecompressionMethods.All,
        EnableMultipleHttp2Connections = true,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    public async Task<Answer> SendAsync(ApiRequest request, CancellationToken ct)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            using var message = Build(request);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token);
            var media = response.Content.Headers.ContentType?.MediaType;
            return new Answer
            {
                Status = response.StatusCode,
                Limits = RateLimitHeaders.Read(response.Headers, _clock.GetUtcNow()),
                Body = await response.Content.ReadAsByteArrayAsync(either.Token),
                IsJson = media is not null && media.EndsWith("json", StringComparison.OrdinalIgnoreCase),
            };
        }
        catch (HttpRequestException fault)
        {
            return new Answer { Fault = fault, NeverSent = fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new Answer { Fault = Refusals.Stopping() };
        }
        catch (OperationCanceledException fault)
        {
            return new Answer { Fault = new HttpRequestException(HttpRequestError.Unknown, $"{request.Route.Template}: no answer within {Patience.TotalSeconds} s", fault) };
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or UriFormatException)
        {
            return new Answer { Fault = new HttpRequestException(HttpRequestError.Unknown, $"{request.Route.Template}: {fault.Message}", fault) };
        }
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent JsonOf(byte[] body) => new(body) { Headers = { ContentType = Json } };

    /// <summary>The JSON as payload_json and each file as files[n] (documentation, Reference, Uploading Files).</summary>
    private static MultipartFormDataContent Form(byte[] body, IReadOnlyList<FileDraft> files)
    {
        var form = new MultipartFormDataContent { { JsonOf(body), "payload_json" } };
        for (var n = 0; n < files.Count; n++)
        {
            form.Add(new ReadOnlyMemoryContent(files[n].Content), $"files[{n}]", files[n].Name);
        }

        return form;
    }

    private HttpRequestMessage Build(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Route.Template.Method, request.Route.Path);
        if (!request.Route.Template.Exempt)
        {
            message.Headers.Authorization = _authorization;
        }

        if (request.AuditLogReason is { Length: > 0 } reason)
        {
            message.Headers.TryAddWithoutValidation("X-Audit-Log-Reason", Uri.EscapeDataString(reason.Length > LongestReason ? reason[..LongestReason] : reason));
        }

        if (request.Body?.Invoke(request) is { } body)
        {
            message.Content = (request.Draft?.Files ?? request.Files) is { Count: > 0 } files ? Form(body, files) : JsonOf(body);
        }
        else if (message.Method != HttpMethod.Get)
        {
            // Some servers insist on a length for methods that may carry a body.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
