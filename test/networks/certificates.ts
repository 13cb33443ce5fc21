import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate and its key, PEM, and the file in which the certificate is. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly file: string;
}

/**
 * Makes certificates in a folder with the system's openssl, which every machine that builds this project has.
 * See docs/decisions/2026-11-25-test-certificates.md.
 */
export class Authority {
  readonly #folder: string;
  #root: Certificate | undefined;
  #signed = 1;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The root certificate, which signs the others. */
  async root(): Promise<Certificate> {
    this.#root ??= await this.#make('root', [
      '-x509',
      '-days',
      '2',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
    ]);
    return this.#root;
  }

  /**
   * One for these names (`DNS:…`, `IP:…`), signed by the root; `from` and `until` as openssl takes them
   * (`20200101000000Z`), and the `digest` that is signed.
   */
  async certificate(names: string, from?: string, until?: string, digest = 'sha256'): Promise<Certificate> {
    const root = await this.root();
    const name = `signed-${names.replaceAll(/\W+/g, '-')}${from ?? ''}${digest}`;
    const { key, file: request } = await this.#make(name, []);
    const file = join(this.#folder, `${name}.crt`);
    const rules = join(this.#folder, `${name}.rules`);
    writeFileSync(rules, RULES.replaceAll('FOLDER', this.#folder).replace('NAMES', names));
    writeFileSync(join(this.#folder, 'index'), '');
    writeFileSync(join(this.#folder, 'serial'), `${(this.#signed++).toString(16).padStart(4, '0')}\n`);
    const span = from && until ? ['-startdate', from, '-enddate', until] : ['-days', '2'];
    const signer = ['-cert', root.file, '-keyfile', join(this.#folder, 'root.key')];
    const paths = ['-config', rules, '-in', request, '-out', file];
    await run('openssl', ['ca', '-batch', '-notext', '-md', digest, ...signer, ...paths, ...span]);
    return { key, file, cert: readFileSync(file, 'utf8') };
  }

  /** One that nobody but itself signed. */
  selfSigned(names: string): Promise<Certificate> {
    return this.#make('self-signed', ['-x509', '-days', '2', '-addext', `subjectAltName=${names}`]);
  }

  async #make(name: string, more: readonly string[]): Promise<Certificate> {
    const file = join(this.#folder, `${name}.pem`);
    const keyFile = join(this.#folder, `${name}.key`);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    await run('openssl', [
      'req',
      '-new',
      ...key,
      '-subj',
      `/CN=aitronos test ${name}`,
      '-out',
      file,
      ...more,
    ]);
    return { file, cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }
}

const RULES = `[ca]
default_ca = rules
[rules]
database = FOLDER/index
new_certs_dir = FOLDER
serial = FOLDER/serial
default_md = sha256
policy = policy
x509_extensions = extensions
unique_subject = no
[policy]
commonName = supplied
[extensions]
subjectAltName = NAMES
basicConstraints = CA:FALSE
`;
