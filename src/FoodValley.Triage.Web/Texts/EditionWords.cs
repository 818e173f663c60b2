using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Texts;

/// <summary>
/// The words of the rules by the key under which the screens ask for them: a rule has its text in the edition only. A page that words a question in its
/// own way has a text of its own in the files beside this one, and that one is shown.
/// </summary>
public static class EditionWords
{
    public static IEnumerable<(string Key, Bilingual Text)> Of(Rulebook edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        foreach (var level in edition.Levels)
        {
            yield return ($"level-name.{level.Code.Code()}", level.Name);
            yield return ($"level-{level.Code.Code()}.name", level.Name);
            yield return ($"level-{level.Code.Code()}.line", level.Line);
        }
        yield return ("safety.name", edition.Safety.Name);
        yield return ("safety.line", edition.Safety.Line);
        yield return ("safety.intro", edition.Safety.Intro);
        foreach (var sector in edition.Sectors)
        {
            yield return ($"capacity.option.{sector.Code.Code()}", sector.Name);
            yield return ($"capacity.option.{sector.Code.Code()}.explain", sector.Explain);
        }
        foreach (var ground in edition.Grounds)
        {
            yield return ($"ground.{ground.Code.Code()}.name", ground.Name);
            yield return ($"ground.{ground.Code.Code()}.warning", ground.Warning);
        }
        foreach (var consideration in edition.Considerations)
        {
            var question = consideration.Code == "item-necessity" ? "items" : consideration.Code;
            yield return ($"{question}.title", consideration.Question);
            yield return ($"{question}.why", consideration.Why);
        }
        foreach (var item in edition.Information)
        {
            yield return ($"item.{item.Code}", item.Name);
            if (item.Code is "purpose") yield return ("purpose.why", item.Explain);
            if (item.Code is "extra") yield return ("extra-item.why", item.Explain);
        }
        foreach (var outcome in edition.Outcomes)
        {
            yield return ($"outcome.{outcome.Code.Code()}.name", outcome.Name);
            yield return ($"outcome.{outcome.Code.Code()}.explain", outcome.Explain);
            yield return ($"outcome.{outcome.Code.Code()}.reason-prompt", outcome.ReasonPrompt);
            foreach (var reason in outcome.Reasons) yield return ($"outcome.{outcome.Code.Code()}.reason.{reason.Code}", reason.Text);
        }
    }
}
