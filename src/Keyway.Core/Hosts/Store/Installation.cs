// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Hosts.Store;

/// <summary>
/// One install, in the order that makes it crash-safe: 1. lock; 2. recover; 3. space; 4. intent; 5. layers; 6. generation; 7. switch; 8. commit. Spec: spec/host-store §"Install".
/// </summary>
internal sealed class Installation(StoreSession session, InstallRequest request, IProgress<InstallProgress>? progress)
{
    private readonly long started = session.Time.GetTimestamp();
    private long written;
    private long total;

    public async Task<InstallOutcome> RunAsync(int keptGenerations, CancellationToken cancellationToken)
    {
        // 1, 2.
        session.Begin();
        new StoreRecovery(session).Run("interrupted before the switch");
        var (from, before) = session.TryReadCurrent();
        var plan = InstallPlan.Of(session, request);
        if (plan.IsCurrent(before)) return new InstallOutcome { Result = InstallResult.AlreadyCurrent, From = from, Before = before, Now = before!, Elapsed = Elapsed };

        session.Gate.DemandInstall(request.Admission, before, plan.Generation);
        if (request.Admitted is { } admitted) await admitted(cancellationToken);
        Change change = new(session, before, plan.Intent);
        await RunAsync(change, plan, cancellationToken);
        return OutcomeOf(change, plan, before) with { From = from, IsCleanedUp = change.TryCleanUp(keptGenerations), Elapsed = Elapsed };
    }

    private TimeSpan Elapsed => session.Time.GetElapsedTime(started);

    private async Task RunAsync(Change change, InstallPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await StageAndSwitchAsync(change, plan, cancellationToken);
        }
        catch (HostFault fault)
        {
            throw change.RefusalOf(fault);
        }
        catch (KeywayException refusal)
        {
            throw Errors.WithState(refusal, change.Abort(refusal.Message));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            change.Abort(failure is OperationCanceledException ? "cancelled" : failure.Message);
            throw;
        }
    }

    private async Task StageAndSwitchAsync(Change change, InstallPlan plan, CancellationToken cancellationToken)
    {
        // 3.
        using SpaceReserve reserve = new(session.Directories);
        reserve.Hold(plan.Missing);

        // 4.
        change.Begin();

        // 5. The last fsync also covers layers that a killed process renamed without getting to its own.
        total = plan.Missing.Sum(layer => layer.Layer.Files.Sum(file => file.Size));
        foreach (var layer in plan.Missing) await StageAsync(layer, reserve, cancellationToken);
        session.Files.Synchronise(session.Directories.Packages);

        // 6.
        cancellationToken.ThrowIfCancellationRequested();
        reserve.ReleaseAll();
        session.Generations.Build(plan.Generation);

        // 7, 8. Not to be cancelled any more.
        progress?.Report(new("switching", written, total));
        change.Finish();
    }

    private async Task StageAsync(RequestedLayer layer, SpaceReserve reserve, CancellationToken cancellationToken)
    {
        reserve.Release(layer);
        LayerStaging staging = new(session.Directories, layer, size =>
        {
            written += size;
            progress?.Report(new(layer.Layer.Title, written, total));
        });
        await staging.RunAsync(cancellationToken);
    }

    private InstallOutcome OutcomeOf(Change change, InstallPlan plan, Generation? before) => new()
    {
        Result = InstallResult.Switched,
        Before = before,
        Now = plan.Generation,
        StagedLayers = plan.Missing.Length,
        ReusedLayers = request.Layers.Length - plan.Missing.Length,
        UsedPermit = request.Admission?.Permit,
        FetchedBytes = plan.Missing.Sum(layer => layer.Layer.Size),
        WrittenBytes = written,
        SwitchTime = change.SwitchTime,
    };
}
