using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FoodValley.Triage.Store;

/// <summary>Every version of an organisation's eight answers stays, numbered from 1; the highest number holds (HK-8z).</summary>
internal sealed class AnswerVersionRow : IAppendOnly
{
    public required string OrganisationId { get; init; }
    public required int Number { get; init; }
    public required DateOnly Date { get; init; }
    public required string Owner { get; init; }
    public required string Body { get; init; }
    public required string ById { get; init; }
    public required DateTime At { get; init; }
}

internal sealed class AnswerVersionTable : IEntityTypeConfiguration<AnswerVersionRow>
{
    public void Configure(EntityTypeBuilder<AnswerVersionRow> builder)
    {
        builder.ToTable("answer_versions", t => t.HasTrigger("answer_versions_stay"));
        builder.HasKey(a => new { a.OrganisationId, a.Number });
        builder.Property(a => a.Number).ValueGeneratedNever();
        builder.Property(a => a.OrganisationId).HasMaxLength(Limits.Id);
        builder.Property(a => a.Owner).HasMaxLength(Limits.Name);
        builder.Property(a => a.ById).HasMaxLength(Limits.Id);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(a => a.OrganisationId);
    }
}

/// <summary>Somebody knows the eight answers of their organisation and can give them; said anew every year (HK-8z).</summary>
internal sealed class AnswerConfirmationRow : IAppendOnly
{
    public required string PersonId { get; init; }
    public required DateTime At { get; init; }
    public required string OrganisationId { get; init; }
    public required int Number { get; init; }
}

internal sealed class AnswerConfirmationTable : IEntityTypeConfiguration<AnswerConfirmationRow>
{
    public void Configure(EntityTypeBuilder<AnswerConfirmationRow> builder)
    {
        builder.ToTable("answer_confirmations", t => t.HasTrigger("answer_confirmations_stay"));
        builder.HasKey(a => new { a.PersonId, a.At });
        builder.Property(a => a.PersonId).HasMaxLength(Limits.Id);
        builder.Property(a => a.OrganisationId).HasMaxLength(Limits.Id);
        builder.HasOne<PersonRow>().WithMany().HasForeignKey(a => a.PersonId);
        builder.HasOne<AnswerVersionRow>().WithMany().HasForeignKey(a => new { a.OrganisationId, a.Number });
    }
}
