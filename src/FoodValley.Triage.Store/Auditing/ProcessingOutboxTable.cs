using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>An event that still has to reach the Logboek Dataverwerkingen. A trigger on <c>access_events</c> writes it, so that it is there exactly when the event is.</summary>
internal sealed class ProcessingOutboxRow
{
    public required long EventId { get; init; }
}

internal sealed class ProcessingOutboxTable : IEntityTypeConfiguration<ProcessingOutboxRow>
{
    public void Configure(EntityTypeBuilder<ProcessingOutboxRow> builder)
    {
        builder.ToTable("processing_outbox");
        builder.HasKey(o => o.EventId);
        builder.Property(o => o.EventId).ValueGeneratedNever();
    }
}
