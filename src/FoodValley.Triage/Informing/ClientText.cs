using System.Globalization;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Informing;

/// <summary>Puts texts for one reader together, and says what stands in every letter and every overview (HK-8.1 to HK-8.8, HK-6d).</summary>
internal sealed class ClientText(Reader reader, LetterAround around, Wording words, CultureInfo culture)
{
    private readonly string _form = reader.Form.Code();

    public List<LetterPart> Parts { get; } = [];

    /// <summary>True when something that must be said is not known.</summary>
    public bool Missing { get; private set; }

    public void Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => Say(key, [], values);

    public void Say(string key, IReadOnlyList<string> list, params ReadOnlySpan<(string Name, string Value)> values) => Put($"client-letter.{key}.{_form}", list, values);

    /// <summary>The text of a whole key; it may begin with its heading between double asterisks.</summary>
    public void Put(string key, IReadOnlyList<string> list, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = words(key);
        var heading = text.StartsWith("**", StringComparison.Ordinal) ? text[2..text.IndexOf("**", 2, StringComparison.Ordinal)] : null;
        var below = (heading is null ? text : Sentence(text[(heading.Length + 4)..])).Trim();
        Parts.Add(new(heading is null ? null : Fill(heading, values), Fill(below, values), list));
    }

    public string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (!text.Contains("{" + name + "}", StringComparison.Ordinal)) continue;
            Missing |= string.IsNullOrWhiteSpace(value);
            text = text.Replace("{" + name + "}", value.Trim(), StringComparison.Ordinal);
        }
        return text;
    }

    // Under a heading a text stands alone and begins as a sentence does; what somebody typed stays as it was typed.
    private string Sentence(string text) => text.TrimStart() is { Length: > 0 } own ? own[..1].ToUpper(culture) + own[1..] : text;

    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", culture);

    public void Kept(bool municipality)
    {
        var answers = around.Answers;
        Say("keep", ("until", answers.KeptUntil(around.LastChange) is { } until ? Day(until) : ""), ("years", answers.KeepYears > 0 ? answers.KeepYears.ToString(culture) : ""), ("law", answers.KeepLaw));
        Say("access", ("roles", words("client-letter.roles")), ("others", answers.OtherAccess));
        if (reader.Shield.HidesRecipients) Say("municipality-neutral", ("officer", answers.OfficerName), ("contact", answers.OfficerContact));
        else
        {
            IReadOnlyList<string> municipal = [.. municipality ? [words("client-letter.own-roles")] : Array.Empty<string>(), .. around.MunicipalRecipients];
            Say(municipal.Count == 0 ? "municipality-none" : "municipality", municipal);
        }
        // In every letter and overview, so that its presence tells nothing (rule 2).
        Say("protect");
    }

    public void Rights() => Say(reader.Form == ReaderForm.Parent && around.File.Dossier.Client.AgeOn(around.Today) >= 16 ? "rights-sixteen" : "rights",
        ("child", around.File.Dossier.Client.Name.Split(' ')[0]));

    public void Complaints()
    {
        var answers = around.Answers;
        Say("questions", ("worker", around.Worker), ("contact", answers.Phone));
        Say("complaints", ("complaint", answers.ComplaintName), ("complaint-contact", answers.ComplaintContact), ("officer", answers.OfficerName), ("officer-contact", answers.OfficerContact),
            ("authority", answers.AuthorityContact), ("confidant", answers.Confidant));
    }

    public void Closing(string reference) =>
        Say("closing", ("worker", around.Worker), ("function", around.WorkerFunction), ("organisation", around.Organisation), ("reference", reference));
}
