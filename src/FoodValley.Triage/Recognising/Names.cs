namespace FoodValley.Triage.Recognising;

/// <summary>Names and initials of persons: what the word table knows, how the word is written and what stands beside it.</summary>
internal static class Names
{
    // "Annelies" falls apart into two words; so short, a capital inside a sentence is a name all the same.
    private const int LongestDoubt = 8;

    private enum Sure { No, Check, Certain }

    public static void In(Reading text)
    {
        HashSet<string>? accepted = null;
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i].Digits || text.Used(i) || Everyday(text, i)) continue;
            if (Initials(text, i) is { } initials)
            {
                i = initials;
                continue;
            }
            var sure = Judge(text, i);
            if (sure == Sure.No) continue;
            var (first, last, end) = Grow(text, i);
            for (var part = first; part <= last; part++)
            {
                if (text[part].Size > 2 && !text.Is(part, Cues.Particles)) (accepted ??= new(StringComparer.Ordinal)).Add(text.Folded(part).ToString());
            }
            text.Take(first, last, MarkKind.Person, sure == Sure.Check, end);
            i = last;
        }
        if (accepted is not null) Again(text, accepted);
    }

    /// <summary>Most words: in small letters, no name, and behind nothing that announces one. The judgement would be no.</summary>
    private static bool Everyday(Reading text, int i)
    {
        ref readonly var word = ref text[i];
        return !word.Capital && (!word.Has(Known.Given | Known.Family) || word.Has(Known.Common)) && (i == 0 || (text[i - 1].Cues & Cues.Leading) == 0);
    }

    /// <summary>A name counts in the whole text, also where nothing beside it gives it away.</summary>
    private static void Again(Reading text, HashSet<string> accepted)
    {
        var lookup = accepted.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var word = ref text[i];
            if (word.Digits || word.Size < 3 || (text.Capital(i) ? word.Has(Known.Never) : word.Has(Known.Common)) || text.Used(i)) continue;
            var folded = text.Folded(i);
            var possessive = folded.Length > 4 && folded[^1] == 's' && lookup.Contains(folded[..^1]);
            if (possessive || lookup.Contains(folded)) text.Take(i, i, MarkKind.Person);
        }
    }

    private static Sure Judge(Reading text, int i)
    {
        var word = text[i];
        if (word.Size < 2) return Sure.No;
        var named = word.Has(Known.Given | Known.Family);
        var common = word.Has(Known.Common);
        // A word of every day that opens the text: nothing stands before it that could make it a name.
        if (text.Is(i, Cues.Titles) || (i == 0 && common && !named)) return Sure.No;
        if (text.Is(i, Cues.Particles) && !(text.Capital(i) && !common)) return Sure.No;
        var begins = text.Begins(i);
        var titled = i > 0 && (!begins || text.Text.GapAfter(i - 1) is ". ") && Beside(text, i) && Titled(text, i);
        var called = i > 0 && !begins && Beside(text, i) && (text.Is(i - 1, Cues.Calling) || (text.Folded(i - 1) is "is" && text.Is(i - 2, Cues.Calling))
            || (text.Folded(i - 1) is "is" && i > 1 && text.Folded(i - 2) is "naam")
            || (text.Is(i - 1, Cues.CalledBy) && text.Is(i - 2, Cues.Calling)));
        var labelled = i > 0 && text.Is(i - 1, Cues.Labels)
            && text.Text.GapAfter(i - 1).Length <= 3;

        if (text.Capital(i))
        {
            if (word.Has(Known.Never)) return titled && named && !common ? Sure.Check : Sure.No;
            if (titled || called || (labelled && !common)) return Sure.Certain;
            if (Particled(text, i)) return Sure.Check;
            if (word.Capitals && !named && (word.Size <= 5 || common)) return Sure.No;
            var speaks = i + 1 < text.Count && text.Text.GapAfter(i).Length > 0 && text.Text.GapAfter(i)[0] == ':' && begins;
            if (named && !common) return Sure.Certain;
            if (labelled) return Sure.Check;
            var verb = i + 1 < text.Count && text.Spaced(i) && text.Is(i + 1, Cues.Verbs);
            if (begins)
            {
                if (word.Has(Known.Near) && word.Has(Known.Given) && (verb || Joined(text, i))) return Sure.Check;
                // A cell of a table or a pasted list.
                if (named && i > 0 && text.Text.GapAfter(i - 1).ContainsAny('|', ';')) return Sure.Check;
                if (named && common) return word.Has(Known.Near | Known.Given) && (Joined(text, i) || Possessive(text, i)) ? Sure.Check : Sure.No;
                if (common) return Joined(text, i) && word.Size > 2 && !text.Is(i + 1, Cues.Particles) && text[i + 1].Has(Known.Family) && word.Has(Known.Given) ? Sure.Check : Sure.No;
                if (word.Has(Known.Capital)) return verb && !word.Has(Known.Place) ? Sure.Check : Sure.No;
                if (word.Has(Known.Place)) return Sure.No;
                return text.Compound(i) || word.Size < 3 || (speaks && word.Size < 2) ? Sure.No : Sure.Check;
            }
            if (named) return Sure.Check;
            if (common) return word.Has(Known.Place) ? Sure.Check : Sure.No;
            // Known with a capital only, or not at all.
            if (word.Has(Known.Capital)) return Sure.No;
            return word.Size > LongestDoubt && text.Compound(i) ? Sure.No : Sure.Check;
        }

        // Small letters, or a line in capitals: the list must know it, or a cue must say so.
        if (word.Has(Known.Never)) return Sure.No;
        if (called && !common && !text.Compound(i)) return named ? Sure.Certain : Sure.Check;
        if (titled && !common && !text.Compound(i)) return Sure.Check;
        // "zijn zus fleur": a word that is also a name, right behind a sibling, child or friend.
        if (titled && common && word.Has(Known.Given) && word.Has(Known.Near) && word.Size >= 3 && text.Text.GapAfter(i - 1) is " " && text.Is(i - 1, Cues.Kin) && !text.Is(i, Cues.Verbs)) return Sure.Check;
        // "hoi met kees": a greeting is followed by a name, whatever else the word means.
        if (i > 1 && text.Folded(i - 1) is "met" && text.Folded(i - 2) is "hoi" or "hallo" or "hey" or "hi" or "dag" && word.Has(Known.Given)) return Sure.Check;
        if (!named || common) return Sure.No;
        if (Beside(text, i) && (text.Is(i - 1, Cues.Relations) || text.Is(i - 1, Cues.Companions)) && word.Size >= 3) return Sure.Check;
        if (text.Shout(i)) return word.Size >= 3 ? Sure.Check : Sure.No;
        return word.Has(Known.Near) && word.Has(Known.Given) && word.Size >= 4 ? Sure.Check : Sure.No;
    }

    /// <summary>"van der Meulen", "dokter Van Rijn": particles with a capital inside a sentence, two of them, or a title before them.</summary>
    private static bool Particled(Reading text, int i)
    {
        var first = i;
        while (first > 0 && i - first < 3 && text.Is(first - 1, Cues.Particles) && text.Near(first - 1)) first--;
        if (first == i || text.Folded(first) is "in" or "op" or "het" or "te") return false;
        if (text.Folded(i - 1) is "der" or "den" && i - first > 1) return true;
        if (text.Is(first - 1, Cues.Titles) && !text.Begins(first)) return true;
        return text.Capital(first) && !text.Begins(first) && text.Folded(first) is not ("de" or "het");
    }

    private static bool Beside(Reading text, int i) =>
        i > 0 && text.Text.GapAfter(i - 1) is " " or ", " or ": " or ". " or " (" or "." or " \"" or " '" or " ‘" or " “" or ", genaamd ";

    private static bool Titled(Reading text, int i)
    {
        if (text.Is(i - 1, Cues.Titles)) return true;
        if (!text.Is(i - 1, Cues.Relations)) return false;
        return text.Text.GapAfter(i - 1) is " " or " (" or ", " && (text.Capital(i) ? !text[i].Has(Known.Common) || text[i].Has(Known.Given) : text[i].Has(Known.Given));
    }

    /// <summary>Behind it a surname, a particle with a surname, or a second person.</summary>
    private static bool Joined(Reading text, int i)
    {
        var next = i + 1;
        if (next >= text.Count || !text.Near(i)) return false;
        if (text.Capital(next) && !text.Begins(next) && !text[next].Has(Known.Never) && text[next].Size > 1) return true;
        while (next < text.Count && next - i < 4 && (text.Is(next, Cues.Particles) || text.Folded(next) is "en") && text.Near(next)) next++;
        return next > i + 1 && next < text.Count && text.Capital(next) && text[next].Has(Known.Given | Known.Family);
    }

    private static bool Possessive(Reading text, int i) =>
        i + 1 < text.Count && text.Text.GapAfter(i) is "'" or "’" or " " && text.Folded(i + 1) is "s" or "zn" or "zijn" or "haar" or "z" or "d" && text.Text.GapAfter(i) is not " ";

    private static (int First, int Last, int? End) Grow(Reading text, int i)
    {
        var (first, last) = (i, i);
        int? end = null;
        var capital = text.Capital(i);
        while (last + 1 < text.Count && last - i < 7 && text.Near(last) && !text.Used(last + 1) && !text[last + 1].Digits && !(text.Text.GapAfter(last).Contains('.') && text[last].Size > 1))
        {
            var next = last + 1;
            if (text[next].Size == 1 && text.Folded(next) is "s" && text.Text.GapAfter(last) is "'" or "’") break;
            if (Surname(text, next, capital)) last = next;
            else if (text[next].Size == 1 && text[next].Capital && Dotted(text, next))
            {
                last = next;
                end = text[next].End + 1;
                if (!(next + 1 < text.Count && text[next + 1].Capital && text[next + 1].Size == 1)) break;
            }
            else if (text.Is(next, Cues.Particles) && Behind(text, next) is { } name && (text.Capital(name) || Surname(text, name, capital)))
            {
                last = name;
                if (text[name].Size == 1 && Dotted(text, name))
                {
                    end = text[name].End + 1;
                    break;
                }
            }
            else break;
        }
        if (end is { } dotted && dotted <= text[last].End) end = null;

        // To the left: initials, particles with a capital, particles behind an initial.
        for (var before = first - 1; before >= 0 && first - before < 5 && !text.Used(before) && !text[before].Digits; before--)
        {
            if (!text.Near(before) && !(text[before].Size == 1 && text.Text.GapAfter(before) is "." or ". ")) break;
            if (text[before].Size == 1 && text[before].Capital && (Dotted(text, before) || text.Spaced(before) && !text.Begins(before))) first = before;
            else if (text.Is(before, Cues.Particles))
            {
                var family = text.Capital(i) && (!text[i].Has(Known.Given) || text.Folded(before) is "der" or "den") && !(text.Folded(before) is "op" or "in" or "het" or "te" or "la");
                if (text[before].Capital && !text.Shout(before)) first = before;
                else if (!family && !(before > 0 && text[before - 1].Size == 1 && text[before - 1].Capital)) break;
                else first = before;
            }
            else break;
        }
        return (first, last, end);
    }

    private static bool Dotted(Reading text, int i) => text[i].End < text.Text.Source.Length && text.Text.Source[text[i].End] == '.';

    private static int? Behind(Reading text, int particle)
    {
        var at = particle;
        while (at < text.Count && at - particle < 3 && text.Is(at, Cues.Particles) && at + 1 < text.Count && (text.Near(at) || text.Text.GapAfter(at) is "." or ". ")) at++;
        return at > particle && at < text.Count && !text[at].Digits && !text.Is(at, Cues.Particles) && !text.Used(at) ? at : null;
    }

    private static bool Surname(Reading text, int i, bool capital)
    {
        var word = text[i];
        if (word.Size < 2 || word.Has(Known.Never)) return false;
        if (capital) return text.Capital(i) && !text.Begins(i) && !(text.Is(i, Cues.Particles) && word.Has(Known.Common));
        return !text.Begins(i) && word.Has(Known.Given | Known.Family) && !word.Has(Known.Common) && word.Size >= 3;
    }

    /// <summary>"M.B.", "K. de V.", "S.": marks them and gives the last word; null when there are none here.</summary>
    private static int? Initials(Reading text, int i)
    {
        if (!Initial(text, i) || (i > 0 && text.Text.GapAfter(i - 1).Length == 0)) return null;
        var (last, letters) = (i, 1);
        while (last + 1 < text.Count)
        {
            var next = last + 1;
            if (Initial(text, next) && text.Text.GapAfter(last) is "." or ". " or ".-") (last, letters) = (next, letters + 1);
            else if (text.Is(next, Cues.Particles) && text.Text.GapAfter(last) is "." or ". " && Particle(text, next) is { } behind) (last, letters) = (behind, letters + 1);
            else break;
        }
        // A name behind it takes the initials along.
        if (last + 1 < text.Count && text.Text.GapAfter(last) is "." or ". ")
        {
            var name = last + 1;
            while (name < text.Count && name - last < 5 && text.Is(name, Cues.Particles) && text.Near(name)) name++;
            if (name < text.Count && text.Capital(name) && text[name].Size > 1 && !text.Used(name) && !text[name].Has(Known.Never)
                && (letters > 1 || !text[name].Has(Known.Common) || text[name].Has(Known.Given | Known.Family) || name > last + 1))
            {
                if (letters == 1 && text.Is(i - 1, Cues.Counted)) return null;
                var (_, to, end) = Grow(text, name);
                text.Take(i, to, MarkKind.Person, end: end);
                return to;
            }
        }
        if (letters == 1)
        {
            if (i == 0 || text.Begins(i) || text.Is(i - 1, Cues.Counted) || text[i - 1].Digits) return null;
            if (text.Text.GapAfter(i - 1) is not (" " or " (" or "(")) return null;
        }
        else
        {
            Span<char> joined = stackalloc char[2];
            if (letters == 2 && last == i + 1)
            {
                (joined[0], joined[1]) = (text.Folded(i)[0], text.Folded(last)[0]);
                if (Cues.NoInitials.Holds(joined)) return null;
            }
        }
        text.Take(i, last, MarkKind.Initials, letters == 1, text[last].End + 1);
        return last;
    }

    private static bool Initial(Reading text, int i) => text[i].Size == 1 && text[i].Capital && !text[i].Digits && !text.Used(i) && Dotted(text, i);

    private static int? Particle(Reading text, int i)
    {
        var at = i;
        while (at < text.Count && at - i < 3 && text.Is(at, Cues.Particles) && !Initial(text, at) && text.Near(at)) at++;
        return at < text.Count && Initial(text, at) ? at : null;
    }
}
