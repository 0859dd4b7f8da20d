// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Mutation;

/// <summary>Makes a new input of one of the corpus: one to eight changes of bytes, words or, where the target's shape is known, whole elements.</summary>
internal sealed class Mutator
{
    private readonly Random random;
    private readonly FuzzTarget target;
    private readonly ByteMutations bytes;
    private readonly Func<byte[], byte[], byte[]>? structure;

    public Mutator(Random random, FuzzTarget target, IEnumerable<KeyValuePair<string, string[]>> words)
    {
        this.random = random;
        this.target = target;
        byte[][] dictionary = [.. words.Where(pair => target.Words.Contains(pair.Key, StringComparer.Ordinal)).SelectMany(pair => pair.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Encoding.Latin1.GetBytes)];
        bytes = new ByteMutations(random, dictionary);
        structure = target.Shape switch
        {
            InputShape.Json => new JsonMutations(random, dictionary).Mutate,
            InputShape.Der => new DerMutations(random, bytes).Mutate,
            InputShape.Text => new LineMutations(random).Mutate,
            _ => null,
        };
    }

    public byte[] Mutate(IReadOnlyList<byte[]> corpus, int picked)
    {
        var input = corpus[picked];
        // A small number of changes most of the time: 1, 2, 4 or 8.
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
        {
            var other = corpus[random.Next(corpus.Count)];
            input = structure is not null && random.Next(2) == 0 ? structure(input, other) : bytes.Mutate(input, other);
        }

        if (input.Length > target.MaxLength) input = input[..target.MaxLength];
        return target.Repair is { } repair && random.Next(8) != 0 ? repair(input) : input;
    }
}
