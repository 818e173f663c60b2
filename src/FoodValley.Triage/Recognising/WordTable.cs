using System.Runtime.InteropServices;

namespace FoodValley.Triage.Recognising;

/// <summary>What the table knows of a word. The numbers are those of Words/build-words.mjs.</summary>
[Flags]
internal enum Known : byte
{
    None = 0,
    /// <summary>A Dutch word written small.</summary>
    Common = 1,
    /// <summary>A Dutch word only with a capital.</summary>
    Capital = 2,
    Given = 4,
    Family = 8,
    /// <summary>A Dutch town or village; one of several words stands as one.</summary>
    Place = 16,
    /// <summary>Points at nobody, though written with a capital: a language, a law, a method, a day.</summary>
    Never = 32,
    /// <summary>A name from the languages spoken around here: counts without a capital too.</summary>
    Near = 64,
}

/// <summary>The words known at build time, folded and hashed: one look-up a word, no word itself inside.</summary>
internal static class WordTable
{
    private static readonly uint[] Slots = Load();

    public static Known Of(ReadOnlySpan<char> folded) => Of(WordHash.Of(folded));

    public static Known Of(WordHash word)
    {
        var first = word.First ^ (word.First >> 15);
        var print = word.Second >> 8;
        if (print == 0) print = 1;
        var slots = Slots;
        for (var slot = (int)first & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var entry = slots[slot];
            if (entry == 0) return Known.None;
            if (entry >> 8 == print) return (Known)(byte)entry;
        }
    }

    private static uint[] Load()
    {
        using var table = typeof(WordTable).Assembly.GetManifestResourceStream("words.bin")
            ?? throw new InvalidDataException("The word table is not in this program.");
        var slots = new uint[table.Length / sizeof(uint)];
        table.ReadExactly(MemoryMarshal.AsBytes(slots.AsSpan()));
        return slots;
    }
}

/// <summary>Two hashes of a word, grown letter by letter. The same as in Words/build-words.mjs.</summary>
internal readonly record struct WordHash(uint First, uint Second)
{
    public static WordHash Start => new(0x811c9dc5u, 0x9e3779b9u);

    public ulong Whole => ((ulong)First << 32) | Second;

    public WordHash With(char c)
    {
        var second = (Second ^ c) * 0x85ebca6b;
        return new((First ^ c) * 0x01000193, second ^ (second >> 15));
    }

    public static WordHash Of(ReadOnlySpan<char> folded)
    {
        var hash = Start;
        foreach (var c in folded) hash = hash.With(c);
        return hash;
    }
}
