using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Only what the dossier holds can be shared, and it is shown beside its box.</summary>
public sealed class ContactTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("IU-2-INF-1", "IU-ALG-3")]
    public async Task A_contact_detail_that_the_dossier_lacks_cannot_be_chosen()
    {
        var id = app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0103'")[0];
        var walk = await Walk.StartAsync(app, "sanne", "2");
        foreach (var (step, fields) in Story.Of("sanne", "2").TakeWhile(s => s.Step != "items"))
            await walk.GiveAsync(step, step == "client" ? [("dossier", id)] : fields);

        var page = await walk.OpenAsync("items");
        string[] Boxes(string name) => [.. page.QuerySelectorAll<IHtmlInputElement>($"input[name={name}]").Where(b => !b.IsDisabled).Select(b => b.Value)];
        Assert.Equal(["phone", "address"], Boxes("contactDetails"));
        var phone = page.QuerySelector("input[name=contactDetails][value=phone]")!;
        Assert.Equal("06-00000103", page.GetElementById(phone.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Contains("E-mail: staat niet in het dossier", page.QuerySelector("main form")!.TextContent);

        var before = app.Dump();
        (string, string)[] With(params string[] details) => [.. Story.Fields("sanne", "2", "items").Where(f => f.Item1 != "contactDetails"), .. details.Select(d => ("contactDetails", d))];
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, With("email"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, With("phone", "email"))).Status);
        Assert.Equal(before, app.Dump());

        app.Run("UPDATE dossiers SET Phone = '', Address = '' WHERE Number = 'BAR-2026-0103'");
        page = await walk.OpenAsync("items");
        Assert.Equal(["name", "purpose"], Boxes("items"));
        Assert.Contains("er staan geen contactgegevens in het dossier", page.QuerySelector("main form")!.TextContent);
        before = app.Dump();
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, With())).Status);
        Assert.Equal(before, app.Dump());
        await walk.GiveAsync("items", ("items", "name"), ("nameNecessity", "No name, no appointment."));
    }

    [Fact]
    [Norm("HK-3d", "IU-2-INF-1")]
    public async Task A_contact_detail_that_left_the_dossier_stops_checking_and_signing_until_it_is_chosen_anew()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var sign = await walk.OpenAsync("sign");
        app.Run($"UPDATE dossiers SET Phone = '' WHERE lower(Id) = '{(await walk.AnswersAsync()).Dossier}'");

        var check = await walk.OpenAsync("check");
        Assert.Contains("Je wilt contactgegevens delen die niet meer in het dossier staan.", check.QuerySelector("main")!.TextContent);
        Assert.Null(check.QuerySelector($"main a[href='{walk.Address("sign")}']"));
        Assert.Equal(walk.Address("check") + "?because=not-yet", (await walk.SubmitAsync(sign, ("statement", "yes"))).Location);
        Assert.Null((await walk.StoredAsync()).SealedAs);
    }

    [Fact]
    [Norm("IU-2-GRD-OVH", "IU-ALG-1")]
    public async Task Another_article_of_law_can_be_named()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "ground");
        (string, string)[] With(string article, string other) => [("ground", "statutory-task"), ("task", "Arrange fitting help"), ("taskNeed", "Without a name it cannot start."), ("article", article), ("otherArticle", other)];
        Assert.Equal(["otherArticle"], (await walk.PostAsync("ground", With("Jeugdwet artikel 2.3", "Participatiewet artikel 7"))).Wrong);
        await walk.GiveAsync("ground", With("", " Participatiewet artikel 7 "));
        Assert.Equal("Participatiewet artikel 7", (await walk.AnswersAsync()).Ground!.Article);
        var page = await walk.OpenAsync("ground");
        Assert.Equal(("", "Participatiewet artikel 7"), (page.QuerySelector<IHtmlSelectElement>("#article")!.Value, page.QuerySelector<IHtmlInputElement>("#otherArticle")!.Value));
        await walk.GiveAsync("ground", With("Jeugdwet artikel 7.4.0", ""));
        Assert.Equal("Jeugdwet artikel 7.4.0", (await walk.AnswersAsync()).Ground!.Article);
        await walk.GiveAsync("ground", With("", ""));
        Assert.Null((await walk.AnswersAsync()).Ground!.Article);
    }

    [Fact]
    [Norm("HK-7a")]
    public async Task The_prompt_of_the_outcome_describes_the_reason()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "outcome");
        var page = await walk.OpenAsync("outcome");
        var described = page.QuerySelector("#reason")!.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.GetElementById(id)!).ToList();
        Assert.Equal(7, described.Single(d => d.Id == "reason-prompt").QuerySelectorAll(".fv-when").Length);
        Assert.All(described, d => Assert.DoesNotContain("fv-when", d.ClassName ?? ""));
    }
}
