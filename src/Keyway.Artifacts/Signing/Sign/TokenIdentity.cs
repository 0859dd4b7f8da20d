// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Whom an identity token names, certified for the few minutes of signing ("keyless"). The key is made for one signature and wiped.</summary>
public sealed record TokenIdentity(IIdentityTokenSource Tokens, CertificateRequestForm Form = CertificateRequestForm.SigningRequest) : SigningIdentity;
