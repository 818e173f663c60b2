using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

internal sealed class SessionRow
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required DateTime Began { get; init; }
    public required DateTime Until { get; init; }
    public DateTime? Ended { get; init; }
    /// <summary>SHA-256 of the provider's name for the person and of its name for the session; empty where it gave none.</summary>
    public required string ProviderSubject { get; init; }
    public required string ProviderSession { get; init; }
}

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasMaxLength(Limits.Id);
        builder.Property(s => s.PersonId).HasMaxLength(Limits.Id);
        builder.Property(s => s.ProviderSubject).HasMaxLength(Limits.Id);
        builder.Property(s => s.ProviderSession).HasMaxLength(Limits.Id);
        builder.HasIndex(s => s.ProviderSubject);
        builder.HasIndex(s => s.Until);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.PersonId);
    }
}
