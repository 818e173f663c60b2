using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FoodValley.Triage.Dossiers;

/// <summary>
/// Something that was written in a dossier. It never changes: something newer is written below it, and both stay to be read (HK-4d, HK-5f).
/// Names in JSON are kept for ever once released.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HelpRequestVersion), "help-request")]
[JsonDerivedType(typeof(GoalVersion), "goal")]
[JsonDerivedType(typeof(ChangeProposed), "change-proposed")]
[JsonDerivedType(typeof(ChangeAnswered), "change-answered")]
[JsonDerivedType(typeof(PlanVersion), "plan")]
[JsonDerivedType(typeof(PlanAnswered), "plan-answered")]
[JsonDerivedType(typeof(PlanCopied), "plan-copied")]
[JsonDerivedType(typeof(ConsentAnswered), "consent-answered")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consent-withdrawn")]
[JsonDerivedType(typeof(ConsentVoided), "consent-voided")]
[JsonDerivedType(typeof(RepresentativeNoted), "representative")]
[JsonDerivedType(typeof(RepresentativeEnded), "representative-ended")]
[JsonDerivedType(typeof(CapacityJudged), "capacity-judged")]
[JsonDerivedType(typeof(ReferralReceived), "referral")]
[JsonDerivedType(typeof(PresenceNoted), "presence")]
[JsonDerivedType(typeof(FilePlaced), "file")]
[JsonDerivedType(typeof(ClientChanged), "client-changed")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(LetterAgreed), "letter-agreed")]
[JsonDerivedType(typeof(LetterChecked), "letter-checked")]
[JsonDerivedType(typeof(OverviewChecked), "overview-checked")]
[JsonDerivedType(typeof(ClientInformed), "client-informed")]
[JsonDerivedType(typeof(NotesDestroyed), "notes-destroyed")]
[JsonDerivedType(typeof(RequestReceived), "request")]
[JsonDerivedType(typeof(RequestPaused), "request-paused")]
[JsonDerivedType(typeof(RequestResumed), "request-resumed")]
[JsonDerivedType(typeof(RequestExtended), "request-extended")]
[JsonDerivedType(typeof(RequestDecided), "request-decided")]
public abstract record Written
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CodedJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Whole } },
    };

    // What may not be null must be there, and nothing in a list may be null: a line that lost a field is not read as something else.
    private static void Whole(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties) property.IsRequired = property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
        if (type.Properties.Where(p => typeof(System.Collections.IEnumerable).IsAssignableFrom(p.PropertyType) && p.PropertyType != typeof(string)).ToList() is { Count: > 0 } lists)
            type.OnDeserialized = read =>
            {
                if (lists.Any(list => ((System.Collections.IEnumerable)list.Get!(read)!).Cast<object?>().Contains(null))) throw new JsonException("A list holds nothing where something should be.");
            };
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="JsonException"/> on anything else.</summary>
    public static Written FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(json, Json) ?? throw new JsonException("Nothing was written.");
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("Not something a dossier knows.", e);
        }
    }
}

/// <summary>The help the client asks for (HK-3b). A second version needs the client's agreement (HK-4d): <paramref name="SaidBy"/> says who, <paramref name="On"/> when.</summary>
/// <param name="Words">In the client's own words.</param>
/// <param name="SaidBy">Whose words they are.</param>
/// <param name="HelpedBy">Who helped to put it into words; null when nobody did.</param>
/// <param name="On">The day it was said.</param>
/// <param name="Proposal">Line number of the proposal it follows; null when the client came with it.</param>
public sealed record HelpRequestVersion(string Words, string SaidBy, string? HelpedBy, DateOnly On, int? Proposal = null) : Written;

