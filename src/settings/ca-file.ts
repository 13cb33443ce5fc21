import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { usageError } from '../errors/cli-errors.ts';
import { orElse } from '../or-else.ts';
import type { Environment } from '../system/environment.ts';
import { readWholeUserFile } from '../system/user-files.ts';
import { shellWord } from '../text/shell-word.ts';

type Reading = Pick<Environment, 'stdin' | 'signal'>;

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const DER_SEQUENCE = 0x30;
// A system's whole bundle has less than one.
const MOST_MIB = 16;
const HINT = 'give a file of certificates in PEM form: --ca-file <file> or AITRONOS_CA_FILE';

/**
 * The certificates of a PEM file, one text each.
 * Throws `CliError` (usage) when the file cannot be read or holds no valid certificate.
 */
export async function readCertificates(file: string, host: Reading): Promise<string[]> {
  const named = { name: `the CA file ${file}`, hint: HINT };
  const bytes = await readWholeUserFile(file, host, MOST_MIB, named);
  const found = certificatesIn(bytes.toString('utf8'));
  if (found.length === 0) {
    throw usageError(`${file} holds no certificate in PEM form`, isBinary(bytes) ? convertHint(file) : HINT);
  }
  found.forEach((certificate, index) => {
    try {
      new X509Certificate(certificate);
    } catch {
      throw usageError(`certificate ${index + 1} in ${file} is damaged`, HINT);
    }
  });
  return found;
}

/** True for a certificate in the binary form (DER), as Windows and browsers export it. */
const isBinary = (bytes: Buffer): boolean =>
  orElse(() => bytes[0] === DER_SEQUENCE && new X509Certificate(bytes).raw.length > 0, false);

const convertHint = (file: string): string =>
  `it is one in binary form: openssl x509 -inform der -in ${shellWord(file)} -out ${shellWord(`${file}.pem`)}`;

/** The certificates of NODE_EXTRA_CA_CERTS; none where the file cannot be read, as in Node itself. */
export function extraCertificates(env: Environment['env']): string[] {
  const file = env['NODE_EXTRA_CA_CERTS'];
  return file ? orElse(() => certificatesIn(readFileSync(file, 'utf8')), []) : [];
}

function certificatesIn(text: string): string[] {
  const found: string[] = [];
  for (let begins = text.indexOf(BEGIN); begins !== -1; ) {
    const ends = text.indexOf(END, begins + BEGIN.length + 1);
    if (ends === -1) break;
    found.push(text.slice(begins, ends + END.length));
    begins = text.indexOf(BEGIN, ends + END.length);
  }
  return found;
}
