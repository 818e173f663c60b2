namespace FoodValley.Triage.Recognising;

/// <summary>A closed list of folded words. Each word of a text carries a bit for every list that holds it.</summary>
/// <param name="Bit">The one bit of this list.</param>
internal sealed record WordSet(ulong Bit)
{
    public bool Holds(ReadOnlySpan<char> folded) => (Cues.Of(WordHash.Of(folded)) & Bit) != 0;
}

/// <summary>The words around a name that give it away, and those that are part of one.</summary>
internal static class Cues
{
    // Words and their bits until the table is made; the lists below come before it.
    private static readonly Dictionary<string, ulong> Words = new(StringComparer.Ordinal);

    private static ulong _next = 1;

    public static readonly WordSet Particles = Set(
        "van de der den het ten ter te t v d von zu da das do dos del della di du des la le los el al ben bin ibn und af op");

    public static readonly WordSet Titles = Set(
        "meneer mevrouw mevr mw mej dhr heer mijnheer juf juffrouw meester tante oom ome dokter dr drs mr ir prof ds dominee pastoor imam buurman buurvrouw",
        "coach agent wijkagent fam familie zuster pater trainer mr mrs ms miss oma opa tant");

    public static readonly WordSet Abbreviated = Set("mevr mw mej dhr dr drs mr ir prof ds fam st geb tel v d o a b c");

    public static readonly WordSet Relations = Set(
        "broer zus zusje broertje zoon zoontje dochter dochtertje vriend vriendin vriendje vriendinnetje neef nicht neefje nichtje vader moeder stiefvader",
        "stiefmoeder pleegmoeder pleegvader gezin leerling casus client cliente jongen meisje collega begeleider begeleidster mentor tolk partner ex oudste",
        "jongste kindje kleuter naam voornaam achternaam mama papa kleinzoon kleindochter halfbroer halfzus tweelingbroer tweelingzus echtgenoot man vrouw dader slachtoffer");

    public static readonly WordSet Kin = Set("zus zusje broer broertje zoontje dochtertje vriendin vriendje vriendinnetje oom tante ome buurman buurvrouw juf meester opa oma");

    public static readonly WordSet Calling = Set("heet heette heten genaamd roepnaam bijnaam alias voornaam achternaam noemt genoemd");

    public static readonly WordSet Verbs = Set(
        "is was heeft had hebben wil wilde kan kon zegt zei zeggen vindt vond woont woonde wonen belt belde bellen appt appte mailt mailde vertelt vertelde gaat ging",
        "gaan komt kwam zit zat moet moest krijgt kreeg werkt werkte slaat sloeg pest pestte doet deed staat stond blijft bleef heet noemt noemde huilt huilde",
        "slaapt sliep speelt gebruikt drinkt dronk blowt durft durfde mag mocht zou zal schreef schrijft weet wist denkt dacht ziet zag loopt liep rijdt spreekt",
        "sprak voelt helpt hielp stottert steelt vraagt vroeg reageert snapt eet wordt werd kwam kent klaagt maakt meldt meldde reed rookt stopt verhuisde");

    public static readonly WordSet Companions = Set("met en over van voor bij door aan sprak spreek spraken bel belde zag ken heb had naar tussen tegen of samen dat");

    public static readonly WordSet Articles = Set("de het een geen deze die dit dat elk elke ieder iedere mijn zijn haar hun ons onze in heel erg te zo veel");

    public static readonly WordSet Toward = Set("in te uit naar vanuit bij nabij rond richting omgeving omstreken tot dorp stad gemeente plaats woonplaats plaatsje");

    public static readonly WordSet Living = Set("woont wonen woon woonde adres woonadres aan op straat verblijft staat ingeschreven");

    public static readonly WordSet Addressed = Set("adres woonadres");

