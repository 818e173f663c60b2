namespace FoodValley.Triage.Convening;

/// <summary>Whose meeting it is. Its team sees it; nobody else does.</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="OrganisationId">The organisation of the convener.</param>
/// <param name="TeamId">The team of the convener.</param>
/// <param name="ConvenerId">Who opened it.</param>
/// <param name="ConvenerName">Name of who opened it.</param>
/// <param name="Version">Number of the last line.</param>
public sealed record MeetingHead(Guid Id, string OrganisationId, string TeamId, string ConvenerId, string ConvenerName, int Version);

/// <summary>A case on the agenda.</summary>
/// <param name="Number">Its number in this meeting.</param>
/// <param name="Dossier">Whose case it is.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="People">Numbers of who is needed for it, in order.</param>
public sealed record MeetingCase(int Number, Guid Dossier, int Minutes, IReadOnlyList<int> People);

/// <summary>A participant.</summary>
/// <param name="Number">Number in this meeting.</param>
/// <param name="Partner">The partner in the address book; null for a colleague.</param>
/// <param name="Colleague">Id of the colleague; null for a partner.</param>
/// <param name="Name">As called.</param>
/// <param name="Role">What this participant does here.</param>
public sealed record MeetingPerson(int Number, Guid? Partner, string? Colleague, string Name, string Role)
{
    /// <summary>True when both are the same partner or the same colleague, be it in different meetings.</summary>
    public bool Is(MeetingPerson other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Partner is not null ? Partner == other.Partner : Colleague is not null && Colleague == other.Colleague;
    }
}

/// <summary>A case at its time.</summary>
/// <param name="Case">The case.</param>
/// <param name="From">When it begins, local time.</param>
/// <param name="To">When it ends.</param>
public sealed record Slot(MeetingCase Case, TimeOnly From, TimeOnly To);

/// <summary>When a participant has to be there.</summary>
/// <param name="Person">The participant.</param>
/// <param name="From">When to come, local time.</param>
/// <param name="To">When to leave.</param>
/// <param name="Waiting">Minutes in between that go to cases of others.</param>
public sealed record Visit(MeetingPerson Person, TimeOnly From, TimeOnly To, int Waiting);

/// <summary>The cases at their times, and when everybody comes and leaves.</summary>
/// <param name="Slots">The cases in order.</param>
/// <param name="Visits">Who is needed for some case, in the order of coming.</param>
/// <param name="Waiting">Minutes that all of them wait together.</param>
public sealed record Agenda(IReadOnlyList<Slot> Slots, IReadOnlyList<Visit> Visits, int Waiting);

/// <summary>Somebody listened to a case without being planned for it. Stays noted, whatever the agenda says later.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Who listened.</param>
/// <param name="At">When it was noted, UTC.</param>
/// <param name="ByName">By whom it was noted.</param>
public sealed record UnplannedListener(int Case, MeetingPerson Person, DateTime At, string ByName);

/// <summary>A meeting about several cases, each with its own participants, as it follows from its lines (IU-4-TIP, IU-4-VOOR-2).</summary>
public sealed class Meeting
{
    /// <summary>A meeting ends before midnight: minutes of a day.</summary>
    public const int Day = 24 * 60;

    /// <summary>Most cases on one agenda.</summary>
    public const int MostCases = 40;

    /// <summary>Most participants of one meeting.</summary>
    public const int MostPeople = 60;

    private readonly List<MeetingCase> _cases = [];
    private readonly SortedDictionary<int, MeetingPerson> _people = [];
    private readonly Dictionary<int, PresentTicked> _present = [];
    private readonly List<UnplannedListener> _unplanned = [];

