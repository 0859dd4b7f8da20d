// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;

namespace Keyway.Resolution;

/// <summary>Refusals of this folder: KW3100 to KW3199. That nothing fits is an answer, not a refusal: see <see cref="Refused"/>.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadRegionCode = new("KW3100", ErrorKind.Usage, "not a region");

    public static readonly ErrorCode FactNotKeptCode = new("KW3110", ErrorKind.Usage, "a fleet did not keep a fact");

    public static KeywayException FactNotKept(FactName name) => KeywayException.Of(
        FactNotKeptCode,
        $"the package asks for the fact {name}, which no package asked for when the hosts were read, so the fleet did not keep it",
        "make the fleet anew with this package and read the hosts again");

    public static KeywayException BadRegion(string text) => KeywayException.Of(
        BadRegionCode,
        $"'{text}' is not a region: expected two letters of ISO 3166-1",
        "give the country the host stands in, for example DE");

    public static readonly ErrorCode NoSuchCandidateCode = new("KW3150", ErrorKind.NotFound, "no such package among the candidates");
    public static readonly ErrorCode BadAssumptionCode = new("KW3151", ErrorKind.Usage, "not an assumption");
    public static readonly ErrorCode BadAssumedValueCode = new("KW3152", ErrorKind.Usage, "not a value of the assumed fact");

    public static KeywayException NoSuchCandidate(string wanted, int candidates, string? nearest) => KeywayException.Of(
        NoSuchCandidateCode,
        $"'{wanted}' is none of the {candidates} candidates",
        nearest is null ? "name a repository or catalogue that has it" : $"did you mean {nearest}?");

    public static KeywayException BadAssumption(string text) => KeywayException.Of(
        BadAssumptionCode,
        $"'{text}' is not an assumption: expected FACT=VALUE",
        "for example --assume kernel=6.6, or any name of spec/facts");

    public static KeywayException BadAssumedValue(Keyway.Compatibility.FactName name, string text, string expected) => KeywayException.Of(
        BadAssumedValueCode,
        $"{name} is {expected}, not '{text}'",
        "`keyway probe` shows the values of this host; null stands for what is not there");
}
