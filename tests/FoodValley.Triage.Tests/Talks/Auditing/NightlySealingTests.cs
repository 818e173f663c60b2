using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Web.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Auditing;

/// <summary>Access events go into the ledger by themselves, and the night finds the one that was changed.</summary>
[Norm("HK-8.4", "HK-8.5")]
public sealed class NightlySealingTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_night_seals_what_waits_and_the_next_one_names_the_event_that_was_changed()
    {
        await (await _app.SignedInAsync("sanne")).GetAsync("/dossiers");
        await (await _app.SignedInAsync("amira")).GetAsync("/dossiers");
        _app.Clock!.Advance(TimeSpan.FromHours(1));
        var nightly = _app.Services.GetRequiredService<NightlyVerification>();
        Assert.True(await nightly.OnceAsync());
        Assert.Equal(["gemeente-barneveld|0|0|2", "jeugdhulp-de-linde|0|0|4"], _app.Rows("SELECT OrganisationId, Sequence, AfterEvent, LastEvent FROM access_batches ORDER BY 1"));
        Assert.True(await nightly.OnceAsync());

        _app.Run("DROP TRIGGER access_events_no_update; UPDATE access_events SET PersonId = 'joris' WHERE Id = 2;");
        await (await _app.SignedInAsync("sanne")).GetAsync("/dossiers");
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await nightly.OnceAsync());
        using var scope = _app.Services.CreateScope();
        var last = (await scope.ServiceProvider.GetRequiredService<LastVerifications>().OfAsync("gemeente-barneveld"))!;
        Assert.Equal((false, 0L, Flaw.Event), (last.Ok, last.Leaf!.Value, last.Kind!.Value));
        Assert.Equal("Access event 2 is not the sealed one.", (await scope.ServiceProvider.GetRequiredService<Verification>().OfAsync("gemeente-barneveld")).FirstWrong!.Reason);
        // The ledger is kept as it is: nothing is added to one that does not hold. The other one goes on.
        Assert.Equal(["1"], _app.Rows("SELECT Size FROM ledger_heads WHERE OrganisationId = 'gemeente-barneveld'"));
        Assert.True((await scope.ServiceProvider.GetRequiredService<Verification>().OfAsync("jeugdhulp-de-linde")).Ok);
    }

    [Fact]
    public async Task By_day_it_seals_when_enough_wait()
    {
        await (await _app.SignedInAsync("sanne")).GetAsync("/dossiers");
        _app.Clock!.Advance(TimeSpan.FromMinutes(6));
        var sealing = _app.Services.GetRequiredService<BackgroundSealing>();
        Assert.Equal(0, await sealing.OnceAsync(3));
        Assert.Equal(2, await sealing.OnceAsync(2));
        Assert.Equal(0, await sealing.OnceAsync(1));
    }

    private static IConfiguration Set(params (string Key, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    [Fact]
    public void Thresholds_are_as_set_or_the_usual_ones()
    {
        Assert.Equal(new LogThresholds(new(7, 0), new(19, 0), 20, 3, 10, 3), LogReviewing.Thresholds(Set()));
        Assert.Equal(
            new LogThresholds(new(8, 30), new(18, 0), 5, 2, 4, 1),
            LogReviewing.Thresholds(Set(("LogReview:DayBegins", "08:30"), ("LogReview:DayEnds", "18:00"), ("LogReview:DossiersInADay", "5"), ("LogReview:OutlierTimes", "2"), ("LogReview:OutlierLeast", "4"), ("LogReview:Overrides", "1"))));
        Assert.Equal((500, 20), (BackgroundSealing.SealAt(Set()), BackgroundSealing.SealAt(Set(("AccessLog:SealAt", "20")))));
    }

    [Theory]
    [InlineData("LogReview:DayBegins", "seven")]
    [InlineData("LogReview:DayEnds", "25:00")]
    [InlineData("LogReview:DayEnds", "06:00")] // before the day begins
    [InlineData("LogReview:DossiersInADay", "0")]
    [InlineData("LogReview:Overrides", "-1")]
    [InlineData("LogReview:OutlierTimes", "2.5")]
    public void A_threshold_that_is_none_stops_the_start(string name, string value) => Assert.Contains("LogReview:", Assert.Throws<CannotRunException>(() => LogReviewing.Thresholds(Set((name, value)))).Message);

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("many")]
    public void A_batch_size_that_is_none_stops_the_start(string value) => Assert.Throws<CannotRunException>(() => BackgroundSealing.SealAt(Set(("AccessLog:SealAt", value))));
}