    /// <summary>From all its lines, oldest first; the first one says when and where, else <see cref="ArgumentException"/>.</summary>
    public Meeting(MeetingHead head, IReadOnlyList<MeetingLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0 || lines[0].What is not MeetingSet first) throw new ArgumentException("A meeting begins with when and where.", nameof(lines));
        (Head, Lines, Set) = (head, lines, first);
        foreach (var line in lines) Take(line);
    }

    /// <summary>Whose it is.</summary>
    public MeetingHead Head { get; }

    /// <summary>All that was noted, oldest first.</summary>
    public IReadOnlyList<MeetingLine> Lines { get; }

    /// <summary>When and where.</summary>
    public MeetingSet Set { get; private set; }

    /// <summary>The cases in the order of the agenda.</summary>
    public IReadOnlyList<MeetingCase> Cases => _cases;

    /// <summary>The participants in the order in which they were put on the list.</summary>
    public IReadOnlyCollection<MeetingPerson> People => _people.Values;

    /// <summary>How the order came about.</summary>
    public OrderedBy Ordered { get; private set; }

    /// <summary>Everybody who listened to a case without being planned for it, oldest first.</summary>
    public IReadOnlyList<UnplannedListener> Unplanned => _unplanned;

    /// <summary>The agenda as it stands.</summary>
    public Agenda Agenda => AgendaIn(_cases);

    /// <summary>Minutes of all cases together.</summary>
    public int Minutes => _cases.Sum(c => c.Minutes);

    /// <summary>Number for a new case.</summary>
    public int NextCase => 1 + Lines.Select(l => l.What).OfType<CasePut>().Select(c => c.Case).DefaultIfEmpty().Max();

    /// <summary>Number for a new participant.</summary>
    public int NextPerson => 1 + Lines.Select(l => l.What).OfType<PersonPut>().Select(p => p.Person).DefaultIfEmpty().Max();

    /// <summary>The case with this number; null when it is not on the agenda.</summary>
    public MeetingCase? Case(int number) => _cases.Find(c => c.Number == number);

    /// <summary>The participant with this number; null when not on the list.</summary>
    public MeetingPerson? Person(int number) => _people.GetValueOrDefault(number);

    /// <summary>Who was present at a case; null while nobody noted that.</summary>
    public PresentTicked? Present(int number) => _present.GetValueOrDefault(number);

    /// <summary>True when somebody noted this participant as present at some case: the name stays on the list then.</summary>
    public bool WasPresent(int person) => Lines.Any(l => l.What is PresentTicked ticked && ticked.Present.Contains(person));

    /// <summary>
    /// Of those present, who is not planned for this case and was not noted there before: the convener is warned about them (IU-4-VOOR-2).
    /// </summary>
    public IReadOnlyList<int> NewlyUnplanned(int number, IEnumerable<int> present)
    {
        var planned = Case(number)?.People ?? [];
        return [.. present.Where(p => !planned.Contains(p) && Present(number)?.Present.Contains(p) != true).Order()];
    }

    /// <summary>The meeting as it was when this line had been noted; an unknown one is our own mistake and throws.</summary>
    public Meeting At(int version) => new(Head with { Version = version }, [.. Lines.TakeWhile(l => l.Number <= version)]);

    /// <summary>The proposed order of the agenda (IU-4-TIP); the order as it stands when none is better.</summary>
    public IReadOnlyList<MeetingCase> Proposal() => [.. MeetingPlanner.Propose(Planned(_cases)).Select(at => _cases[at])];

    /// <summary>The agenda when the cases come in this order.</summary>
    public Agenda AgendaIn(IReadOnlyList<MeetingCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var (slots, minutes) = (new List<Slot>(cases.Count), 0);
        foreach (var item in cases)
        {
            slots.Add(new(item, Set.Start.AddMinutes(minutes), Set.Start.AddMinutes(minutes + item.Minutes)));
            minutes += item.Minutes;
        }
        var planned = MeetingPlanner.Visits(Planned(cases));
        return new(
            slots,
            [.. planned.OrderBy(v => v.From).ThenBy(v => v.To).ThenBy(v => v.Person).Select(v => new Visit(_people[v.Person], Set.Start.AddMinutes(v.From), Set.Start.AddMinutes(v.To), v.Waiting))],
            planned.Sum(v => v.Waiting));
    }

    /// <summary>What is noted when a case goes one place up or down; null when it is not there or already at that end.</summary>
    public OrderPut? Shifted(int number, bool up)
    {
        var from = _cases.FindIndex(c => c.Number == number);
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= _cases.Count) return null;
        var cases = _cases.ToList();
        (cases[from], cases[to]) = (cases[to], cases[from]);
        return Order(OrderedBy.Hand, cases);
    }

    /// <summary>What is noted when the convener takes the proposal; null when the agenda stands so already.</summary>
    public OrderPut? Proposed() => Proposal() is var proposal && proposal.SequenceEqual(_cases) ? null : Order(OrderedBy.Proposal, proposal);

    /// <summary>Participants who have to be at this and at the other meeting at the same time; nobody when it is the same meeting or another day.</summary>
    public IReadOnlyList<Visit> Clashes(Meeting other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Head.Id == Head.Id || other.Set.Day != Set.Day) return [];
        var there = other.Agenda.Visits;
        return [.. Agenda.Visits.Where(v => there.Any(o => o.Person.Is(v.Person) && v.From < o.To && o.From < v.To))];
    }

    private OrderPut Order(OrderedBy how, IReadOnlyList<MeetingCase> cases) =>
        new(how, [.. cases.Select(c => c.Number)], MeetingPlanner.Waiting(Planned(cases)), MeetingPlanner.Waiting(Planned(_cases)));

    private static IReadOnlyList<PlannedCase> Planned(IReadOnlyList<MeetingCase> cases) => [.. cases.Select(c => new PlannedCase(c.Minutes, c.People))];

    private void Take(MeetingLine line)
    {
        switch (line.What)
        {
            case MeetingSet set:
                Set = set;
                break;
            case CasePut put:
                var item = new MeetingCase(put.Case, put.Dossier, put.Minutes, [.. put.People.Where(_people.ContainsKey).Distinct().Order()]);
                if (_cases.FindIndex(c => c.Number == put.Case) is >= 0 and var there) _cases[there] = item;
                else _cases.Add(item);
                break;
            case CaseDropped dropped:
                _cases.RemoveAll(c => c.Number == dropped.Case);
                break;
            case PersonPut put:
                _people[put.Person] = new(put.Person, put.Partner, put.Colleague, put.Name, put.Role);
                Seat(put.Person, put.Cases);
                break;
            case PersonDropped dropped:
                Seat(dropped.Person, []);
                _people.Remove(dropped.Person);
                break;
            case OrderPut order:
                Ordered = order.How;
                var places = order.Cases.Select((number, place) => (number, place)).ToDictionary(p => p.number, p => p.place);
                var sorted = _cases.OrderBy(c => places.GetValueOrDefault(c.Number, int.MaxValue)).ToList();
                _cases.Clear();
                _cases.AddRange(sorted);
                break;
            case PresentTicked ticked:
                _present[ticked.Case] = ticked;
                _unplanned.AddRange(ticked.Unplanned.Where(_people.ContainsKey).Select(p => new UnplannedListener(ticked.Case, _people[p], line.At, line.ByName)));
                break;
        }
    }

    private void Seat(int person, IReadOnlyList<int> cases)
    {
        for (var at = 0; at < _cases.Count; at++)
            _cases[at] = _cases[at] with { People = [.. _cases[at].People.Where(p => p != person).Concat(cases.Contains(_cases[at].Number) ? [person] : []).Order()] };
    }
}
