using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>Colleagues asked from within a draft: they see the question, never the draft.</summary>
[Norm("HK-7b")]
public sealed class AskedColleaguesTests
{
    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Whom_one_may_ask(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var asked = new AskedColleagues(db, Chance.Secure);

        Assert.Equal(["fatima", "joris", "lotte", "mark", "pieter"], (await asked.MayAskAsync(await Given.PersonAsync(store, "sanne"))).Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.Equal([Role.PrivacyOfficer, Role.PrivacyOfficer, Role.TeamLead, Role.TeamLead, Role.Caseworker], (await asked.MayAskAsync(await Given.PersonAsync(store, "sanne"))).Select(c => c.Role));
        Assert.Empty(await asked.MayAskAsync(await Given.PersonAsync(store, "bas")));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_question_reaches_its_colleague_and_the_answer_its_draft(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima", 10));
        var draft = await Cases.DraftAsync(store, sanne);
        await using var db = store.Open();
        var asked = new AskedColleagues(db, Chance.Secure);

        var question = (await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!;
        Assert.Equal(("Sanne de Wit", "fatima", "Fatima Amrani", Role.PrivacyOfficer, "Mag dit?", Given.Noon, null as string), (
            question.AskedByName, question.AskedId, question.AskedName, question.AskedRole, question.Question, question.AskedAt, question.Answer));
        Assert.Equal([question], await asked.WaitingAsync(fatima.Who));
        Assert.Equal(new AskedQuestion(question, null, null, Open: true), await asked.FindAsync(fatima.Who, question.Id));
        Assert.Equal([question], await asked.OfDraftAsync(sanne.Who, draft.Id));
        foreach (var other in new[] { "joris", "pieter", "mark", "bas" })
        {
            var person = await Given.PersonAsync(store, other);
            Assert.Empty(await asked.WaitingAsync(person));
            Assert.Null(await asked.FindAsync(person, question.Id));
            Assert.Empty(await asked.OfDraftAsync(person, draft.Id));
            Assert.False(await asked.AnswerAsync(new Act(person, Given.Noon, "s"), question.Id, "van een ander"));
        }
        // Whoever was asked sees no draft, and whoever asked does not answer.
        Assert.Empty(await asked.OfDraftAsync(fatima.Who, draft.Id));
        Assert.False(await asked.AnswerAsync(sanne, question.Id, "eigen antwoord"));

        Assert.True(await asked.AnswerAsync(fatima, question.Id, "Ja, want."));
        Assert.False(await asked.AnswerAsync(fatima, question.Id, "Toch nee."));
        Assert.Empty(await asked.WaitingAsync(fatima.Who));
        Assert.Equal([question with { Answer = "Ja, want.", AnsweredAt = Given.Noon.AddMinutes(10) }], await asked.OfDraftAsync(sanne.Who, draft.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Nothing_is_asked_from_a_foreign_or_a_sealed_draft_nor_of_somebody_who_may_not_be_asked(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"));
        var draft = await Cases.DraftAsync(store, sanne);
        await using var db = store.Open();
        var (asked, records) = (new AskedColleagues(db, Chance.Secure), new Records(db, Chance.Secure));

        Assert.Null(await asked.AskAsync(joris, draft.Id, "fatima", "?"));
        Assert.Null(await asked.AskAsync(await Given.ActAsync(store, "bas"), draft.Id, "fatima", "?"));
        Assert.Null(await asked.AskAsync(sanne, Guid.Empty, "fatima", "?"));
        foreach (var nobody in new[] { "sanne", "beheer", "bas", "noor", "nobody", "" }) Assert.Null(await asked.AskAsync(sanne, draft.Id, nobody, "?"));
        Assert.Equal(0, await db.Advice.CountAsync());

        var (open, answered) = ((await asked.AskAsync(sanne, draft.Id, "fatima", "open"))!, (await asked.AskAsync(sanne, draft.Id, "mark", "beantwoord"))!);
        Assert.True(await asked.AnswerAsync(await Given.ActAsync(store, "mark"), answered.Id, "ja"));
        Assert.IsType<Sealed>(await records.SealAsync(sanne, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns));

        Assert.Null(await asked.AskAsync(sanne, draft.Id, "fatima", "te laat"));
        Assert.Empty(await asked.WaitingAsync(await Given.PersonAsync(store, "fatima")));
        Assert.False(await asked.AnswerAsync(await Given.ActAsync(store, "fatima"), open.Id, "te laat"));
        Assert.Null((await asked.OfDraftAsync(sanne.Who, draft.Id)).Single(a => a.Id == open.Id).Answer);
        Assert.Equal(new AskedQuestion(open, null, null, Open: false), await asked.FindAsync(await Given.PersonAsync(store, "fatima"), open.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task The_same_question_is_asked_once_while_it_waits_and_what_is_known_of_the_draft_is_its_level(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima"));
        await using var db = store.Open();
        var (asked, drafts) = (new AskedColleagues(db, Chance.Secure), new Drafts(db, Chance.Secure));
        var draft = await drafts.StartAsync(sanne, new() { Way = Triage.Asking.Way.Refer, ReferKind = new(Level.Register), Goal = new("geheim", "klant", Triage.Dossiers.GoalSupport.Nobody, null, "x") }, "2026-1");
        var first = (await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!;

        Assert.Equal(first, await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"));
        Assert.NotEqual(first.Id, (await asked.AskAsync(sanne, draft.Id, "mark", "Mag dit?"))!.Id);
        Assert.Equal(2, await db.Advice.CountAsync());
        Assert.Equal(new AskedQuestion(first, Triage.Asking.Way.Refer, Level.Register, Open: true), await asked.FindAsync(fatima.Who, first.Id));
        Assert.True(await asked.AnswerAsync(fatima, first.Id, "ja"));
        Assert.NotEqual(first.Id, (await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!.Id);
        Assert.Equal(3, (await asked.OfOpenDraftsAsync(sanne.Who)).Count);
        Assert.Empty(await asked.OfOpenDraftsAsync(fatima.Who));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_draft_is_thrown_away_with_its_questions_and_only_by_its_owner(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"));
        var (draft, other) = (await Cases.DraftAsync(store, sanne), await Cases.DraftAsync(store, sanne));
        await using var db = store.Open();
        var (asked, drafts) = (new AskedColleagues(db, Chance.Secure), new Drafts(db, Chance.Secure));
        await asked.AskAsync(sanne, draft.Id, "fatima", "een");
        await asked.AskAsync(sanne, draft.Id, "mark", "twee");
        var kept = (await asked.AskAsync(sanne, other.Id, "fatima", "blijft"))!;

        Assert.False(await drafts.DropAsync(joris, draft.Id));
        Assert.False(await drafts.DropAsync(await Given.ActAsync(store, "bas"), draft.Id));
        Assert.Equal(2, (await asked.OfDraftAsync(sanne.Who, draft.Id)).Count);

        Assert.True(await drafts.DropAsync(sanne, draft.Id));

        Assert.Equal([kept.Id], await db.Advice.Select(a => a.Id).ToListAsync());
        Assert.Equal([kept.Id], (await asked.WaitingAsync(await Given.PersonAsync(store, "fatima"))).Select(a => a.Id));
        Assert.False(await drafts.DropAsync(sanne, draft.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_sealed_draft_and_its_questions_are_not_thrown_away(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var sanne = await Given.ActAsync(store, "sanne");
        var draft = await Cases.DraftAsync(store, sanne);
        await using var db = store.Open();
        var asked = new AskedColleagues(db, Chance.Secure);
        await asked.AskAsync(sanne, draft.Id, "fatima", "een");
        Assert.IsType<Sealed>(await new Records(db, Chance.Secure).SealAsync(sanne, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns));

        Assert.False(await new Drafts(db, Chance.Secure).DropAsync(sanne, draft.Id));
        Assert.Equal(1, await db.Advice.CountAsync());
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-8.4")]
    public async Task After_a_hand_over_the_new_owner_sees_what_was_asked_and_the_old_one_no_more(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"), await Given.ActAsync(store, "fatima"));
        var dossier = await Cases.NewAsync(store, sanne);
        var draft = await Cases.DraftAsync(store, sanne, dossier.Id);
        await using var db = store.Open();
        var asked = new AskedColleagues(db, Chance.Secure);
        var question = (await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!;
        Assert.IsType<Wrote>(await new CaseFiles(db).HandOverAsync(sanne, dossier.Id, 0, "joris", "ziekte"));

        Assert.True(await asked.AnswerAsync(fatima, question.Id, "ja"));
        Assert.Equal("ja", Assert.Single(await asked.OfDraftAsync(joris.Who, draft.Id)).Answer);
        Assert.Empty(await asked.OfDraftAsync(sanne.Who, draft.Id));
        Assert.Null(await asked.AskAsync(sanne, draft.Id, "fatima", "nog iets"));
        Assert.NotNull(await asked.AskAsync(joris, draft.Id, "fatima", "nog iets"));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task What_was_asked_or_answered_since_the_entry_was_made_stops_the_signature(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima"));
        var draft = await Cases.DraftAsync(store, sanne);
        await using var db = store.Open();
        var asked = new AskedColleagues(db, Chance.Secure);
        Task<Sealing> Seal(IReadOnlyList<Triage.Asking.ColleagueAdvice> advice) =>
            new Records(db, Chance.Secure).SealAsync(sanne, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns, advice: advice);

        var question = (await asked.AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!;
        Assert.IsType<AdviceChanged>(await Seal([]));
        Assert.True(await asked.AnswerAsync(fatima, question.Id, "Ja, want."));
        Assert.IsType<AdviceChanged>(await Seal([question]));
        Assert.Equal(0, await store.AskAsync<long>("SELECT COUNT(*) AS Value FROM decisions"));
        Assert.Equal("Ja, want.", Assert.Single(await asked.OfDraftAsync(sanne.Who, draft.Id)).Answer);

        // From the signature on the record holds the texts, and nothing else does.
        Assert.IsType<Sealed>(await Seal(await asked.OfDraftAsync(sanne.Who, draft.Id)));
        var left = (await asked.FindAsync(fatima.Who, question.Id))!;
        Assert.Equal(("", "", Given.Noon, false), (left.Advice.Question, left.Advice.Answer, left.Advice.AnsweredAt, left.Open));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task An_answer_is_in_the_record_or_is_refused_however_close_it_comes(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima"));
        for (var round = 0; round < 25; round++)
        {
            var draft = await Cases.DraftAsync(store, sanne);
            await using var db = store.Open();
            var question = (await new AskedColleagues(db, Chance.Secure).AskAsync(sanne, draft.Id, "fatima", "Mag dit?"))!;
            var answering = Task.Run(async () =>
            {
                await using var hers = store.Open();
                return await new AskedColleagues(hers, Chance.Secure).AnswerAsync(fatima, question.Id, "Ja, want.");
            });
            var signing = Task.Run(async () =>
            {
                await using var own = store.Open();
                return await new Records(own, Chance.Secure).SealAsync(sanne, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns, advice: [question]);
            });
            if (await answering) Assert.IsType<AdviceChanged>(await signing);
            else Assert.IsType<Sealed>(await signing);
        }
    }
}
