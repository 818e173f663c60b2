namespace FoodValley.Triage.Store;

/// <summary>Longest texts in columns, in UTF-16 units.</summary>
internal static class Limits
{
    public const int Id = 64;
    public const int Code = 40;
    public const int Number = 40;
    public const int Name = 200;
    public const int Address = 400;
}
