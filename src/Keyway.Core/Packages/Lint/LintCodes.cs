// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Packages.Lint;

/// <summary>What lint can say about a package directory: KW1401 to KW1499. Spec: spec/package §"Lint".</summary>
internal static class LintCodes
{
    public static readonly ErrorCode MissingLicence = Code("KW1401", "no licence");
    public static readonly ErrorCode SpecialFile = Code("KW1402", "device, pipe or socket in a package");
    public static readonly ErrorCode BadLink = Code("KW1403", "link out of its payload");
    public static readonly ErrorCode BadName = Code("KW1404", "file name that no package may have");
    public static readonly ErrorCode WorldWritable = Code("KW1405", "file that everybody may write");
    public static readonly ErrorCode SetId = Code("KW1406", "set-user-id or set-group-id file");
    public static readonly ErrorCode SharedInode = Code("KW1407", "file with names outside the package");
    public static readonly ErrorCode Stray = Code("KW1408", "file outside the layout");
    public static readonly ErrorCode WrongTarget = Code("KW1410", "file for another machine or ABI");
    public static readonly ErrorCode MalformedFile = Code("KW1411", "malformed file");
    public static readonly ErrorCode NotAModule = Code("KW1412", "not a kernel module");
    public static readonly ErrorCode WrongRelease = Code("KW1413", "module in the directory of another release");
    public static readonly ErrorCode VermagicClaim = Code("KW1414", "vermagic other than the manifest claims");
    public static readonly ErrorCode MixedVermagic = Code("KW1415", "modules of one release differ in vermagic");
    public static readonly ErrorCode ModuleSignature = Code("KW1416", "signature of a module");
    public static readonly ErrorCode ModuleSymbols = Code("KW1417", "imports and exports of a module");
    public static readonly ErrorCode ModuleLicence = Code("KW1418", "licence of a module");
    public static readonly ErrorCode ModuleFirmware = Code("KW1419", "firmware a module asks for");
    public static readonly ErrorCode MissingLibrary = Code("KW1420", "needed library that nobody brings");
    public static readonly ErrorCode Soname = Code("KW1421", "library under another name than its SONAME");
    public static readonly ErrorCode NoBuildId = Code("KW1422", "no build id");
    public static readonly ErrorCode GlibcFloor = Code("KW1423", "needed version of the GNU C library");
    public static readonly ErrorCode ExecutableStack = Code("KW1424", "executable stack");
    public static readonly ErrorCode TextRelocations = Code("KW1425", "code that is written to");
    public static readonly ErrorCode SearchPath = Code("KW1426", "absolute library search path");
    public static readonly ErrorCode MachineCodeInSource = Code("KW1427", "machine code among what is the same for every ISA");
    public static readonly ErrorCode FirmwareMissing = Code("KW1430", "declared firmware is not there");
    public static readonly ErrorCode FirmwareDigest = Code("KW1431", "firmware with another digest than declared");
    public static readonly ErrorCode FirmwareSize = Code("KW1432", "firmware with another size than declared");
    public static readonly ErrorCode FirmwareUndeclared = Code("KW1433", "firmware that the manifest does not declare");
    public static readonly ErrorCode HostWithoutPayload = Code("KW1440", "supported ISA without a payload");
    public static readonly ErrorCode UnsupportedIsa = Code("KW1441", "payload of an ISA that is not supported");
    public static readonly ErrorCode PayloadMissing = Code("KW1442", "declared payload is not there");
    public static readonly ErrorCode PayloadUndeclared = Code("KW1443", "payload that the manifest does not declare");
    public static readonly ErrorCode KernelNotCovered = Code("KW1444", "modules for a kernel that no supported host runs");
    public static readonly ErrorCode NoDkmsConf = Code("KW1445", "DKMS source without dkms.conf");

    private static ErrorCode Code(string id, string title) => new(id, ErrorKind.VerificationRefused, title);
}
