namespace FoodValley.Triage.Recognising;

/// <summary>One text while it is being read: which words already belong to a mark, where sentences begin, what is written in capitals only.</summary>
internal sealed class Reading
{
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("!?\n\r:;|•\"“„");

    private readonly Word[] _words;
    private readonly bool[] _used;
    // Null as long as nothing is written in capitals.
    private bool[]? _shouted;

    public Reading(FoldedText text, List<Span> found)
    {
        Text = text;
        Found = found;
        _words = text.Words;
        _used = new bool[text.Words.Length];
        if (text.Shouts) Shouted();
    }

    public FoldedText Text { get; }

    public List<Span> Found { get; }

    public int Count => _words.Length;

    public ref readonly Word this[int i] => ref _words[i];

    public ReadOnlySpan<char> Folded(int i) => Text.Of(_words[i]);

    public bool Used(int i) => _used[i];

    /// <summary>True for a word on a line that is written in capitals: there a capital says nothing.</summary>
    public bool Shout(int i) => _shouted is not null && _shouted[i];

    public bool Capital(int i) => _words[i].Capital && !Shout(i);

    public bool Is(int i, WordSet set) => i >= 0 && i < Count && _words[i].In(set);

    /// <summary>Nothing but a few spaces between word <paramref name="i"/> and the next.</summary>
    public bool Spaced(int i)
    {
        if (i < 0 || i + 1 >= Count) return false;
        var gap = Text.GapAfter(i);
        if (gap.Length is 0 or > 2) return false;
        if (gap.Length == 1 && gap[0] == ' ') return true;
        foreach (var c in gap)
        {
            if (c is not (' ' or '\u00a0')) return false;
        }
        return true;
    }

    /// <summary>As <see cref="Spaced"/>, or one hyphen, apostrophe or dot with a space.</summary>
    public bool Near(int i) => i >= 0 && i + 1 < Count && (Spaced(i) || Text.GapAfter(i) is "-" or "'" or "’" or "." or ". " or "‑" or ".-" or " '" or " ’");

    public bool Begins(int i)
    {
        if (i == 0) return true;
        var gap = Text.GapAfter(i - 1);
        if (gap.Length == 1 && gap[0] is ' ' or '-' or ',') return false;
        if (gap.ContainsAny(Ends) || gap.Length > 6) return true;
        return gap.Contains('.') && gap.Length > 1 && !(this[i - 1].Size == 1 && this[i - 1].Capital) && !_words[i - 1].In(Cues.Abbreviated);
    }

    public void Take(int first, int last, MarkKind kind, bool check = false, int? end = null)
    {
        for (var i = first; i <= last; i++) _used[i] = true;
        Found.Add(new(this[first].Start, end ?? this[last].End, kind, Check: check));
    }

    /// <summary>A Dutch compound of two known words, which no list holds: no name.</summary>
    public bool Compound(int i)
    {
        var word = Folded(i);
        if (word.Length > 30) return true;
        for (var cut = 3; cut <= word.Length - 3; cut++)
        {
            if ((WordTable.Of(word[cut..]) & (Known.Common | Known.Never)) == 0 || word.Length - cut < 3) continue;
            var head = word[..cut];
            if ((WordTable.Of(head) & (Known.Common | Known.Never)) != 0 && (head.Length >= 4 || word.Length - cut >= 5)) return true;
            if (head.Length > 4 && head[^1] == 's' && (WordTable.Of(head[..^1]) & (Known.Common | Known.Never)) != 0) return true;
        }
        return false;
    }

    private void Shouted()
    {
        var source = Text.Source;
        for (var first = 0; first < Count;)
        {
            var (next, capitals, words) = (first, 0, 0);
            do
            {
                ref readonly var word = ref _words[next];
                if (!word.Digits && word.Size > 1)
                {
                    words++;
                    if (word.Capitals) capitals++;
                }
                next++;
            }
            while (next < Count && (_words[next].Start - _words[next - 1].End == 1 && source[_words[next - 1].End] == ' ' || Text.GapAfter(next - 1).IndexOfAny('\n', '\r') < 0));
            if (words >= 3 && capitals * 10 >= words * 6) Array.Fill(_shouted ??= new bool[Count], true, first, next - first);
            first = next;
        }
    }
}
