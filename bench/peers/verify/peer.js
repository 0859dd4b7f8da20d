// SPDX-License-Identifier: Apache-2.0
// The same with sigstore-js: node peer.js MODULES BUNDLE TRUSTED_ROOT ARTIFACT IDENTITY ISSUER RUNS. Prints `median-ms cpu-ms`.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const [modules, bundlePath, rootPath, artifactPath, identity, issuer, runsText] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const { bundleFromJSON } = load('@sigstore/bundle');
const { TrustedRoot } = load('@sigstore/protobuf-specs');
const { Verifier, toSignedEntity, toTrustMaterial } = load('@sigstore/verify');

const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(readFileSync(rootPath, 'utf8')))));
const bundle = readFileSync(bundlePath, 'utf8');
const artifact = readFileSync(artifactPath);
const policy = { subjectAlternativeName: identity, extensions: { issuer } };
const verifyOnce = () => verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(bundle)), artifact), policy);

const runs = Number(runsText);
for (let i = 0; i < 200; i++) verifyOnce();
const times = [];
const before = process.cpuUsage();
for (let i = 0; i < runs; i++) {
  const start = process.hrtime.bigint();
  verifyOnce();
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
const used = process.cpuUsage(before);
times.sort((a, b) => a - b);
console.log(times[runs >> 1].toFixed(3), ((used.user + used.system) / 1000 / runs).toFixed(3));
