// SPDX-License-Identifier: Apache-2.0

using Mono.Cecil;

namespace Keyway.Fuzz.Engine;

/// <summary>Instrumented assemblies in memory, and the words their code compares with by namespace.</summary>
internal sealed record InstrumentedCopies(IReadOnlyDictionary<string, byte[]> Assemblies, KeyValuePair<string, string[]>[] Words)
{
    /// <summary>Copies assemblies that lie beside this one.</summary>
    public static InstrumentedCopies Make(Func<TypeDefinition, bool> includes, params string[] names)
    {
        Instrumentation instrumentation = new(includes);
        var assemblies = names.ToDictionary(name => name, name => instrumentation.Instrument(Path.Combine(AppContext.BaseDirectory, name + ".dll")).ToArray(), StringComparer.Ordinal);
        return new InstrumentedCopies(assemblies, [.. instrumentation.Words]);
    }
}
