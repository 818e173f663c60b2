using FluentValidation;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class AskColleagueForm
{
    public string? Colleague { get; set; }
    public string? Question { get; set; }

    public sealed class Rules : AbstractValidator<AskColleagueForm>
    {
        /// <param name="colleagues">Whom one may ask.</param>
        /// <param name="identifying">What in a text tells who the client is, at level 1; null elsewhere.</param>
        public Rules(IReadOnlyList<Colleague> colleagues, Func<string?, IEnumerable<Mark>>? identifying)
        {
            RuleFor(f => f.Colleague).Among("colleague.error.whom", [.. colleagues.Select(c => c.Id)]);
            RuleFor(f => f.Question).Filled("colleague.error.question");
            if (identifying is not null) RuleFor(f => f.Question).NothingIdentifying(identifying);
        }
    }
}
