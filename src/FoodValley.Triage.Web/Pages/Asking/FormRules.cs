using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The rules forms are made of. Messages are text keys; values for their placeholders travel as state.
/// A value that the page never offered is marked, so that a hand-made request is answered with 400.
/// </summary>
public static class FormRules
{
    /// <summary>Longest answer in a text area.</summary>
    public const int Long = 2000;
    /// <summary>Longest answer on one line.</summary>
    public const int Short = 200;
    /// <summary>Error code of a value that no page offers.</summary>
    public const string NotOffered = "not-offered";

    public static IRuleBuilderOptions<T, string?> Filled<T>(this IRuleBuilderInitial<T, string?> rule, string key, int max = Long) =>
        rule.Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(key).NotLonger(max);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilderInitial<T, string?> rule, int max = Long) => rule.NotLonger(max);

    private static IRuleBuilderOptions<T, string?> NotLonger<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.Must(text => text is null || text.Length <= max).WithMessage("error.too-long")
            .WithState((_, text) => new (string, object?)[] { ("max", max), ("count", text?.Length) })
            .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))).WithMessage("error.odd-characters")
            // Law B3: the citizen service number is stored nowhere.
            .Must(text => text is null || !Recogniser.Find(text, null).Any(m => m.Kind == MarkKind.Bsn)).WithMessage("items.bsn");

    public static IRuleBuilderOptions<T, string?> Choice<T, TEnum>(this IRuleBuilderInitial<T, string?> rule, string key) where TEnum : struct, Enum =>
        rule.Cascade(CascadeMode.Stop).Must(code => !string.IsNullOrEmpty(code)).WithMessage(key)
            .Must(code => Coded.Parse<TEnum>(code) is not null).WithMessage("error.option-unknown").WithErrorCode(NotOffered);

    public static IRuleBuilderOptions<T, string?> Among<T>(this IRuleBuilderInitial<T, string?> rule, string key, params string[] codes) =>
        rule.Cascade(CascadeMode.Stop).Must(code => !string.IsNullOrEmpty(code)).WithMessage(key)
            .Must(code => codes.Contains(code, StringComparer.Ordinal)).WithMessage("error.option-unknown").WithErrorCode(NotOffered);

    public static IRuleBuilderOptions<T, string?> YesNo<T>(this IRuleBuilderInitial<T, string?> rule, string key) => rule.Among(key, "yes", "no");

    /// <summary>A day as a Dutch reader types it; empty gives <paramref name="key"/>.</summary>
    public static IRuleBuilderOptions<T, string?> Day<T>(this IRuleBuilderInitial<T, string?> rule, string key) =>
        rule.Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(key).Day();

    public static IRuleBuilderOptions<T, string?> Day<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => string.IsNullOrWhiteSpace(text) || DayText.Parse(text) is not DayText.NotADay).WithMessage("error.date-format")
            .Must(text => string.IsNullOrWhiteSpace(text) || DayText.Parse(text) is DayText.Good).WithMessage("error.date-impossible");

    /// <summary>A time of the day as a Dutch reader types it; empty gives <paramref name="key"/>.</summary>
    public static IRuleBuilderOptions<T, string?> Clock<T>(this IRuleBuilderInitial<T, string?> rule, string key) =>
        rule.Cascade(CascadeMode.Stop).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(key).Must(text => ClockText.Read(text) is not null).WithMessage("error.time-format");

    /// <summary>Nothing in this text names the client (IU-1-INF-a). The message names the fragment: <paramref name="key"/>, or the one of the kind of mark.</summary>
    public static void NothingIdentifying<T>(this IRuleBuilderInitial<T, string?> rule, Func<string?, IEnumerable<Mark>> identifying, string? key = null) =>
        rule.Custom((text, context) =>
        {
            foreach (var mark in identifying(text).DistinctBy(m => m.Fragment).Take(20))
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, key ?? (mark.MustGo ? ConsultTextForm.MessageKey(mark) : "consult.error.identifying")) { CustomState = new (string, object?)[] { ("fragment", mark.Fragment) } });
        });

    /// <summary>The code of a yes or no.</summary>
    public static string Said(this bool yes) => yes ? "yes" : "no";

    /// <summary>The day is today or earlier.</summary>
    public static IRuleBuilderOptions<T, string?> NotAfter<T>(this IRuleBuilderOptions<T, string?> rule, DateOnly today) =>
        rule.Must(text => DayText.Read(text) is not { } day || day <= today).WithMessage("error.date-future");

    /// <summary>Trimmed, with one kind of line end; null when nothing was typed.</summary>
    public static string? Clean(this string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
}

/// <summary>Days as typed: day-month-year with dashes, slashes, dots or spaces, or year-month-day.</summary>
public abstract record DayText
{
    public sealed record Good(DateOnly Day) : DayText;
    public sealed record NotADay : DayText;
    public sealed record Impossible : DayText;

    public static DayText Parse(string? text)
    {
        var parts = (text ?? "").Split(['-', '/', '.', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || !parts.All(p => p.Length is >= 1 and <= 4 && p.All(char.IsAsciiDigit))) return new NotADay();
        var numbers = parts.Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var (day, month, year) = parts[0].Length == 4 ? (numbers[2], numbers[1], numbers[0]) : (numbers[0], numbers[1], numbers[2]);
        if (year < 1000) return new NotADay();
        return month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? new Impossible() : new Good(new DateOnly(year, month, day));
    }

    public static DateOnly? Read(string? text) => Parse(text) is Good good ? good.Day : null;

    public static string? Write(DateOnly? day) => day?.ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Times of the day as typed: hours and minutes with a colon or a dot.</summary>
public static class ClockText
{
    private static readonly string[] Forms = ["H:mm", "HH:mm", "H.mm", "HH.mm"];

    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), Forms, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;

    public static string? Write(TimeOnly? time) => time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
