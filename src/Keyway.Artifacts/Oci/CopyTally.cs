// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Counts a copy and passes the news on. Safe for concurrent calls.</summary>
internal sealed class CopyTally(Action<CopyEvent>? progress)
{
    private int copied;
    private long copiedBytes;
    private int skipped;
    private int mounted;

    public void Planned(Descriptor content) => progress?.Invoke(new CopyEvent(CopyStep.Planned, content, content.Size));

    public void Advanced(Descriptor content, int bytes) => progress?.Invoke(new CopyEvent(CopyStep.Advanced, content, bytes));

    public void Copied(Descriptor content)
    {
        Interlocked.Increment(ref copied);
        Interlocked.Add(ref copiedBytes, content.Size);
        progress?.Invoke(new CopyEvent(CopyStep.Copied, content, content.Size));
    }

    public void Skipped(Descriptor content)
    {
        Interlocked.Increment(ref skipped);
        progress?.Invoke(new CopyEvent(CopyStep.Skipped, content, content.Size));
    }

    public void Mounted(Descriptor content)
    {
        Interlocked.Increment(ref mounted);
        progress?.Invoke(new CopyEvent(CopyStep.Mounted, content, content.Size));
    }

    public GraphCopyResult ToResult(int referrers) => new() { Copied = copied, CopiedBytes = copiedBytes, Skipped = skipped, Mounted = mounted, Referrers = referrers };
}
