// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Engine;

/// <summary>Runs a target on one input and says what was wrong: any exception that is not a refusal, too many steps, too deep a recursion, too much memory.</summary>
internal sealed class InputJudge(FuzzTarget target)
{
    private const int StackBytes = 512 << 10;

    /// <summary>Null when the input was accepted or refused as it should be. Afterwards <see cref="EdgeMap.Edges"/> holds the edges it took.</summary>
    public Exception? Judge(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        EdgeMap.Begin(target.BlockLimit, StackBytes);
        try
        {
            target.Run(input);
        }
        catch (KeywayException)
        {
            // A refusal is what hostile input should get.
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            EdgeMap.End();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= target.ByteLimit ? null : new InputTooLargeException($"{input.Length} bytes of input made it allocate {allocated} bytes");
    }

    /// <summary>Names the place and kind of a failure, so that the same bug found twice counts once.</summary>
    public static string NameOf(Exception exception)
    {
        var frames = new System.Diagnostics.StackTrace(exception).GetFrames().Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName is { } type && type.StartsWith("Keyway.", StringComparison.Ordinal) && !type.StartsWith("Keyway.Fuzz.Engine", StringComparison.Ordinal))
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}");
        return $"{exception.GetType().Name} in {frames.FirstOrDefault() ?? "unknown"}";
    }
}