/// <summary>The goal (HK-4a, HK-4b, HK-4c).</summary>
/// <param name="Words">In the client's own words.</param>
/// <param name="ByWhom">Whose words they are; more people than one may stand here (decision matrix, ambiguity 14).</param>
/// <param name="Support">Whether somebody helped.</param>
/// <param name="SupportBy">Who, when it was somebody else.</param>
/// <param name="Link">How it follows from the help request.</param>
/// <param name="On">The day it was said.</param>
public sealed record GoalVersion(string Words, string ByWhom, GoalSupport Support, string? SupportBy, string Link, DateOnly On) : Written;

/// <summary>The professional thinks other or more help is needed and puts it to the client (HK-4d).</summary>
/// <param name="Words">The help request as it could become.</param>
/// <param name="Why">Why other help seems needed.</param>
/// <param name="On">The day it was put to the client.</param>
public sealed record ChangeProposed(string Words, string Why, DateOnly On) : Written;

/// <summary>What the client said to it (HK-4d). A yes is written together with the new <see cref="HelpRequestVersion"/>.</summary>
/// <param name="Proposal">Line number of the proposal.</param>
/// <param name="Answer">Yes, no or later.</param>
/// <param name="SaidBy">Who answered.</param>
/// <param name="On">When.</param>
/// <param name="Words">What the client said about it, if anything.</param>
public sealed record ChangeAnswered(int Proposal, ChangeAnswer Answer, string SaidBy, DateOnly On, string? Words) : Written;

/// <summary>The plan: how the goal is reached, and with whom (HK-5a, HK-5b). A version never changes (HK-5f).</summary>
/// <param name="Steps">What was agreed to do.</param>
/// <param name="Parts">One for each partner.</param>
public sealed record PlanVersion(string Steps, IReadOnlyList<PlanPart> Parts) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(PlanVersion? other) => other is not null && Steps == other.Steps && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Steps, Parts.Count);
}

/// <summary>One partner of the plan: who, why, which data for which purpose (HK-5b, HK-5c).</summary>
/// <param name="Id">Stays the same over the versions of the plan; consents point at it (decision matrix, ambiguity 25).</param>
/// <param name="Partner">Id in the address book; null when it is not in there.</param>
/// <param name="Name">The partner's name.</param>
/// <param name="Why">Why this partner is needed.</param>
/// <param name="Data">Which data, in words.</param>
/// <param name="Purpose">What the partner needs them for; empty when the plan does not say it yet.</param>
public sealed record PlanPart(Guid Id, Guid? Partner, string Name, string Why, string Data, string Purpose);

/// <summary>What somebody said to the plan: its own object, never the same tick as consent (HK-5d; decision matrix, ambiguity 11).</summary>
/// <param name="Plan">Line number of the plan version; a newer version is asked about anew.</param>
/// <param name="Giver">The representative who spoke; null for the client.</param>
/// <param name="Agrees">True for yes.</param>
/// <param name="On">When.</param>
/// <param name="How">In which form.</param>
public sealed record PlanAnswered(int Plan, Guid? Giver, bool Agrees, DateOnly On, HowSaid How) : Written;

/// <summary>The client has a copy: the plan is and stays the client's (HK-5f).</summary>
/// <param name="Plan">Line number of the plan version.</param>
/// <param name="To">Who got it.</param>
/// <param name="On">When.</param>
public sealed record PlanCopied(int Plan, string To, DateOnly On) : Written;

