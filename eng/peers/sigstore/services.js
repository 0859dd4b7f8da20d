// SPDX-License-Identifier: Apache-2.0
// A Sigstore instance on a loopback port, made of npm's mock services: services.js DIRECTORY. Writes trusted-root.json and signing-config.json (Rekor 1), signing-config-v2.json
// (Rekor 2) and ready (the address) into the directory, and ends when its standard input does. What the mocks lack is added here, around their own keys and signatures:
// RFC 3161 requests in DER, the canonical bodies that a real Rekor makes of requests.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');
const pkijs = require('pkijs');
const mock = require('@sigstore/mock');

const directory = process.argv[2];
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest();
const keyPair = () => crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

const hash = (bytes) => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });

function canonicalV1(proposed) {
  if (proposed.kind !== 'dsse') return proposed;
  const { envelope, verifiers } = proposed.spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope);
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: { envelopeHash: hash(envelope), payloadHash: hash(Buffer.from(payload, 'base64')), signatures: signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })) },
  };
}

function canonicalV2({ hashedRekordRequestV002: request }) {
  if (!request) throw new Error('only hashedRekordRequestV002 is taken');
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: { hashedRekordV002: { data: { algorithm: 'SHA2_256', digest: request.digest }, signature: request.signature } },
  };
}

// The entry of version 1 as Rekor 2 would answer: no promise, no time.
function toV2(answer) {
  const [entry] = Object.values(answer);
  const proof = entry.verification.inclusionProof;
  return {
    logIndex: String(proof.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
    integratedTime: '0',
    inclusionPromise: null,
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

// Whole seconds: npm's own verifier does not take every fraction that the mock writes. And the nonce as it was asked for, not as a JavaScript number.
function adapt(tsa) {
  const original = tsa.tstInfo.bind(tsa);
  tsa.tstInfo = (request) => {
    const info = original('nonceInteger' in request ? { ...request, nonce: 0 } : request);
    info.genTime = new Date(Math.floor(info.genTime.getTime() / 1000) * 1000);
    if ('nonceInteger' in request) info.nonce = request.nonceInteger;
    return info;
  };
  return tsa;
}

function stamp(tsa, body) {
  const request = pkijs.TimeStampReq.fromBER(body);
  return tsa.timestamp({
    artifactHash: Buffer.from(request.messageImprint.hashedMessage.valueBlock.valueHexView),
    hashAlgorithmOID: request.messageImprint.hashAlgorithm.algorithmId,
    policyOID: '1.3.6.1.4.1.57264.2',
    certReq: request.certReq,
    nonceInteger: request.nonce,
  });
}

async function main() {
  const ctlog = await mock.initializeCTLog(keyPair());
  const ca = await mock.initializeCA(keyPair(), ctlog);
  const tlog = await mock.initializeTLog('http://127.0.0.1', keyPair());
  const tsa = adapt(await mock.initializeTSA(keyPair()));
  const fulcio = mock.fulcioHandler(ca);
  const timestamps = mock.tsaHandler(tsa);
  const json = async (answer) => ({ statusCode: 201, response: JSON.stringify(await answer), contentType: 'application/json' });
  const routes = {
    '/api/v2/signingCert': async (body, { authorization }) => withStatus200(await fulcio.fn(plainRequest(body, authorization))),
    '/api/v1/log/entries': (body) => json(tlog.log(canonicalV1(JSON.parse(body)))).then(tagged),
    '/api/v2/log/entries': (body) => json(tlog.log(canonicalV2(JSON.parse(body))).then(toV2)),
    '/api/v1/timestamp': async (body, headers) => headers['content-type'] === 'application/timestamp-query' ? { statusCode: 201, response: await stamp(tsa, body), contentType: 'application/timestamp-reply' } : timestamps.fn(body),
  };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      try {
        const answer = await routes[request.url](Buffer.concat(chunks), request.headers);
        response.writeHead(answer.statusCode, { 'Content-Type': answer.contentType || 'text/plain', ...answer.headers }).end(answer.response);
      } catch (reason) {
        response.writeHead(500).end(String(reason.stack));
      }
    });
  });
  server.listen(0, '127.0.0.1', () => write(`http://127.0.0.1:${server.address().port}`, { ctlog, ca, tlog, tsa }));
  process.stdin.on('end', () => process.exit(0)).resume();
}

// The mock takes the PEM of a certificate request as it is; the specification has it in base64, since the field is bytes. It takes the token in the body only; cosign sends it as a bearer.
function plainRequest(body, authorization) {
  const request = JSON.parse(body);
  if (!request.credentials && authorization) request.credentials = { oidcIdentityToken: authorization.replace(/^Bearer /, '') };
  if (request.certificateSigningRequest) request.certificateSigningRequest = Buffer.from(request.certificateSigningRequest, 'base64').toString();
  return JSON.stringify(request);
}

// Rekor 1 names the entry in a header too, and cosign finds it by that.
const tagged = (answer) => ({ ...answer, headers: { ETag: Object.keys(JSON.parse(answer.response))[0] } });

// As Fulcio's interface v2 answers, where the mock has 201.
const withStatus200 = (answer) => (answer.statusCode === 201 ? { ...answer, statusCode: 200 } : answer);

function write(address, { ctlog, ca, tlog, tsa }) {
  const start = new Date(Date.now() - 3600_000).toISOString();
  const chain = (...certificates) => ({ subject: { organization: 'sigstore.mock', commonName: 'sigstore' }, uri: address, certChain: { certificates: certificates.map((der) => ({ rawBytes: Buffer.from(der).toString('base64') })) }, validFor: { start } });
  const log = (der) => ({ baseUrl: address, hashAlgorithm: 'SHA2_256', publicKey: { rawBytes: Buffer.from(der).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: { start } }, logId: { keyId: sha256(der).toString('base64') } });
  const service = (url, majorApiVersion) => ({ url, majorApiVersion, validFor: { start }, operator: 'sigstore.mock' });
  const config = (version) => ({
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service(address, 1)],
    rekorTlogUrls: [service(address, version)],
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service(`${address}/api/v1/timestamp`, 1)],
    tsaConfig: { selector: 'ANY' },
  });
  const put = (name, document) => fs.writeFileSync(path.join(directory, name), JSON.stringify(document));
  put('trusted-root.json', {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(tlog.publicKey)],
    certificateAuthorities: [chain(ca.rootCertificate)],
    ctlogs: [log(ctlog.publicKey)],
    timestampAuthorities: [chain(tsa.intCertificate, tsa.rootCertificate)],
  });
  put('signing-config.json', config(1));
  put('signing-config-v2.json', config(2));
  fs.writeFileSync(path.join(directory, 'ready.part'), address);
  fs.renameSync(path.join(directory, 'ready.part'), path.join(directory, 'ready'));
}

main();
