// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Keyway.Fuzz.Engine;

/// <summary>
/// A copy of an assembly that calls <see cref="EdgeMap.Hit"/> at the start of every basic block. On the way it collects the words the code compares with
/// (strings, UTF-8 literals, large numbers) by namespace: the dictionary of the mutators.
/// </summary>
internal sealed class Instrumentation
{
    private readonly Func<TypeDefinition, bool> includes;
    private readonly Dictionary<string, HashSet<string>> words = new(StringComparer.Ordinal);
    private uint blocks;

    public Instrumentation(Func<TypeDefinition, bool> includes) => this.includes = includes;

    /// <summary>The words of the instrumented code by namespace, as Latin-1 texts (one character per byte).</summary>
    public IEnumerable<KeyValuePair<string, string[]>> Words => words.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Order(StringComparer.Ordinal).ToArray()));

    public MemoryStream Instrument(string assemblyPath)
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        var hit = module.ImportReference(typeof(EdgeMap).GetMethod(nameof(EdgeMap.Hit)));
        foreach (var method in module.GetTypes().Where(includes).SelectMany(type => type.Methods).Where(method => method.HasBody)) Instrument(method, hit);
        MemoryStream copy = new();
        module.Write(copy);
        copy.Position = 0;
        return copy;
    }

    private void Instrument(MethodDefinition method, MethodReference hit)
    {
        var body = method.Body;
        body.SimplifyMacros();
        foreach (var instruction in body.Instructions) Collect(method, instruction);
        foreach (var start in BlockStarts(body)) Insert(body, start, hit);
        body.OptimizeMacros();
    }

    // The instruction itself becomes the load of the block's number and a copy of it follows, so that branches and handlers that point at it still do.
    private void Insert(MethodBody body, Instruction start, MethodReference hit)
    {
        var original = Instruction.Create(OpCodes.Nop);
        (original.OpCode, original.Operand) = (start.OpCode, start.Operand);
        (start.OpCode, start.Operand) = (OpCodes.Ldc_I4, NextBlock());
        var at = body.Instructions.IndexOf(start);
        body.Instructions.Insert(at + 1, Instruction.Create(OpCodes.Call, hit));
        body.Instructions.Insert(at + 2, original);
    }

    // Spread over the map, so that the exclusive or of two numbers rarely equals that of two others. A bijection of the low bits: no two blocks share a number.
    private int NextBlock() => (int)(unchecked(blocks++ * 0x9E3779B1u) & (EdgeMap.Size - 1));

    private static HashSet<Instruction> BlockStarts(MethodBody body)
    {
        HashSet<Instruction> starts = [body.Instructions[0]];
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target) starts.Add(target);
            if (instruction.Operand is Instruction[] targets) starts.UnionWith(targets);
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next) starts.Add(next);
        }

        foreach (var handler in body.ExceptionHandlers) starts.Add(handler.HandlerStart);
        return starts;
    }

    private void Collect(MethodDefinition method, Instruction instruction)
    {
        foreach (var word in WordsOf(instruction))
        {
            if (word.Length is 0 or > 64) continue;
            var scope = NamespaceOf(method.DeclaringType);
            if (!words.TryGetValue(scope, out var known)) words[scope] = known = new HashSet<string>(StringComparer.Ordinal);
            known.Add(Encoding.Latin1.GetString(word));
        }
    }

    private static byte[][] WordsOf(Instruction instruction) => instruction.Operand switch
    {
        string text => [Encoding.UTF8.GetBytes(text)],
        FieldReference field when field.Resolve() is { InitialValue: { Length: > 0 } literal } => [literal.AsSpan().TrimEnd((byte)0).ToArray()],
        int number when instruction.OpCode == OpCodes.Ldc_I4 && number is > 255 or < -1 => BothOrders(number),
        _ => [],
    };

    private static byte[][] BothOrders(int number)
    {
        var (little, big) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32LittleEndian(little, number);
        BinaryPrimitives.WriteInt32BigEndian(big, number);
        return number is > 0 and <= ushort.MaxValue ? [little, big, little[..2], big[2..]] : [little, big];
    }

    private static string NamespaceOf(TypeDefinition type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
