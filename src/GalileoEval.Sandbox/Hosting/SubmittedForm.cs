using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>A form, url-encoded or multipart.</summary>
internal sealed class SubmittedForm(int keptLength)
{
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SubmittedFile>> _files = new(StringComparer.Ordinal);

    /// <summary>The last value of a field; null if it was not sent. Like the services, treats an empty value as not
    /// sent.</summary>
    public string? this[string name] =>
        _fields.TryGetValue(name, out List<string>? values) && values[values.Count - 1] is { Length: > 0 } value ? value : null;

    /// <summary>Every value of a field.</summary>
    public IReadOnlyList<string> All(string name) => _fields.TryGetValue(name, out List<string>? values) ? values : [];

    /// <summary>Returns the last file of a field; null if none was sent.</summary>
    public SubmittedFile? File(string name) => Files(name) is [.., var last] ? last : null;

    /// <summary>Returns every file of a field.</summary>
    public IReadOnlyList<SubmittedFile> Files(string name) => _files.TryGetValue(name, out List<SubmittedFile>? files) ? files : [];

    /// <summary>Reads the body of a request.</summary>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The body.</param>
    /// <param name="keptLength">How many bytes of each file are kept.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The form; empty if the body is not a form.</returns>
    public static async Task<SubmittedForm> ReadAsync(
        string? contentType, Stream body, int keptLength, CancellationToken cancellationToken)
    {
        SubmittedForm form = new(keptLength);
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
            return form;

        try
        {
            if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                await form.ReadMultipartAsync(type, body, cancellationToken).ConfigureAwait(false);
            else if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
                await form.ReadUrlEncodedAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new RequestRejectedException(400, "There was an error parsing the body");
        }

        return form;
    }

    /// <summary>Returns a hash of the content, independent of the multipart boundary.</summary>
    public string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KeyValuePair<string, List<SubmittedFile>> field in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            foreach (SubmittedFile file in field.Value)
            {
                Append(field.Key, Encoding.UTF8.GetBytes(file.Name));
                Append(field.Key, file.Hash);
            }
        }

        foreach (KeyValuePair<string, List<string>> field in _fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (string value in field.Value)
                Append(field.Key, Encoding.UTF8.GetBytes(value));
        }

        return Convert.ToBase64String(hash.GetHashAndReset());

        // Includes the length, so that different forms never produce the same bytes.
        void Append(string name, byte[] value)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{value.Length}:"));
            hash.AppendData(value);
        }
    }

    private async Task ReadMultipartAsync(MediaTypeHeaderValue type, Stream body, CancellationToken cancellationToken)
    {
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length == 0)
            throw new RequestRejectedException(400, "Missing boundary in multipart.");

        MultipartReader reader = new(boundary, body);
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? part))
                continue;

            string name = HeaderUtilities.RemoveQuotes(part.Name).ToString();
            // The extended parameter is already decoded, the plain one is still quoted.
            string? fileName = part.FileNameStar.HasValue ? part.FileNameStar.ToString()
                : part.FileName.HasValue ? HeaderUtilities.UnescapeAsQuotedString(part.FileName).ToString()
                : null;
            if (fileName is not null)
            {
                SubmittedFile file = await ReadFileAsync(BaseName(fileName), section.Body, cancellationToken).ConfigureAwait(false);
                Add(_files, name, file);
                continue;
            }

            using MemoryStream content = new();
            await section.Body.CopyToAsync(content, 81920, cancellationToken).ConfigureAwait(false);
            Add(_fields, name, Encoding.UTF8.GetString(content.ToArray()));
        }
    }

    private async Task<SubmittedFile> ReadFileAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using MemoryStream kept = new();
        byte[] buffer = new byte[81920];
        long length = 0;
        while (true)
        {
#if NET
            int read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
#else
            int read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
#endif
            if (read == 0)
                return new SubmittedFile(name, kept.ToArray()) { Length = length, Hash = hash.GetHashAndReset() };
            hash.AppendData(buffer, 0, read);
            kept.Write(buffer, 0, (int)Math.Min(read, keptLength - kept.Length));
            length += read;
        }
    }

    private async Task ReadUrlEncodedAsync(Stream body, CancellationToken cancellationToken)
    {
        using FormReader reader = new(body, Encoding.UTF8);
        Dictionary<string, StringValues> fields = await reader.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        foreach (KeyValuePair<string, StringValues> field in fields)
        {
            foreach (string? value in field.Value)
                Add(_fields, field.Key, value ?? "");
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> fields, string name, T value)
    {
        if (!fields.TryGetValue(name, out List<T>? values))
            fields[name] = values = [];
        values.Add(value);
    }

    // Removes the path of the sender's machine.
    private static string BaseName(string name) => name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
}

/// <summary>A file of a form.</summary>
/// <param name="Name">The file name that was sent, without a folder.</param>
/// <param name="Content">The bytes; only the beginning of a long upload.</param>
internal sealed record SubmittedFile(string Name, byte[] Content)
{
    /// <summary>The number of bytes in the upload.</summary>
    public long Length { get; init; } = Content.Length;

    /// <summary>The SHA-256 hash of all bytes in the upload.</summary>
    public byte[] Hash { get; init; } = [];
}
