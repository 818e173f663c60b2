using System.Text.Json;

namespace FoodValley.Triage.Auditing;

/// <summary>
/// The register of processing activities that lines for the Logboek Dataverwerkingen point to: a file with a version, part of the program. A correction is a new
/// version with new URIs, so that an old line keeps its meaning. Serves HK-8.4 and GDPR 30.
/// </summary>
public sealed class ProcessingRegister
{
    private sealed record File(string Version, IReadOnlyList<Activity> Activities);

    private sealed record Activity(string Purpose, string Uri, string Nl, string En);

    private readonly Dictionary<string, string> _uris;

    private ProcessingRegister(File file) => (Version, _uris) = (file.Version, file.Activities.ToDictionary(a => a.Purpose, a => a.Uri, StringComparer.Ordinal));

    /// <summary>The version that holds.</summary>
    public static ProcessingRegister Current { get; } = Read("processing-2026-1.register");

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The URI of the activity for this purpose of an access event; an event without a purpose is casework. Throws <see cref="ArgumentException"/> for another one.</summary>
    public string UriOf(string purpose) => _uris.GetValueOrDefault(string.IsNullOrEmpty(purpose) ? "casework" : purpose)
        ?? throw new ArgumentException($"The register has no activity for '{purpose}'.", nameof(purpose));

    private static ProcessingRegister Read(string name)
    {
        using var stream = typeof(ProcessingRegister).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        return new(JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{name} is empty."));
    }
}
