namespace FoodValley.Triage.Dossiers;

/// <summary>Who helped put the goal into words (HK-4b)? Recorded, blocks nothing.</summary>
public enum GoalSupport
{
    /// <summary>Nobody.</summary>
    [Code("no")] Nobody,
    /// <summary>The professional.</summary>
    [Code("me")] Me,
    /// <summary>Somebody else.</summary>
    [Code("other")] SomebodyElse,
}

/// <summary>How somebody said yes.</summary>
public enum HowSaid
{
    /// <summary>In a conversation.</summary>
    [Code("orally")] Orally,
    /// <summary>On paper or by message.</summary>
    [Code("in-writing")] InWriting,
}

/// <summary>How the client was told about a decision (IU-ALG-2a).</summary>
public enum InformedHow
{
    /// <summary>In a conversation.</summary>
    [Code("talk")] Talk,
    /// <summary>By phone.</summary>
    [Code("phone")] Phone,
    /// <summary>With the letter about the decision.</summary>
    [Code("letter")] Letter,
}

/// <summary>What kind of organisation receives (HK-3c; HK-8.6 needs to tell municipalities apart).</summary>
public enum RecipientKind
{
    /// <summary>A municipality.</summary>
    [Code("municipality")] Municipality,
    /// <summary>A local team, of a municipality or standing on its own.</summary>
    [Code("local-team")] LocalTeam,
    /// <summary>Youth-care provider.</summary>
    [Code("provider")] Provider,
    /// <summary>School.</summary>
    [Code("school")] School,
    /// <summary>GP or other health care.</summary>
    [Code("health")] Health,
    /// <summary>Veilig Thuis: has its own right to receive reports.</summary>
    [Code("safe-home")] SafeHome,
    /// <summary>The police.</summary>
    [Code("police")] Police,
    /// <summary>Another organisation.</summary>
    [Code("other")] Other,
}

/// <summary>Whether the rest of the file is on paper or electronic makes no difference to what must be documented (HK-7e).</summary>
public enum FileForm
{
    /// <summary>A paper file.</summary>
    [Code("paper")] Paper,
    /// <summary>The registration system of the organisation.</summary>
    [Code("electronic")] Electronic,
    /// <summary>Partly the one, partly the other.</summary>
    [Code("both")] Both,
}

/// <summary>What the client said to a proposal to change the help request (HK-4d).</summary>
public enum ChangeAnswer
{
    /// <summary>Yes: the request becomes what was proposed.</summary>
    [Code("accepts")] Accepts,
    /// <summary>No: the request stays.</summary>
    [Code("refuses")] Refuses,
    /// <summary>The client thinks about it.</summary>
    [Code("later")] Later,
}

/// <summary>In which capacity somebody speaks for the client (law B2).</summary>
public enum RepresentativeRole
{
    /// <summary>A parent with custody.</summary>
    [Code("parent-with-custody")] ParentWithCustody,
    /// <summary>A parent without custody: is not asked for consent.</summary>
    [Code("parent-without-custody")] ParentWithoutCustody,
    /// <summary>A guardian, who has custody instead of the parents.</summary>
    [Code("guardian")] Guardian,
    /// <summary>A mentor appointed by the court, for an adult.</summary>
    [Code("mentor")] Mentor,
    /// <summary>A legal curator, for an adult.</summary>
    [Code("curator")] Curator,
    /// <summary>Somebody who goes along without deciding.</summary>
    [Code("confidant")] Confidant,
}

/// <summary>What somebody around the client may not come to know (HK-6d).</summary>
public enum ShieldedPart
{
    /// <summary>Where the client lives.</summary>
    [Code("address")] Address,
    /// <summary>Phone and e-mail of the client.</summary>
    [Code("contact")] Contact,
    /// <summary>Who gets data, when that gives away where the client is.</summary>
    [Code("recipients")] Recipients,
    /// <summary>That there is a dossier at all.</summary>
    [Code("everything")] Everything,
}
