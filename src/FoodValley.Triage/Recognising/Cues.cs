using System.Collections.Frozen;

namespace FoodValley.Triage.Recognising;

/// <summary>A closed list of folded words, looked up without making a string.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly uint[] _lengths = new uint[32];

    public WordSet(params string[] lines)
    {
        _words = lines.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in _words) _lengths[Math.Min(word.Length, 31)] |= 1u << (word[0] & 31);
    }

    /// <summary>Most words end at their length and first letter, without a hash.</summary>
    public bool Holds(ReadOnlySpan<char> folded) =>
        folded.Length is > 0 and < 32 && (_lengths[folded.Length] & (1u << (folded[0] & 31))) != 0 && _lookup.Contains(folded);
}

/// <summary>The words around a name that give it away, and those that are part of one.</summary>
internal static class Cues
{
    public static readonly WordSet Particles = new(
        "van de der den het ten ter te t v d von zu da das do dos del della di du des la le los el al ben bin ibn und af op");

    public static readonly WordSet Titles = new(
        "meneer mevrouw mevr mw mej dhr heer mijnheer juf juffrouw meester tante oom ome dokter dr drs mr ir prof ds dominee pastoor imam buurman buurvrouw",
        "coach agent wijkagent fam familie zuster pater trainer mr mrs ms miss oma opa tant");

    public static readonly WordSet Abbreviated = new("mevr mw mej dhr dr drs mr ir prof ds fam st geb tel v d o a b c");

    public static readonly WordSet Relations = new(
        "broer zus zusje broertje zoon zoontje dochter dochtertje vriend vriendin vriendje vriendinnetje neef nicht neefje nichtje vader moeder stiefvader",
        "stiefmoeder pleegmoeder pleegvader gezin leerling casus client cliente jongen meisje collega begeleider begeleidster mentor tolk partner ex oudste",
        "jongste kindje kleuter naam voornaam achternaam mama papa kleinzoon kleindochter halfbroer halfzus tweelingbroer tweelingzus echtgenoot man vrouw dader slachtoffer");

    public static readonly WordSet Kin = new("zus zusje broer broertje zoontje dochtertje vriendin vriendje vriendinnetje oom tante ome buurman buurvrouw juf meester opa oma");

    public static readonly WordSet Calling = new("heet heette heten genaamd roepnaam bijnaam alias voornaam achternaam noemt genoemd");

    public static readonly WordSet Verbs = new(
        "is was heeft had hebben wil wilde kan kon zegt zei zeggen vindt vond woont woonde wonen belt belde bellen appt appte mailt mailde vertelt vertelde gaat ging",
        "gaan komt kwam zit zat moet moest krijgt kreeg werkt werkte slaat sloeg pest pestte doet deed staat stond blijft bleef heet noemt noemde huilt huilde",
        "slaapt sliep speelt gebruikt drinkt dronk blowt durft durfde mag mocht zou zal schreef schrijft weet wist denkt dacht ziet zag loopt liep rijdt spreekt",
        "sprak voelt helpt hielp stottert steelt vraagt vroeg reageert snapt eet wordt werd kwam kent klaagt maakt meldt meldde reed rookt stopt verhuisde");

    public static readonly WordSet Companions = new("met en over van voor bij door aan sprak spreek spraken bel belde zag ken heb had naar tussen tegen of samen dat");

    public static readonly WordSet Articles = new("de het een geen deze die dit dat elk elke ieder iedere mijn zijn haar hun ons onze in heel erg te zo veel");

    public static readonly WordSet Toward = new("in te uit naar vanuit bij nabij rond richting omgeving omstreken tot dorp stad gemeente plaats woonplaats plaatsje");

    public static readonly WordSet Living = new("woont wonen woon woonde adres woonadres aan op straat verblijft staat ingeschreven");

    public static readonly WordSet Addressed = new("adres woonadres");

    public static readonly WordSet Kinds = new(
        "basisschool school montessorischool vrijeschool college lyceum gymnasium scouting kerk moskee tempel praktijk huisartsenpraktijk tandartspraktijk",
        "kinderopvang gastouderbureau kinderdagverblijf kdv bso peuterspeelzaal cbs obs rkbs pcbs sbo vso so sv vv fc rkvv hc ac voetbalclub voetbalvereniging",
        "sportclub sportvereniging manege dojo sportschool zorgboerderij gezinshuis bakkerij restaurant cafe snackbar apotheek buurthuis judoclub dansschool",
        "muziekschool zwemclub zwemvereniging turnvereniging gymvereniging korfbalvereniging hockeyclub tennisclub vereniging stichting huis woongroep groepshuis",
        "wooncentrum zorgcentrum verpleeghuis gezondheidscentrum jongerencentrum kinderboerderij parochie gereformeerde hervormde evangeliegemeente kringloop",
        "slagerij garage kapsalon supermarkt boekhandel bloemist camping pizzeria gezinsvervangend behandelcentrum locatie zwembad ijsclub harmonie fanfare koor",
        "speeltuin wijkcentrum dorpshuis logeerhuis boksschool rijschool naschoolse opvanggroep jeugdhonk jongerenwerk");

    public static readonly WordSet KindEndings = new("college lyceum gymnasium school moskee kerk academie");

    public static readonly WordSet Born = new("geb geboren geboortedatum jarig verjaardag verjaart born dob gebdatum");

    public static readonly WordSet Numbered = new(
        "zaaknummer dossiernummer clientnummer klantnummer kenmerk dossier nummer nr zaak zaaknr dossiernr clientnr polisnummer casusnummer casenummer",
        "referentie registratienummer relatienummer leerlingnummer patientnummer meldingsnummer aanvraagnummer ons uw vnummer klantnr patientnr meldnummer beschikkingsnummer");

    public static readonly WordSet Sofi = new("bsn burgerservicenummer sofinummer bsnnummer sofi");

    public static readonly WordSet Social = new("insta instagram snap snapchat tiktok discord gamertag username gebruikersnaam twitter facebook telegram");

    public static readonly WordSet Counted = new("groep klas plan optie team vitamine type bijlage punt stap deel categorie niveau vraag hepatitis variant");

    public static readonly WordSet NoInitials = new("nb ps bv nv us aub tav tnv va evt ua ivm mbt oa zn zg ca am pm wo ad");
}
