// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace Keyway.Fuzz.Engine;

/// <summary>
/// A load context with instrumented copies of the libraries and a second copy of this assembly that is bound to them: engine and targets inside it are plain typed
/// code. Only what <see cref="InstrumentedRun"/> takes and returns crosses the border, all of it types of the base class library. Each context has its own
/// counters, so two of them can run on two threads.
/// </summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    private static readonly Lazy<InstrumentedCopies> Copies = new(() => InstrumentedCopies.Make(IsUnderTest, "Keyway.Artifacts", "Keyway.Core", "Keyway.Fuzz"));

    private readonly Type inside;

    public InstrumentedContext() : base("instrumented") =>
        inside = LoadFromAssemblyName(typeof(InstrumentedRun).Assembly.GetName()).GetType(typeof(InstrumentedRun).FullName!, throwOnError: true)!;

    /// <summary>Fuzzes one target in this context.</summary>
    public FuzzReport Fuzz(FuzzOptions options) => FuzzReport.Of(Call<(long, int, byte[][], (string, string, byte[])[])>(
        nameof(InstrumentedRun.Fuzz), options.Target, options.Seed, options.Iterations, options.Time, options.KeepsDiscoveries, options.Inputs, Copies.Value.Words, options.Progress));

    /// <summary>What is wrong with one input, or null.</summary>
    public string? Judge(string target, byte[] input) => Call<string?>(nameof(InstrumentedRun.Judge), target, input);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Copies.Value.Assemblies.TryGetValue(assemblyName.Name!, out var bytes) ? LoadFromStream(new MemoryStream(bytes)) : null;

    private T Call<T>(string method, params object?[] arguments) => (T)inside.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    // Of this assembly only the planted bug: counting the engine's own blocks would drown the target's.
    private static bool IsUnderTest(TypeDefinition type) => type.Module.Name != "Keyway.Fuzz.dll" || type.Namespace == "Keyway.Fuzz.Planted";
}