    public static readonly WordSet Kinds = Set(
        "basisschool school montessorischool vrijeschool college lyceum gymnasium scouting kerk moskee tempel praktijk huisartsenpraktijk tandartspraktijk",
        "kinderopvang gastouderbureau kinderdagverblijf kdv bso peuterspeelzaal cbs obs rkbs pcbs sbo vso so sv vv fc rkvv hc ac voetbalclub voetbalvereniging",
        "sportclub sportvereniging manege dojo sportschool zorgboerderij gezinshuis bakkerij restaurant cafe snackbar apotheek buurthuis judoclub dansschool",
        "muziekschool zwemclub zwemvereniging turnvereniging gymvereniging korfbalvereniging hockeyclub tennisclub vereniging stichting huis woongroep groepshuis",
        "wooncentrum zorgcentrum verpleeghuis gezondheidscentrum jongerencentrum kinderboerderij parochie gereformeerde hervormde evangeliegemeente kringloop",
        "slagerij garage kapsalon supermarkt boekhandel bloemist camping pizzeria gezinsvervangend behandelcentrum locatie zwembad ijsclub harmonie fanfare koor",
        "speeltuin wijkcentrum dorpshuis logeerhuis boksschool rijschool naschoolse opvanggroep jeugdhonk jongerenwerk");

    public static readonly WordSet KindEndings = Set("college lyceum gymnasium school moskee kerk academie");

    public static readonly WordSet Born = Set("geb geboren geboortedatum jarig verjaardag verjaart born dob gebdatum");

    public static readonly WordSet Numbered = Set(
        "zaaknummer dossiernummer clientnummer klantnummer kenmerk dossier nummer nr zaak zaaknr dossiernr clientnr polisnummer casusnummer casenummer",
        "referentie registratienummer relatienummer leerlingnummer patientnummer meldingsnummer aanvraagnummer ons uw vnummer klantnr patientnr meldnummer beschikkingsnummer");

    public static readonly WordSet Sofi = Set("bsn burgerservicenummer sofinummer bsnnummer sofi");

    public static readonly WordSet Social = Set("insta instagram snap snapchat tiktok discord gamertag username gebruikersnaam twitter facebook telegram");

    public static readonly WordSet Counted = Set("groep klas plan optie team vitamine type bijlage punt stap deel categorie niveau vraag hepatitis variant");

    public static readonly WordSet NoInitials = Set("nb ps bv nv us aub tav tnv va evt ua ivm mbt oa zn zg ca am pm wo ad");

    public static readonly WordSet Domains = Set("nl com org net be de eu info io me tv fr uk test gov edu online app nu frl amsterdam");

    public static readonly WordSet Tallied = Set("keer uur jaar weken dagen maanden kinderen punt euro op de min minuten procent");

    public static readonly WordSet Weekdays = Set("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo");

    public static readonly WordSet OnDays = Set("op dd d vanaf sinds geb geboren per datum voor tot maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo");

    public static readonly WordSet Houses = Set("nr nummer huisnummer");

    public static readonly WordSet Labels = Set("naam roepnaam voornaam achternaam tnv client leerling aan cc groet beste");

    public static readonly WordSet CalledBy = Set("hem haar zich hij zij ze ook");

    /// <summary>Behind none of these a common word in small letters can be a name.</summary>
    public static readonly ulong Leading = Calling.Bit | CalledBy.Bit | Titles.Bit | Relations.Bit | Set("is met").Bit;

    // Open addressing by the whole hash; a word that is in no list finds an empty slot.
    private const int Size = 1 << 13;

    private static readonly (ulong Key, ulong Bits)[] Table = Make();

    /// <summary>The bits of every list that holds this word.</summary>
    public static ulong Of(WordHash word)
    {
        var (key, table) = (word.Whole, Table);
        for (var slot = (int)(word.First ^ (word.First >> 15)) & (Size - 1); ; slot = (slot + 1) & (Size - 1))
        {
            ref readonly var entry = ref table[slot];
            if (entry.Key == key) return entry.Bits;
            if (entry.Bits == 0) return 0;
        }
    }

    private static WordSet Set(params string[] lines)
    {
        var bit = _next;
        _next = checked(_next * 2);
        foreach (var word in lines.SelectMany(line => line.Split(' '))) Words[word] = Words.GetValueOrDefault(word) | bit;
        return new(bit);
    }

    private static (ulong, ulong)[] Make()
    {
        var table = new (ulong Key, ulong Bits)[Size];
        foreach (var (word, bits) in Words)
        {
            var hash = WordHash.Of(word);
            var slot = (int)(hash.First ^ (hash.First >> 15)) & (Size - 1);
            while (table[slot].Bits != 0) slot = (slot + 1) & (Size - 1);
            table[slot] = (hash.Whole, bits);
        }
        return table;
    }
}
