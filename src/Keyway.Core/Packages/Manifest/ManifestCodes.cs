// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Packages.Manifest;

/// <summary>What can be wrong with a manifest: KW1330 to KW1349.</summary>
internal static class ManifestCodes
{
    public static readonly ErrorCode TooLarge = new("KW1331", ErrorKind.Usage, "manifest too large");
    public static readonly ErrorCode NotJson = new("KW1332", ErrorKind.Usage, "manifest is not JSON");
    public static readonly ErrorCode UnknownMember = new("KW1333", ErrorKind.Usage, "unknown member");
    public static readonly ErrorCode DuplicateMember = new("KW1334", ErrorKind.Usage, "member given twice");
    public static readonly ErrorCode MissingMember = new("KW1335", ErrorKind.Usage, "missing member");
    public static readonly ErrorCode WrongType = new("KW1336", ErrorKind.Usage, "value of the wrong type");
    public static readonly ErrorCode NotAWord = new("KW1337", ErrorKind.Usage, "not one of the valid words");
    public static readonly ErrorCode BadText = new("KW1338", ErrorKind.Usage, "text outside its grammar");
    public static readonly ErrorCode OutOfRange = new("KW1339", ErrorKind.Usage, "number or count out of range");
    public static readonly ErrorCode DuplicateItem = new("KW1340", ErrorKind.Usage, "item given twice");
    public static readonly ErrorCode Contradiction = new("KW1341", ErrorKind.Usage, "members contradict each other");
    public static readonly ErrorCode BadLicence = new("KW1342", ErrorKind.Usage, "not an SPDX licence expression");
    public static readonly ErrorCode UnknownLicence = new("KW1343", ErrorKind.Usage, "identifier not on the SPDX list");
    public static readonly ErrorCode DeprecatedLicence = new("KW1344", ErrorKind.Usage, "deprecated SPDX identifier");
}
