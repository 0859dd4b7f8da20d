// node judge-sbom.js SCHEMAS FORMAT FILE...: prints "valid FILE", or "invalid FILE" with the first errors, by the official schema of the format in the folder SCHEMAS.
const fs = require('fs');
const path = require('path');
const addFormats = require('ajv-formats').default;

const [schemas, format, ...files] = process.argv.slice(2);
const load = (name) => JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8'));
const options = { strict: false, allErrors: false };

function compile() {
  if (format.startsWith('cyclonedx-')) {
    const Ajv = require('ajv').default;
    const ajv = new Ajv(options);
    addFormats(ajv);
    // ajv-formats has no internationalised ones; what is written here is plain enough for the others.
    ajv.addFormat('iri-reference', ajv.formats['uri-reference']);
    ajv.addFormat('idn-email', ajv.formats.email);
    for (const name of ['jsf-0.82.SNAPSHOT.schema.json', 'spdx.SNAPSHOT.schema.json', 'cryptography-defs.SNAPSHOT.schema.json']) ajv.addSchema(load(name), `http://cyclonedx.org/schema/${name}`);
    return ajv.compile(load(`bom-${format.slice('cyclonedx-'.length)}.SNAPSHOT.schema.json`));
  }
  const Ajv = format === 'spdx-3.0.1' ? require('ajv/dist/2020').default : require('ajv/dist/2019').default;
  const ajv = new Ajv(options);
  addFormats(ajv);
  return ajv.compile(load(format === 'spdx-3.0.1' ? 'spdx-3.0.1.schema.json' : 'spdx-2.3.1.schema.json'));
}

const validate = compile();
for (const file of files) {
  const valid = validate(JSON.parse(fs.readFileSync(file, 'utf8')));
  console.log(valid ? `valid ${file}` : `invalid ${file} ${JSON.stringify(validate.errors.slice(0, 3))}`);
}
