using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Retaining;

/// <summary>
/// What was destroyed, and that two people decided it: the entry that takes the place of the content. It names no client, and of those who decided
/// it only ids. Serves HK-8.3 and HK-8.7.
/// </summary>
/// <param name="Ground">Why it might go.</param>
/// <param name="Leaves">Numbers of the leaves whose facts and content went, ascending.</param>
/// <param name="Decisions">How many of them are decisions.</param>
/// <param name="KeepYears">The term in whole years; 0 when it does not matter.</param>
/// <param name="KeepLaw">Under which law the organisation keeps it; empty when it does not matter.</param>
/// <param name="ProposedById">Who proposed it.</param>
/// <param name="ProposedByRole">In which role.</param>
/// <param name="ConfirmedById">Who decided it: somebody else.</param>
/// <param name="ConfirmedByRole">In which role.</param>
public sealed record Destruction(
    DestructionGround Ground, IReadOnlyList<long> Leaves, int Decisions, int KeepYears, string KeepLaw, string ProposedById, Role ProposedByRole, string ConfirmedById, Role ConfirmedByRole)
{
    /// <summary>Raised by one when a meaning changes.</summary>
    public const int Format = 1;

    /// <summary>As many leaves as one entry can name, so that its leaf stays small.</summary>
    public const int MostLeaves = 300;

    /// <summary>The entry; whoever acts decided it. Throws <see cref="ArgumentException"/> when that is who proposed it, or nothing is named.</summary>
    public Entry ToEntry(Act act, string editionId, string protocolId)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (ProposedById == ConfirmedById || ConfirmedById != act.Who.Id) throw new ArgumentException("Two people destroy, never one.");
        if (Leaves.Count is 0 or > MostLeaves) throw new ArgumentException("A destruction names what is destroyed.");
        var facts = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Destruction.Code(),
            ["destructionGround"] = Ground.Code(),
            ["leaves"] = Leaves.Count,
            ["decisions"] = Decisions,
            ["keepYears"] = KeepYears,
            ["proposedBy"] = ProposedByRole.Code(),
            ["confirmedBy"] = ConfirmedByRole.Code(),
        };
        var content = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Destruction.Code(),
            ["signedAt"] = RecordContent.Moment(act.At),
            ["author"] = new JsonObject { ["id"] = ConfirmedById, ["role"] = ConfirmedByRole.Code() },
            ["proposedBy"] = new JsonObject { ["id"] = ProposedById, ["role"] = ProposedByRole.Code() },
            ["destroyed"] = facts.DeepClone(),
            ["keepLaw"] = KeepLaw,
        };
        return new(EntryKind.Destruction, editionId, protocolId, Leaves, CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }

    /// <summary>Reads the entry of this leaf; throws <see cref="FormatException"/> when it does not say that two different people destroyed what the leaf names.</summary>
    public static Destruction Read(LeafHeader header, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(header);
        try
        {
            var o = JsonNode.Parse(content)!.AsObject();
            var (said, second, first) = (o["destroyed"]!, o["author"]!, o["proposedBy"]!);
            var read = new Destruction(
                Coded.Parse<DestructionGround>((string?)said["destructionGround"])!.Value, header.Refers, (int)said["decisions"]!, (int)said["keepYears"]!, (string)o["keepLaw"]!,
                (string)first["id"]!, Coded.Parse<Role>((string?)first["role"])!.Value, (string)second["id"]!, Coded.Parse<Role>((string?)second["role"])!.Value);
            if (header.Kind != EntryKind.Destruction || header.Refers.Count == 0 || (int)said["leaves"]! != header.Refers.Count) throw new FormatException("The destruction does not say what was destroyed.");
            return read.ProposedById != read.ConfirmedById ? read : throw new FormatException("One person alone destroyed this.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new FormatException("The destruction does not say what was destroyed.", e);
        }
    }
}
