using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What is noted about a meeting, in the words of the screen.</summary>
public sealed class MeetingWords(ScreenText text, Transcript transcript, Meeting meeting, IReadOnlyDictionary<Guid, MeetingDossier> dossiers)
{
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Times(TimeOnly from, TimeOnly to) => $"{Time(from)}–{Time(to)}";

    public string Day(DateOnly day) => day.ToString(text["meetings.day-format"], CultureInfo.CurrentCulture);

    public string Moment(DateTime utc) => Desk.Local(utc).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture);

    /// <summary>Day, beginning and end.</summary>
    public string When => $"{Day(meeting.Set.Day)}, " + (meeting.Cases.Count == 0
        ? text["meetings.from", ("from", Time(meeting.Set.Start))]
        : Times(meeting.Set.Start, meeting.Set.Start.AddMinutes(meeting.Minutes)));

    public string Minutes(int minutes) => text[minutes == 1 ? "meetings.minute" : "meetings.minutes", ("count", minutes)];

    /// <summary>The dossier of a case: number, and the client's name for the responsible caseworker. A dossier that left the team is not named any more.</summary>
    public string Dossier(Guid id) => dossiers.GetValueOrDefault(id) is { } dossier ? Dossier(dossier) : text["meetings.case-gone"];

    public static string Dossier(MeetingDossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return dossier.ClientName is { } name ? $"{dossier.Number}, {name}" : dossier.Number;
    }

    /// <summary>The same, in a list to choose from: with the colleague who is responsible.</summary>
    public static string Offered(MeetingDossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return $"{dossier.Number}, {dossier.ClientName ?? dossier.ResponsibleName}";
    }

    public static string Person(MeetingPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return $"{person.Name} ({person.Role})";
    }

    public string People(IEnumerable<int> numbers) => string.Join("; ", numbers.Select(n => meeting.Person(n)).OfType<MeetingPerson>().Select(p => p.Name));

    /// <summary>The case in a few words: where it stands on the agenda, and its dossier.</summary>
    public string Case(int number)
    {
        var place = meeting.Cases.Select((c, at) => (c, at)).FirstOrDefault(c => c.c.Number == number);
        return place.c is { } item ? text["meetings.case-named", ("place", place.at + 1), ("dossier", Dossier(item.Dossier))] : text["meetings.case-dropped"];
    }

    /// <summary>The difference in waiting, said as people say it.</summary>
    public string Effect(int difference) => difference == 0 ? text["meeting-plan.same"]
        : text[difference < 0 ? "meeting-plan.less" : "meeting-plan.more", ("minutes", Minutes(Math.Abs(difference)))];

    /// <summary>One line as a sentence.</summary>
    public string Sentence(MeetingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.What switch
        {
            MeetingSet set => text["meeting-line.set", ("who", line.ByName), ("day", transcript.Day(set.Day)), ("time", Time(set.Start)), ("place", set.Place.Length > 0 ? set.Place : text["meetings.no-place"])],
            CasePut put => text["meeting-line.case", ("who", line.ByName), ("dossier", Dossier(put.Dossier)), ("minutes", Minutes(put.Minutes))],
            CaseDropped => text["meeting-line.case-dropped", ("who", line.ByName)],
            PersonPut put => text["meeting-line.person", ("who", line.ByName), ("name", put.Name), ("role", put.Role)],
            PersonDropped => text["meeting-line.person-dropped", ("who", line.ByName)],
            OrderPut order => text["meeting-line.order", ("who", line.ByName), ("before", Minutes(order.Before)), ("now", Minutes(order.Waiting))],
            PresentTicked ticked => text["meeting-line.present", ("who", line.ByName), ("case", Case(ticked.Case)), ("people", ticked.Present.Count == 0 ? text["meeting-during.nobody"] : People(ticked.Present))],
            _ => throw new InvalidOperationException("A kind of line without words."),
        };
    }
}
