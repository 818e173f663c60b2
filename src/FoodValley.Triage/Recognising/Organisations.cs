namespace FoodValley.Triage.Recognising;

/// <summary>Schools, clubs, churches, practices and firms by their names: a word for the kind and a run of capitals, or an article and a capital.</summary>
internal static class Organisations
{
    private static readonly string[] Endings = ["school", "kerk", "college", "lyceum", "moskee", "praktijk", "gemeente", "club", "vereniging", "boerderij", "opvang", "honk", "centrum", "huis"];

    public static void In(Reading text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            ref readonly var word = ref text[i];
            var follows = i + 1 < text.Count && (text[i + 1].Capital || text.Is(i + 1, Cues.Particles));
            if (!follows && !word.Capital && !word.In(Cues.KindEndings)) continue;
            if (word.Digits || text.Used(i)) continue;
            if (follows && Kind(text, i) && Run(text, i) is { } last)
            {
                text.Take(Before(text, i), last, MarkKind.Organisation);
                i = last;
            }
            else if ((text.Is(i, Cues.KindEndings) || (text.Capital(i) && Named(text, i))) && Before(text, i) is var first && (first < i || Named(text, i)))
            {
                text.Take(first, i, MarkKind.Organisation);
            }
            else if (text.Capital(i) && !text.Begins(i) && Article(text, i) is { } from)
            {
                text.Take(from, Reach(text, i), MarkKind.Organisation, check: true);
            }
        }
    }

    private static bool Kind(Reading text, int i)
    {
        if (text.Is(i, Cues.Kinds)) return true;
        var folded = text.Folded(i);
        if (folded.Length < 7 || folded[^1] is not ('l' or 'k' or 'e' or 'm' or 'b' or 'g' or 'j' or 's')) return false;
        foreach (var ending in Endings)
        {
            if (folded.EndsWith(ending)) return true;
        }
        return false;
    }

    /// <summary>"Pniëlkerk", "Schweitzerschool": a kind behind a name.</summary>
    private static bool Named(Reading text, int i)
    {
        var folded = text.Folded(i);
        if (text[i].Has(Known.Common | Known.Never) || folded.Length < 8) return false;
        foreach (var ending in Endings)
        {
            if (folded.EndsWith(ending)) return !text.Compound(i);
        }
        return false;
    }

    private static int? Run(Reading text, int kind)
    {
        if (!text.Spaced(kind) && !(kind + 1 < text.Count && text.Text.GapAfter(kind) is " '" or " ’" or " \"" or " ‘" or " “" or ": ")) return null;
        var at = kind + 1;
        while (at < text.Count && text.Is(at, Cues.Particles) && at - kind < 4 && text.Near(at)) at++;
        if (at >= text.Count || !text.Capital(at) || text[at].Digits || (text[at].Has(Known.Never) && !text.Is(at - 1, Cues.Particles))) return null;
        // "de school Fatima belde" names a school only when no verb follows a bare person.
        return Reach(text, at);
    }

    private static int Reach(Reading text, int at)
    {
        var last = at;
        while (last + 1 < text.Count && last - at < 6 && text.Near(last) && !text.Begins(last + 1))
        {
            var next = last + 1;
            if (text.Capital(next) && !text[next].Digits) last = next;
            else if (next + 1 < text.Count && (text.Is(next, Cues.Particles) || text.Folded(next) is "en") && text.Near(next) && text.Capital(next + 1) && !text.Begins(next + 1)
                && (!text[next + 1].Has(Known.Given) || text.Is(at - 1, Cues.Particles)) && !(text.Folded(next) is "van" or "te")) last = next + 1;
            else break;
        }
        return last;
    }

    private static int Before(Reading text, int i)
    {
        var first = i;
        while (first > 0 && i - first < 4 && text.Near(first - 1) && text.Capital(first - 1) && !text.Used(first - 1)
            && !text[first - 1].Has(Known.Never) && !(text.Is(first - 1, Cues.Particles) && text.Begins(first - 1)) && !(text.Begins(first - 1) && text[first - 1].Has(Known.Common))) first--;
        return first;
    }

    /// <summary>"de Regenboog", "De Glind": a noun that suddenly has a capital.</summary>
    private static int? Article(Reading text, int i)
    {
        if (i == 0 || !text.Spaced(i - 1) || text.Folded(i - 1) is not ("de" or "het") || text[i].Capitals || text[i].Size < 4) return null;
        var word = text[i];
        if (i + 1 < text.Count && text.Text.GapAfter(i) is "-") return null;
        if (word.Has(Known.Never) || (word.Has(Known.Capital) && !word.Has(Known.Common) && !word.Has(Known.Given | Known.Family | Known.Place))) return null;
        if (i > 1 && (text.Is(i - 2, Cues.Titles) || text.Is(i - 2, Cues.Relations) || (text.Folded(i - 2) is "van" or "aan" && text[i - 1].Capital))) return null;
        if (i > 1 && text.Capital(i - 2) && (text[i - 2].Size == 1 || (text.Spaced(i - 2) && !text.Begins(i - 2)))) return null;
        // "de Jeugdconsulent" written with a capital is a function.
        return word.Has(Known.Common) || (i > 1 && text.Folded(i - 2) is "op" or "naar" or "van") || !text.Compound(i) ? i - 1 : null;
    }
}
