// SPDX-License-Identifier: Apache-2.0
//
// Puts COUNT foreign referrers before the real ones of an index: node flood.js REGISTRY REPOSITORY DIGEST typed|untyped|look-alike COUNT
// The registry has no referrers API: what refers to a digest is listed under the fallback tag of the OCI distribution specification.
const { createHash } = require('node:crypto');

const [registry, repository, subject, kind, count] = process.argv.slice(2);
const base = `http://${registry}/v2/${repository}`;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const digestOf = bytes => 'sha256:' + createHash('sha256').update(bytes).digest('hex');

async function demand(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function pushBlob(bytes) {
  const begun = await demand(await fetch(`${base}/blobs/uploads/`, { method: 'POST' }));
  const place = new URL(begun.headers.get('location'), base);
  place.searchParams.set('digest', digestOf(bytes));
  await demand(await fetch(place, { method: 'PUT', body: bytes, headers: { 'Content-Type': 'application/octet-stream' } }));
  return { digest: digestOf(bytes), size: bytes.length };
}

const putManifest = (reference, type, bytes) => fetch(`${base}/manifests/${reference}`, { method: 'PUT', body: bytes, headers: { 'Content-Type': type } }).then(demand);

async function pushReferrer(i, empty, subjectDescriptor) {
  const type = { typed: 'application/vnd.example.note', 'look-alike': bundleType }[kind];
  const layer = kind === 'look-alike' ? { mediaType: bundleType, ...await pushBlob(Buffer.from(`{"mediaType":"${bundleType}","foreign":${i}}`)) } : { mediaType: 'text/plain', ...empty };
  const annotations = kind === 'look-alike' ? { 'dev.sigstore.bundle.content': 'dsse-envelope', 'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1' } : { note: `${i}` };
  const manifest = { schemaVersion: 2, mediaType: manifestType, artifactType: type, config: { mediaType: 'application/vnd.oci.empty.v1+json', ...empty }, layers: [layer], subject: subjectDescriptor, annotations };
  const bytes = Buffer.from(JSON.stringify(manifest));
  await putManifest(digestOf(bytes), manifestType, bytes);
  return { mediaType: manifestType, digest: digestOf(bytes), size: bytes.length, artifactType: type, annotations };
}

async function main() {
  const tag = subject.replace(':', '-');
  const real = await (await demand(await fetch(`${base}/manifests/${tag}`, { headers: { Accept: indexType } }))).json();
  const head = await demand(await fetch(`${base}/manifests/${subject}`, { method: 'HEAD', headers: { Accept: indexType } }));
  const subjectDescriptor = { mediaType: indexType, digest: subject, size: Number(head.headers.get('content-length')) };
  const empty = await pushBlob(Buffer.from('{}'));
  const foreign = [];
  for (let i = 0; i < Number(count); i += 10) foreign.push(...await Promise.all(Array.from({ length: 10 }, (_, j) => pushReferrer(i + j, empty, subjectDescriptor))));
  await putManifest(tag, indexType, Buffer.from(JSON.stringify({ ...real, manifests: [...foreign, ...real.manifests] })));
}

main().catch(problem => { console.error(problem); process.exit(1); });
