using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using FoodValley.Triage.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// The keys of cookies, form tokens and kept forms. They stand in the database, so that every instance on it reads what another wrote, and are encrypted
/// with <c>DataProtection:Certificate</c> when that is set. <c>DataProtection:OldCertificates</c> still read what they encrypted.
/// </summary>
public static class Keys
{
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddDataProtection().SetApplicationName("FoodValley.Triage");
        var section = builder.Configuration.GetSection("DataProtection");
        var password = section["CertificatePassword"];
        if (section["Certificate"] is { Length: > 0 } file)
        {
            var certificate = Read(file, password);
            keys.ProtectKeysWithCertificate(certificate)
                .UnprotectKeysWithAnyCertificate([certificate, .. section.GetSection("OldCertificates").GetChildren().Select(old => Read(old.Value ?? "", password))]);
        }
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new InDatabase(scopes));
    }

    /// <summary>The keys that count can be read: known at the start, not at somebody's first form. After the database is ready.</summary>
    /// <exception cref="CannotRunException">They cannot.</exception>
    public static void CheckKeys(this WebApplication app)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            foreach (var key in app.Services.GetRequiredService<IKeyManager>().GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now)) _ = key.Descriptor;
        }
        catch (Exception problem) when (problem is CryptographicException or XmlException or InvalidOperationException)
        {
            throw new CannotRunException(
                "The keys in the database (table protection_keys) cannot be read: give the certificate they were encrypted with as DataProtection:Certificate or in DataProtection:OldCertificates. Without it, empty that table: everybody signs in again, and kept forms are lost.", problem);
        }
    }

    // PEM with certificate and key in one file, or PKCS#12.
    private static X509Certificate2 Read(string file, string? password)
    {
        try
        {
            var certificate = file.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password)
                : X509CertificateLoader.LoadPkcs12FromFile(file, password);
            if (certificate.GetRSAPrivateKey() is null) throw new CryptographicException("it holds no RSA private key.");
            return certificate;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CannotRunException($"The certificate for keys {file} cannot be used: {problem.Message.ReplaceLineEndings(" ")} DataProtection:Certificate names a PEM file with certificate and RSA key, or a PKCS#12 file (DataProtection:CertificatePassword).", problem);
        }
    }

    private sealed class InDatabase(IServiceScopeFactory scopes) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            return [.. scope.ServiceProvider.GetRequiredService<ProtectionKeys>().All().Select(xml => XElement.Parse(xml))];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var scope = scopes.CreateScope();
            scope.ServiceProvider.GetRequiredService<ProtectionKeys>().Keep(friendlyName, element.ToString(SaveOptions.DisableFormatting));
        }
    }
}