/// <summary>
/// What somebody said to sharing these data with this partner for this purpose. Per partner or "our own processing", per item, per purpose:
/// consent to everything does not exist (HK-5c).
/// </summary>
/// <param name="Partner">Id in the address book; null for our own processing.</param>
/// <param name="PartnerName">The partner's name; empty for our own processing.</param>
/// <param name="PlanPart">The part of the plan it belongs to; without that part it lapses (decision matrix, ambiguity 25). Null when it is not in the plan.</param>
/// <param name="Data">Codes of the listed data, or <c>extra: </c> and words; never empty.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Giver">The representative who spoke; null for the client.</param>
/// <param name="Given">True for yes, false for no.</param>
/// <param name="On">When.</param>
/// <param name="How">In which form.</param>
/// <param name="Until">The last day it holds; always there with a yes.</param>
public sealed record ConsentAnswered(
    Guid? Partner, string PartnerName, Guid? PlanPart, IReadOnlyList<string> Data, string Purpose, Guid? Giver, bool Given, DateOnly On, HowSaid How, DateOnly? Until) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(ConsentAnswered? other) => other is not null && Data.SequenceEqual(other.Data)
        && (Partner, PartnerName, PlanPart, Purpose, Giver, Given, On, How, Until) == (other.Partner, other.PartnerName, other.PlanPart, other.Purpose, other.Giver, other.Given, other.On, other.How, other.Until);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Partner, PartnerName, Purpose, Giver, Given, On);
}

/// <summary>Taken back, as easily as it was given; what was shared before stays lawful (GDPR 7(3), law B2).</summary>
/// <param name="Consent">Line number of the consent.</param>
/// <param name="On">When.</param>
/// <param name="How">In which form.</param>
public sealed record ConsentWithdrawn(int Consent, DateOnly On, HowSaid How) : Written;

/// <summary>It should never have counted, for instance because it was not freely given.</summary>
/// <param name="Consent">Line number of the consent.</param>
/// <param name="Why">Why not.</param>
public sealed record ConsentVoided(int Consent, string Why) : Written;

/// <summary>Somebody with authority or representation, or a newer version of the same person.</summary>
/// <param name="Id">Stays the same over the versions.</param>
/// <param name="Name">As called.</param>
/// <param name="Role">In which capacity.</param>
/// <param name="Phone">Empty when unknown.</param>
/// <param name="Email">Empty when unknown.</param>
/// <param name="Address">Empty when unknown.</param>
/// <param name="Shielded">What this person may not come to know.</param>
/// <param name="ShieldedWhy">Why not; null when nothing is shielded.</param>
public sealed record RepresentativeNoted(
    Guid Id, string Name, RepresentativeRole Role, string Phone, string Email, string Address, IReadOnlyList<ShieldedPart> Shielded, string? ShieldedWhy) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(RepresentativeNoted? other) => other is not null && Shielded.SequenceEqual(other.Shielded)
        && (Id, Name, Role, Phone, Email, Address, ShieldedWhy) == (other.Id, other.Name, other.Role, other.Phone, other.Email, other.Address, other.ShieldedWhy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Role);
}

/// <summary>Somebody no longer speaks for the client.</summary>
/// <param name="Id">Whose.</param>
/// <param name="On">Since when.</param>
/// <param name="Why">Why.</param>
public sealed record RepresentativeEnded(Guid Id, DateOnly On, string Why) : Written;

/// <summary>Whether the client can weigh this: judged by somebody, never derived (law B2).</summary>
/// <param name="Able">True when the client can decide.</param>
/// <param name="JudgedBy">Who judged it.</param>
/// <param name="On">When.</param>
/// <param name="Why">On what.</param>
public sealed record CapacityJudged(bool Able, string JudgedBy, DateOnly On, string Why) : Written;

/// <summary>Who referred or registered the client with us, and what they asked; level 3 starts from it (IU-3).</summary>
/// <param name="From">The person or team.</param>
/// <param name="Organisation">The organisation.</param>
/// <param name="OrganisationKind">What kind of organisation.</param>
/// <param name="On">When.</param>
/// <param name="Question">Their question in their own words.</param>
/// <param name="ForFunding">True when it was for accountability of funding.</param>
public sealed record ReferralReceived(string From, string Organisation, RecipientKind OrganisationKind, DateOnly On, string Question, bool ForFunding) : Written;

/// <summary>Who sat at the table in a conversation.</summary>
/// <param name="On">When.</param>
/// <param name="Present">Who was present.</param>
/// <param name="Note">What matters about it, if anything.</param>
public sealed record PresenceNoted(DateOnly On, string Present, string? Note) : Written;

