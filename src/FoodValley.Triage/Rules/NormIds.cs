namespace FoodValley.Triage.Rules;

/// <summary>
/// The hundred norms by their fixed ids, in the order of the two source texts. They stand here and not only in an edition, so that an edition
/// that lost or invented one is found out.
/// </summary>
public static class NormIds
{
    /// <summary>All ids, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "IU-KOP-1", "IU-KOP-2", "IU-ALG-1", "IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "IU-ALG-3", "IU-ALG-4", "IU-ALG-5", "IU-ALG-6", "IU-1-DOEL",
        "IU-1-GRD", "IU-1-VOOR", "IU-1-INF-a", "IU-1-INF-b", "IU-2-DOEL-a", "IU-2-DOEL-b", "IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-2-GRD-NIET",
        "IU-2-VOOR-1", "IU-2-VOOR-1a", "IU-2-VOOR-1b", "IU-2-VOOR-2", "IU-2-INF-1", "IU-2-INF-2", "IU-2-INF-3", "IU-3-DOEL", "IU-3-GRD-OVH",
        "IU-3-GRD-PRIV", "IU-3-VOOR-1", "IU-3-VOOR-2", "IU-3-VOOR-3", "IU-3-INF-1", "IU-3-INF-2", "IU-4-DOEL", "IU-4-GRD-W", "IU-4-GRD-OVH",
        "IU-4-GRD-PRIV", "IU-4-GRD-VIT", "IU-4-VOOR-1", "IU-4-VOOR-2", "IU-4-TIP", "IU-4-INF-DAT", "IU-4-INF-WAT", "IU-4-INF-GRENS", "HK-0a",
        "HK-0b", "HK-0c", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "HK-0e", "HK-1", "HK-2", "HK-3a", "HK-3b", "HK-3c", "HK-3d", "HK-3e", "HK-3f",
        "HK-4a", "HK-4b", "HK-4c", "HK-4d", "HK-5a", "HK-5b", "HK-5c", "HK-5d", "HK-5e", "HK-5f", "HK-6a", "HK-6b", "HK-6c", "HK-6d", "HK-6e",
        "HK-6f", "HK-6g", "HK-6h", "HK-7a", "HK-7b", "HK-7c", "HK-7d", "HK-7e", "HK-7f", "HK-7g", "HK-7h", "HK-7i", "HK-8a", "HK-8b", "HK-8c",
        "HK-8.1", "HK-8.2", "HK-8.3", "HK-8.4", "HK-8.5", "HK-8.6", "HK-8.7", "HK-8.8", "HK-8z",
    ];
}
