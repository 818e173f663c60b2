namespace FoodValley.Triage.Web.Access;

/// <summary>Who is asking, for pages and for everything they write.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor)
{
    private Person? _person;

    /// <summary>Null while nobody is signed in.</summary>
    public Person? Person => _person ??= accessor.HttpContext is { } context ? PersonClaims.Person(context.User) : null;

    /// <summary>Id of this sign-in session; empty while nobody is signed in.</summary>
    public string Session => accessor.HttpContext?.User.FindFirst(PersonClaims.Session)?.Value ?? "";

    /// <summary>This person, now. Throws where nobody is signed in: such a page has no business acting.</summary>
    public Act Act(TimeProvider time) => new(Person ?? throw new InvalidOperationException("Nobody is signed in."), time.GetUtcNow().UtcDateTime, Session);
}
