// SPDX-License-Identifier: Apache-2.0

using System.Xml;

namespace Keyway.Hosts.Probe;

/// <summary>Reads <c>nvidia-smi -q -x</c>. The document type is skipped: nothing is fetched and no entity is expanded.</summary>
internal static class NvidiaXml
{
    private const int MostCharacters = 32 << 20;
    private const int DeepestElement = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <exception cref="XmlException">The text is no XML, or too deep.</exception>
    public static SmiNode Read(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), Settings);
        SmiNode log = new("log", null);
        Stack<SmiNode> open = new([log]);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element) Open(reader, open);
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) open.Peek().Value = reader.Value.Trim();
            else if (reader.NodeType == XmlNodeType.EndElement) open.Pop();
        }

        return log.At("nvidia_smi_log") ?? throw new XmlException("the root element is not nvidia_smi_log");
    }

    private static void Open(XmlReader reader, Stack<SmiNode> open)
    {
        if (open.Count > DeepestElement) throw new XmlException($"elements are nested more than {DeepestElement} deep");
        SmiNode node = new(reader.LocalName, reader.LocalName == "gpu" ? PciAddress.Normal(reader.GetAttribute("id")) : null);
        open.Peek().Add(node);
        if (!reader.IsEmptyElement) open.Push(node);
    }
}
