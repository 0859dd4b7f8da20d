// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>A cancellation that comes when nothing happened for a while, told apart from the caller's own.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;
    private readonly CancellationToken caller;

    public Patience(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        Limit = limit;
        this.caller = caller;
        timer = new CancellationTokenSource(limit, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    public TimeSpan Limit { get; }

    public CancellationToken Token => linked.Token;

    /// <summary>True when the time ran out and the caller did not cancel.</summary>
    public bool IsOver => timer.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Something happened: wait anew.</summary>
    public void Renew() => timer.CancelAfter(Limit);

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