/// <summary>Where the rest of the file is (HK-7e).</summary>
/// <param name="Form">On paper, electronic or both.</param>
/// <param name="Reference">Its reference.</param>
public sealed record FilePlaced(FileForm Form, string Reference) : Written;

/// <summary>The client's details were mended. Only which ones: the old values are not kept here.</summary>
/// <param name="Fields">Names of the fields, in the order of the form.</param>
public sealed record ClientChanged(IReadOnlyList<string> Fields) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(ClientChanged? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Count;
}

/// <summary>Another caseworker is responsible from now on.</summary>
/// <param name="FromId">Who was.</param>
/// <param name="FromName">Name of who was.</param>
/// <param name="ToId">Who is.</param>
/// <param name="ToName">Name of who is.</param>
/// <param name="Why">Why.</param>
public sealed record HandedOver(string FromId, string FromName, string ToId, string ToName, string Why) : Written;

/// <summary>Whether the client of 16 or older wants this person to get letters (decision matrix, ambiguity 24). The last word counts.</summary>
/// <param name="Representative">Who would get them.</param>
/// <param name="Agrees">True for yes.</param>
/// <param name="On">When the client said so.</param>
/// <param name="How">In which form.</param>
public sealed record LetterAgreed(Guid Representative, bool Agrees, DateOnly On, HowSaid How) : Written;

/// <summary>Somebody read a letter as its reader would, and says which typed words may stand in it (HK-6d, HK-0e). The last word counts.</summary>
/// <param name="Record">The decision.</param>
/// <param name="Reader">Who gets the letter; null for the client.</param>
/// <param name="MayRead">Codes of the parts whose typed words this reader may see; every other part is told in neutral words.</param>
public sealed record LetterChecked(Guid Record, Guid? Reader, IReadOnlyList<string> MayRead) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(LetterChecked? other) => other is not null && MayRead.SequenceEqual(other.MayRead) && (Record, Reader) == (other.Record, other.Reader);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Record, Reader, MayRead.Count);
}

/// <summary>Somebody read the client's overview before it was handed out (HK-7i).</summary>
/// <param name="Reader">Who gets it; null for the client.</param>
/// <param name="On">The day it was made.</param>
public sealed record OverviewChecked(Guid? Reader, DateOnly On) : Written;

/// <summary>What came of informing the client about a decision (IU-ALG-2a to IU-ALG-2c). A new line for every time somebody looked at it.</summary>
/// <param name="Record">The decision.</param>
/// <param name="Told">True when the client was told; false when it still waits.</param>
/// <param name="On">When the client was told, or when it was decided to wait.</param>
/// <param name="By">Who told it, or who decided to wait.</param>
/// <param name="How">How; null while it waits.</param>
/// <param name="Said">What the client said, if anything; while it waits: why.</param>
/// <param name="LookAgain">While it waits: the day on which somebody looks again.</param>
public sealed record ClientInformed(Guid Record, bool Told, DateOnly On, string By, InformedHow? How, string? Said, DateOnly? LookAgain) : Written;

/// <summary>Notes about the letters of a decision went with its content (HK-8.3): <see cref="LetterChecked"/> and <see cref="ClientInformed"/>.</summary>
/// <param name="Leaf">Number of the leaf that says so, from 0.</param>
public sealed record NotesDestroyed(long Leaf) : Written;

/// <summary>One line of a dossier.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="ById">Who wrote it.</param>
/// <param name="ByName">Name of who wrote it.</param>
/// <param name="What">What was written.</param>
public sealed record DossierLine(int Number, DateTime At, string ById, string ByName, Written What);

/// <summary>A line of one kind.</summary>
/// <param name="Number">Its place in the dossier.</param>
/// <param name="Version">Its place among its kind, from 1.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="ByName">Who wrote it.</param>
/// <param name="What">What was written.</param>
public sealed record Line<T>(int Number, int Version, DateTime At, string ByName, T What) where T : Written;
