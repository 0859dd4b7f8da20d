// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What every role's metadata has (TUF section 4.3): a version and an end. Immutable.</summary>
internal abstract record RoleMetadata(SignedDocument Document, long Version, DateTimeOffset Expires)
{
    public string File => Document.File;

    /// <exception cref="KeywayException">KW2304: it has ended.</exception>
    public void DemandFresh(string step, DateTimeOffset start)
    {
        if (Expires <= start) throw Errors.Expired(step, File, Version, Expires, start);
    }

    /// <summary>The members that all have, with the type checked: a snapshot signed by a key that two roles share is no timestamp.</summary>
    /// <exception cref="KeywayException">KW2300 unreadable; KW2301 another specification; KW2307 of another role.</exception>
    protected static (MetadataMembers Signed, long Version, DateTimeOffset Expires) ReadCommon(SignedDocument document, string type)
    {
        var signed = MetadataMembers.Of(document.Signed, document.File, "signed");
        var found = signed.Text("_type");
        if (found != type) throw Errors.OtherType(document.File, type, found);
        DemandSpecification(document.File, signed.Text("spec_version"));
        return (signed, signed.Count("version", 1), signed.Moment("expires"));
    }

    private static void DemandSpecification(string file, string version)
    {
        var parts = version.Split('.');
        var isNumber = parts.Length is 2 or 3 && parts.All(part => part.Length is > 0 and < 10 && !part.AsSpan().ContainsAnyExceptInRange('0', '9'));
        if (!isNumber || parts[0] != "1") throw Errors.OtherSpecification(file, version);
    }

    protected static Dictionary<string, TufKey> ReadKeys(MetadataMembers keys) =>
        keys.Entries().ToDictionary(entry => entry.Name, entry => TufKey.Read(entry.Name, entry.Members), StringComparer.Ordinal);
}
