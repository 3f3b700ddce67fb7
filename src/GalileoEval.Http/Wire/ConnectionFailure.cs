using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Http.Wire;

/// <summary>Converts exceptions of sockets, TLS and HTTP to an <see cref="EvalException"/>.</summary>
internal static class ConnectionFailure
{
    /// <summary>Returns true if an exception is a connection failure, and neither a cancellation by the caller nor a
    /// bug.</summary>
    public static bool Explains(Exception failure) => failure
        is HttpRequestException or IOException or InvalidDataException or SocketException or WebException
        or OperationCanceledException;

    /// <summary>Returns true if the request certainly did not reach the service: nothing listens on the port, or the
    /// name does not resolve.</summary>
    public static bool IsBeforeSending(Exception? failure) => Causes(failure).Any(cause => cause switch
    {
        SocketException socket => socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
            or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery,
        WebException web => web.Status is WebExceptionStatus.NameResolutionFailure,
#if NET
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError,
#endif
        _ => false,
    });

    /// <summary>Creates the error, with the failure as its inner exception.</summary>
    public static EvalException Read(EvalService service, string operation, Uri address, Exception failure)
    {
        string place = $"{address.Scheme}://{address.Host}:{address.Port}";
        List<Exception> causes = [.. Causes(failure)];
        if (causes.Any(cause => cause is InvalidDataException) || IsNoHttp(causes))
        {
            return new EvalException(
                EvalErrorCondition.InvalidResponse,
                $"{service}: {operation} received an invalid response from {place}: {Words(causes)}", failure)
            {
                Service = service,
                Operation = operation,
                RecommendedAction = "Check -BaseUri and -Proxy: the response does not come from the service's API.",
            };
        }

        // A retry does not change the certificate.
        bool isCertificate = causes.Any(cause => cause is AuthenticationException or WebException
        {
            Status: WebExceptionStatus.TrustFailure,
        });
        string what = IsReached(causes) ? $"lost the connection to {place}" : $"could not reach {place}";
        return new EvalException(
            EvalErrorCondition.ConnectionFailed, $"{service}: {operation} {what}: {Words(causes)}", failure)
        {
            Service = service,
            Operation = operation,
            IsRetriable = isCertificate ? false : null,
            RecommendedAction = isCertificate
                ? "Check the server's certificate; -SkipCertificateCheck accepts any certificate, for a server that you trust."
                : "Check -BaseUri, -Proxy and the network.",
        };
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private static bool IsNoHttp(List<Exception> causes)
    {
#if NET
        return causes.Any(cause => cause is HttpRequestException
        {
            HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded,
        });
#else
        return causes.Any(cause => cause is WebException { Status: WebExceptionStatus.ServerProtocolViolation });
#endif
    }

    private static bool IsReached(List<Exception> causes)
    {
#if NET
        if (causes[0] is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            })
            return false;
#endif
        // A cancellation that neither the caller nor the timeout caused is the connect timeout.
        return causes[0] is not OperationCanceledException
            && !causes.Any(cause => cause is AuthenticationException)
            && !IsBeforeSending(causes[0]);
    }

    // The innermost exception has the message of the operating system. The outer ones say only that sending failed.
    private static string Words(List<Exception> causes)
    {
        string words = EvalText.OneLine(causes[^1].Message);
        return words.EndsWith('.') ? words : words + ".";
    }
}
