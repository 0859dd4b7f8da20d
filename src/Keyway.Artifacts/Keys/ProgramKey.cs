// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// A private key behind an external program, for key management services: <c>PROGRAM public-key</c> prints the public key in PEM; <c>PROGRAM sign SCHEME</c> reads the hash
/// (ECDSA, RSA) or the message (EdDSA, ML-DSA) and prints the signature, both as raw bytes. Exit status 0 means done; else what it wrote to its error output is the reason. Each
/// signature is verified before it is handed out. docs/guide/signing-keys.md describes the protocol. Thread safe. The only file here that starts a program.
/// </summary>
public sealed class ProgramKey : ISigningKey
{
    private const int MaxOutput = 64 << 10;
    private const int MaxReason = 2048;

    private readonly string program;
    private readonly TimeSpan patience;
    private readonly TimeProvider time;

    private ProgramKey(string program, TimeSpan patience, TimeProvider time, PublicKey publicKey)
    {
        this.program = program;
        this.patience = patience;
        this.time = time;
        PublicKey = publicKey;
    }

    public PublicKey PublicKey { get; }

    public SignatureScheme Scheme => PublicKey.DefaultScheme;

    /// <summary>Asks the program for its public key.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="patience">How long the program may take for one answer.</param>
    /// <param name="time">The clock for that.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="KeywayException">KW2026 the program failed; KW2001 or KW2002 what it printed is no allowed key.</exception>
    public static async Task<ProgramKey> OpenAsync(string program, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var pem = await RunAsync(program, ["public-key"], ReadOnlyMemory<byte>.Empty, patience, time, cancellationToken);
        return new(program, patience, time, PublicKey.FromPem(Encoding.ASCII.GetString(pem)));
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (Scheme.SignsHash) return await SignHashAsync(CryptographicOperations.HashData(Scheme.Hash!.Value, message.Span), cancellationToken);
        var signature = await AskAsync(message, cancellationToken);
        return PublicKey.Verify(message.Span, signature, Scheme) ? signature : throw Errors.SignatureUnsound($"the program '{program}'");
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        if (!Scheme.SignsHash) throw new ArgumentException($"{Scheme} signs messages, not hashes", nameof(hash));
        var signature = await AskAsync(hash, cancellationToken);
        return PublicKey.VerifyHash(hash.Span, signature, Scheme) ? signature : throw Errors.SignatureUnsound($"the program '{program}'");
    }

    private Task<byte[]> AskAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => RunAsync(program, ["sign", Word(Scheme)], content, patience, time, cancellationToken);

    /// <summary>The word of the protocol for a scheme.</summary>
    internal static string Word(SignatureScheme scheme) => scheme switch
    {
        SignatureScheme.EcdsaP256Sha256 => "ecdsa-p256-sha256",
        SignatureScheme.EcdsaP384Sha384 => "ecdsa-p384-sha384",
        SignatureScheme.EcdsaP521Sha512 => "ecdsa-p521-sha512",
        SignatureScheme.Ed25519 => "ed25519",
        SignatureScheme.MlDsa44 => "ml-dsa-44",
        SignatureScheme.MlDsa65 => "ml-dsa-65",
        SignatureScheme.MlDsa87 => "ml-dsa-87",
        _ => "rsa-pkcs1-sha256",
    };

    private static async Task<byte[]> RunAsync(string program, string[] arguments, ReadOnlyMemory<byte> input, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var process = Start(program, arguments);
        try
        {
            var reason = ReadAsync(process.StandardError.BaseStream, MaxReason, linked.Token);
            var output = ReadAsync(process.StandardOutput.BaseStream, MaxOutput + 1, linked.Token);
            await WriteAsync(process, input, linked.Token);
            await process.WaitForExitAsync(linked.Token);
            if (process.ExitCode != 0) throw Errors.ProgramFailed(program, $"it exited with status {process.ExitCode}: {Oneline(await reason)}");
            return await output is { Length: <= MaxOutput } bytes ? bytes : throw Errors.ProgramFailed(program, $"it printed more than {MaxOutput} bytes");
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Errors.ProgramFailed(program, $"it did not answer within {patience.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
#pragma warning disable RS0030 // this file may start programs: keys of management services are reached through one
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            throw Errors.ProgramFailed(program, "it cannot be started", e);
        }
    }

    // A program may end without reading.
    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    // Reads to the end so that the program is not held up, and keeps the beginning.
    private static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0) kept.Write(buffer, 0, (int)Math.Min(count, limit - kept.Length));
        return kept.ToArray();
    }

    private static string Oneline(byte[] reason) => new([.. Encoding.UTF8.GetString(reason).Trim().Select(one => char.IsControl(one) ? ' ' : one)]);
}
