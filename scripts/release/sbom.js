// Lists of what a release is made of, as `npm sbom` writes them, and whether they have their form.
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

/** Throws where a list is no CycloneDX 1.5. Answers how many components it has. */
export async function checkCycloneDx(text) {
  const problem = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text);
  if (problem !== null) throw new Error(JSON.stringify(problem, null, 2));
  return `CycloneDX 1.5, ${JSON.parse(text).components.length} components`;
}

const ID = /^SPDXRef-[a-zA-Z0-9.-]+$/;

/**
 * What SPDX 2.3 requires of a document, its packages and their relationships (sections 6, 7 and 11 of the
 * specification). Its schema is in no package, so the required fields stand here. Throws where one is missing.
 */
export function checkSpdx(text) {
  const document = JSON.parse(text);
  const { packages, relationships, creationInfo } = document;
  const ids = new Set(['SPDXRef-DOCUMENT', ...packages.map(({ SPDXID }) => SPDXID)]);
  const expectations = {
    spdxVersion: document.spdxVersion === 'SPDX-2.3',
    dataLicense: document.dataLicense === 'CC0-1.0',
    SPDXID: document.SPDXID === 'SPDXRef-DOCUMENT',
    name: isText(document.name),
    documentNamespace: URL.canParse(document.documentNamespace) && !document.documentNamespace.includes('#'),
    'creationInfo.created': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(creationInfo.created),
    'creationInfo.creators': creationInfo.creators.every((by) => /^(Tool|Person|Organization): ./.test(by)),
    'packages.SPDXID': packages.every(({ SPDXID }) => ID.test(SPDXID)),
    'packages, each once': ids.size === packages.length + 1,
    'packages.name': packages.every(({ name }) => isText(name)),
    'packages.downloadLocation': packages.every(({ downloadLocation }) => isText(downloadLocation)),
    relationships: relationships.every(
      ({ spdxElementId, relatedSpdxElement, relationshipType }) =>
        ids.has(spdxElementId) && ids.has(relatedSpdxElement) && /^[A-Z_]+$/.test(relationshipType),
    ),
  };
  const wrong = Object.keys(expectations).filter((name) => !expectations[name]);
  if (wrong.length > 0) throw new Error(`not as SPDX 2.3 requires: ${wrong.join(', ')}`);
  return `SPDX 2.3, ${packages.length} packages`;
}

const isText = (value) => typeof value === 'string' && value !== '';
