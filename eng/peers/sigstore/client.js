// SPDX-License-Identifier: Apache-2.0
// npm's Sigstore client with a trusted root from a file: client.js verify ROOT BUNDLE [ARTIFACT], client.js sign ADDRESS TOKEN FILE BUNDLE, client.js attest ADDRESS TOKEN FILE BUNDLE.
'use strict';
const fs = require('fs');
const { bundleFromJSON, bundleToJSON } = require('@sigstore/bundle');
const { TrustedRoot } = require('@sigstore/protobuf-specs');
const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');
const { DSSEBundleBuilder, FulcioSigner, MessageSignatureBundleBuilder, RekorWitness, TSAWitness } = require('@sigstore/sign');

const read = (file) => JSON.parse(fs.readFileSync(file));

function verify(root, bundle, artifact) {
  const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(read(root))));
  verifier.verify(toSignedEntity(bundleFromJSON(read(bundle)), artifact && fs.readFileSync(artifact)));
}

async function sign(address, token, file, bundle, statement) {
  const signer = new FulcioSigner({ fulcioBaseURL: address, identityProvider: { getToken: async () => token } });
  const witnesses = [new RekorWitness({ rekorBaseURL: address, entryType: 'dsse' }), new TSAWitness({ tsaBaseURL: address })];
  const builder = statement ? new DSSEBundleBuilder({ signer, witnesses }) : new MessageSignatureBundleBuilder({ signer, witnesses });
  const made = await builder.create({ data: fs.readFileSync(file), type: 'application/vnd.in-toto+json' });
  fs.writeFileSync(bundle, JSON.stringify(bundleToJSON(made)));
}

const [command, ...rest] = process.argv.slice(2);
Promise.resolve()
  .then(() => (command === 'verify' ? verify(...rest) : sign(...rest, command === 'attest')))
  .catch((reason) => {
    console.error(`${reason.code || ''} ${reason.message}${reason.cause ? `: ${reason.cause.message}` : ''}`);
    process.exitCode = 1;
  });
