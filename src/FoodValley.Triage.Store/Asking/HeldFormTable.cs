using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>A form that came in after the session had ended, kept protected until its sender has signed in again.</summary>
internal sealed class HeldFormRow
{
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTime Expires { get; init; }
}

internal sealed class HeldFormTable : IEntityTypeConfiguration<HeldFormRow>
{
    public void Configure(EntityTypeBuilder<HeldFormRow> builder)
    {
        builder.ToTable("held_forms");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.PersonId).HasMaxLength(Limits.Id);
        builder.HasIndex(f => f.Expires);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(f => f.PersonId);
    }
}
