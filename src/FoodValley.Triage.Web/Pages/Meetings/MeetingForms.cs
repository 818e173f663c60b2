using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>When and where.</summary>
public sealed class MeetingSetForm
{
    public string? Day { get; set; }
    public string? Start { get; set; }
    public string? Place { get; set; }

    public static MeetingSetForm Of(MeetingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new() { Day = DayText.Write(set.Day), Start = MeetingWords.Time(set.Start), Place = set.Place };
    }

    /// <summary>What a valid form says.</summary>
    public MeetingSet ToSet() => new(DayText.Read(Day)!.Value, TimeText.Read(Start)!.Value, Place.Clean() ?? "");

    public sealed class Rules : AbstractValidator<MeetingSetForm>
    {
        /// <param name="today">The day on which it is planned.</param>
        /// <param name="minutes">Minutes of the cases there are already: a meeting ends before midnight.</param>
        /// <param name="naming">Finds clients in a text: everybody who gets the agenda reads the place.</param>
        public Rules(DateOnly today, int minutes, Func<string?, IEnumerable<Mark>> naming)
        {
            RuleFor(f => f.Day).Day("meeting-set.error.day")
                .Must(text => DayText.Read(text) is not { } day || (day >= today.AddYears(-1) && day <= today.AddYears(2))).WithMessage("meeting-set.error.far-day");
            RuleFor(f => f.Start).Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("meeting-set.error.start")
                .Must(text => TimeText.Read(text) is not null).WithMessage("meeting-set.error.time")
                .Must(text => TimeText.Read(text)!.Value.ToTimeSpan().TotalMinutes + minutes < Meeting.Day).WithMessage("meetings.error.midnight");
            RuleFor(f => f.Place).AtMost(FormRules.Short);
            RuleFor(f => f.Place).NothingIdentifying(naming, "meetings.error.client");
        }
    }
}

/// <summary>One case on the agenda.</summary>
public sealed class MeetingCaseForm
{
    public string? Dossier { get; set; }
    public string? Minutes { get; set; }
    public string[] People { get; set; } = [];

    public sealed class Rules : AbstractValidator<MeetingCaseForm>
    {
        /// <summary>Longest time for one case, in minutes.</summary>
        public const int Longest = 240;

        /// <param name="meeting">The meeting.</param>
        /// <param name="own">The case that is changed; null for a new one.</param>
        /// <param name="dossiers">Ids that may be chosen, of those that are not on the agenda yet.</param>
        public Rules(Meeting meeting, MeetingCase? own, string[] dossiers)
        {
            ArgumentNullException.ThrowIfNull(meeting);
            if (own is null) RuleFor(f => f.Dossier).Among("meeting-case.error.dossier", dossiers);
            else RuleFor(f => f.Dossier).Must(d => string.IsNullOrEmpty(d)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Minutes).Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("meeting-case.error.minutes")
                .Must(text => Read(text) is >= 1 and <= Longest).WithMessage("meeting-case.error.minutes-range").WithState(_ => new (string, object?)[] { ("max", Longest) })
                .Must(text => meeting.Set.Start.ToTimeSpan().TotalMinutes + meeting.Minutes - (own?.Minutes ?? 0) + Read(text)!.Value < Meeting.Day).WithMessage("meetings.error.midnight");
            RuleFor(f => f.People).Offered(meeting.People.Select(p => p.Number));
        }

        public static int? Read(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;
    }
}

/// <summary>One participant.</summary>
public sealed class MeetingPersonForm
{
    public string? Who { get; set; }
    public string? Role { get; set; }
    public string[] Cases { get; set; } = [];

    public sealed class Rules : AbstractValidator<MeetingPersonForm>
    {
        /// <param name="meeting">The meeting.</param>
        /// <param name="own">The participant who is changed; null for a new one.</param>
        /// <param name="offered">Codes that may be chosen, of those who are not on the list yet.</param>
        /// <param name="naming">Finds clients in a text: everybody who gets the agenda reads the role.</param>
        public Rules(Meeting meeting, MeetingPerson? own, string[] offered, Func<string?, IEnumerable<Mark>> naming)
        {
            ArgumentNullException.ThrowIfNull(meeting);
            if (own is null) RuleFor(f => f.Who).Among("meeting-person.error.who", offered);
            else RuleFor(f => f.Who).Must(w => string.IsNullOrEmpty(w)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Role).Filled("meeting-person.error.role", FormRules.Short);
            RuleFor(f => f.Role).NothingIdentifying(naming, "meetings.error.client");
            RuleFor(f => f.Cases).Offered(meeting.Cases.Select(c => c.Number));
        }
    }
}

/// <summary>Who is present at one case.</summary>
public sealed class MeetingPresentForm
{
    public string[] Present { get; set; } = [];

    /// <summary>Whom the page warned about: only who stands here stays without another warning.</summary>
    public string[] Warned { get; set; } = [];

    public sealed class Rules : AbstractValidator<MeetingPresentForm>
    {
        public Rules(Meeting meeting)
        {
            ArgumentNullException.ThrowIfNull(meeting);
            RuleFor(f => f.Present).Offered(meeting.People.Select(p => p.Number));
            RuleFor(f => f.Warned).Offered(meeting.People.Select(p => p.Number));
        }
    }
}

/// <summary>What the forms of a meeting have in common.</summary>
public static class MeetingRules
{
    /// <summary>Every number was offered; a number that was not came from a hand-made request.</summary>
    public static void Offered<T>(this IRuleBuilderInitial<T, string[]> rule, IEnumerable<int> numbers)
    {
        var offered = numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        rule.Must(chosen => chosen.All(offered.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
    }

    /// <summary>
    /// Finds the names of these clients, as far as this person knows them, and the numbers of their dossiers: what is written about a meeting goes to
    /// everybody who comes, and says nothing about a client.
    /// </summary>
    public static Func<string?, IEnumerable<Mark>> Naming(IEnumerable<MeetingDossier> dossiers)
    {
        var all = dossiers.ToList();
        var terms = DossierTerms.From(new([.. all.Select(d => d.ClientName).OfType<string>()], [], null, [.. all.Select(d => d.Number)], [], []));
        return text => Recogniser.Find(text ?? "", terms).Where(m => m.Kind == MarkKind.Dossier);
    }

    /// <summary>The numbers of a valid form, in order, each once.</summary>
    public static int[] Numbers(this string[] chosen) => [.. chosen.Select(c => int.Parse(c, NumberStyles.None, CultureInfo.InvariantCulture)).Distinct().Order()];
}

/// <summary>Times of the day as typed: 9:30, 9.30, 0930 or just 9.</summary>
public static class TimeText
{
    public static TimeOnly? Read(string? text)
    {
        var typed = (text ?? "").Trim().Replace('.', ':');
        if (typed.Length is 3 or 4 && typed.All(char.IsAsciiDigit)) typed = typed.Insert(typed.Length - 2, ":");
        if (typed.Length is 1 or 2 && typed.All(char.IsAsciiDigit)) typed += ":00";
        return TimeOnly.TryParseExact(typed, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }
}
