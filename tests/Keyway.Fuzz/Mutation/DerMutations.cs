// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>Changes whole DER elements and puts the lengths around them right, so that the mutant reaches the code behind the first length check.</summary>
internal sealed class DerMutations(Random random, ByteMutations bytes)
{
    private static readonly byte[] Tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31, 0x80, 0x82, 0xa0, 0xa1, 0xa3];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var tree = DerElement.Read(input);
        var places = DerElement.All(tree).ToArray();
        if (places.Length == 0) return input;
        var (siblings, index) = places[random.Next(places.Length)];
        var element = siblings[index];
        switch (random.Next(8))
        {
            case 0: siblings.Insert(index, element.Clone()); break;
            case 1: siblings.RemoveAt(index); break;
            case 2: siblings[index] = PickFrom(places).Clone(); break;
            case 3: siblings[index] = DerElement.All(DerElement.Read(other)).ToArray() is { Length: > 0 } others ? PickFrom(others) : element; break;
            case 4: element.Tag = Tags[random.Next(Tags.Length)]; break;
            case 5: (siblings[index], siblings[0]) = (siblings[0], siblings[index]); break;
            default: element.Value = bytes.Mutate(element.Value, other); break;
        }

        return DerElement.Write(tree);
    }

    private DerElement PickFrom((List<DerElement> Siblings, int Index)[] places)
    {
        var (siblings, index) = places[random.Next(places.Length)];
        return siblings[index];
    }
}
