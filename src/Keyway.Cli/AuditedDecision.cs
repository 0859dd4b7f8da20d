// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Audit;

namespace Keyway.Cli;

/// <summary>The decision that a command is about to make, and its way into the trail. Without a trail it records nothing.</summary>
internal sealed class AuditedDecision(AuditTrail? trail, AuditAction action, string reference, TextWriter warnings)
{
    private AuditDecision? recorded;
    private bool isUnwritable;

    /// <summary>What is decided about, as soon as that is known.</summary>
    public Digest? Digest { get; set; }

    /// <summary>What a reader of an admitted decision should know.</summary>
    public AuditReason? Remark { get; set; }

    /// <summary>True when a trail keeps the decision.</summary>
    public bool IsKept => trail is not null;

    /// <summary>Records that it is admitted, durably, before anything is done with it; a decision that was recorded with its reasons is not recorded twice.</summary>
    /// <exception cref="KeywayException">It cannot be recorded, so it must not be done.</exception>
    public Task AdmitAsync(CancellationToken cancellationToken) => recorded == AuditDecision.Admitted
        ? Task.CompletedTask
        : RecordAsync(new() { Action = action, Subject = Subject, Decision = AuditDecision.Admitted, Reasons = Remark is null ? [] : [Remark] }, cancellationToken);

    /// <summary>Records a refusal. A trail that cannot be written makes no refusal undone: it is warned about.</summary>
    public Task RefuseAsync(KeywayException refusal) => recorded == AuditDecision.Refused || isUnwritable
        ? Task.CompletedTask
        : RecordAsync(AuditRecord.Refused(action, Subject, refusal), CancellationToken.None);

    /// <summary>Records a decision that comes with its own reasons.</summary>
    public async Task RecordAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        if (trail is null) return;
        try
        {
            await trail.RecordAsync(record, cancellationToken);
            recorded = record.Decision;
        }
        catch (KeywayException) when (record.Decision == AuditDecision.Admitted)
        {
            // This is the refusal then; recording it fails in the same way.
            isUnwritable = true;
            throw;
        }
        catch (KeywayException unrecorded) when (record.Decision == AuditDecision.Refused)
        {
            warnings.WriteLine($"keyway: warning: the refusal is not in the audit trail: {unrecorded.Code.Id} {unrecorded.Message}");
        }
    }

    private AuditSubject Subject => new() { Reference = reference, Digest = Digest };
}
