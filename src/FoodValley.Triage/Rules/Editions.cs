using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FoodValley.Triage.Rules;

/// <summary>
/// The released editions. Each is pinned by its hash: a released edition never changes, a correction is a new edition with a new id, so that a
/// sealed decision can always be read beside the rules it was made under.
/// </summary>
public static class Editions
{
    /// <summary>The edition new decisions are made under.</summary>
    public const string CurrentId = "foodvalley-2026-1";

    private static readonly FrozenDictionary<string, string> Pins = new Dictionary<string, string>
    {
        ["foodvalley-2026-1"] = "d336921cbe2afcd5d1073dd12dbc80f52a1bcc0a66a80377a6ac458fc52d3b5e",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Rulebook> Read = new(StringComparer.Ordinal);

    /// <summary>The ids of all released editions.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Pins.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// The released edition with this id, or null when there is none. Throws <see cref="RulebookFlawedException"/> when its file was changed
    /// after release or is not fit for use.
    /// </summary>
    public static Rulebook? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Pins.ContainsKey(id) ? Read.GetOrAdd(id, static key => Open(key, File(key))) : null;
    }

    /// <summary>What the later of two released editions says otherwise than the earlier one; null when one of them was not released.</summary>
    public static IReadOnlyList<EditionDifference>? Differences(string earlier, string later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return Pins.ContainsKey(earlier) && Pins.ContainsKey(later) ? EditionDifference.Between(File(earlier), File(later)) : null;
    }

    /// <summary>Reads a released edition from its bytes, and refuses bytes that are not the released ones.</summary>
    public static Rulebook Open(string id, ReadOnlySpan<byte> bytes)
    {
        if (!Pins.TryGetValue(id, out var pin) || pin != Hash(bytes))
        {
            throw new RulebookFlawedException([$"edition {id} is not the file that was released; a correction is a new edition"]);
        }

        var rulebook = Rulebook.Load(new MemoryStream(bytes.ToArray()));
        return rulebook.Id == id ? rulebook : throw new RulebookFlawedException([$"the file of edition {id} calls itself {rulebook.Id}"]);
    }

    /// <summary>SHA-256 in lower-case hexadecimal, with line ends read as LF: a checkout with other line ends is the same edition.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        var unix = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 == bytes.Length || bytes[i + 1] != '\n')
            {
                unix.Add(bytes[i]);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(CollectionsMarshal.AsSpan(unix)));
    }

    private static byte[] File(string id)
    {
        using var file = typeof(Editions).Assembly.GetManifestResourceStream($"{id}.json")
            ?? throw new RulebookFlawedException([$"edition {id} is not in the program"]);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
