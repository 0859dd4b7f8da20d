// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Compatibility.Matrices;
using Keyway.Compatibility.Predicates;

namespace Keyway.Resolution;

/// <summary>What compatibility matrices say about a candidate on this host. Untested blocks or warns as unknown facts do. Spec: spec/matrix §"Resolver".</summary>
internal static class MatrixFinding
{
    private const string Name = "matrix";

    public static Question Question(Inquiry inquiry, ImmutableArray<CompatibilityMatrix> matrices)
    {
        var package = inquiry.Package;
        ImmutableSortedSet<FactName> reads = [.. matrices.Where(matrix => matrix.Package == package.Manifest.Package).SelectMany(matrix => matrix.Entries).SelectMany(entry => entry.Reads(inquiry.Policy.Profiles))];
        return new()
        {
            Check = Name,
            Ask = asked => Of(asked, matrices),
            Reads = [.. reads.Select(name => FactReading.Of(name))],
            ReadsSymbols = reads.Contains(FactNames.KernelSymversDigest),
            Demand = () => $"{package.Manifest.Package} {package.Manifest.Version} {package.Index.Digest}",
        };
    }

    private static Finding Of(Inquiry inquiry, ImmutableArray<CompatibilityMatrix> matrices)
    {
        MatrixJudge judge = new(matrices, inquiry.Policy.Today, inquiry.Policy.Profiles);
        var judgement = judge.Judge(inquiry.Package, new PredicateScope(inquiry.Facts) { Symbols = inquiry.Symbols });
        var leaf = judgement.Deciding.IsEmpty ? null : judgement.Deciding[0].Answer.Deciding().First();
        return new()
        {
            Check = Name,
            Outcome = OutcomeOf(judgement.Verdict, inquiry.Policy.Unknown),
            Reason = judgement.Reason,
            Fact = leaf?.Fact,
            Source = leaf?.Source,
            Details = [.. judgement.Deciding.Select(Detail)],
        };
    }

    private static Outcome OutcomeOf(MatrixVerdict verdict, UnknownPolicy unknown) => verdict switch
    {
        MatrixVerdict.Supported => Outcome.Ok,
        MatrixVerdict.Deprecated => Outcome.Warn,
        MatrixVerdict.KnownBad => Outcome.Fail,
        MatrixVerdict.Untested when unknown == UnknownPolicy.Warn => Outcome.Warn,
        _ => Outcome.Unknown,
    };

    private static Finding Detail(JudgedEntry judged)
    {
        var evidence = judged.Entry.Evidence.IsEmpty ? "no evidence" : "evidence: " + string.Join(", ", judged.Entry.Evidence);
        return judged.Answer.ToFinding(Name) with { Reason = $"{judged.Entry.Id} of {judged.Document} says {judged.Entry.Verdict.Word()}: {judged.Answer.Reason}; {evidence}" };
    }
}
