import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from '../bin/process.ts';
import { takeBack } from '../take-back.ts';
import { useWorld } from '../world.ts';
import type { Certificate } from './certificates.ts';
import { useNetwork } from './network.ts';

const world = useWorld();
const machine = useMachine();
const network = useNetwork();

// Node 22.23 finds no IPv6 address in any certificate, and so refuses them all.
const LOOPBACK: Pick<PeerCertificate, 'subjectaltname'> = { subjectaltname: 'IP Address:0:0:0:0:0:0:0:1' };
const blind = checkServerIdentity('::1', LOOPBACK as PeerCertificate) !== undefined;

const past = ['20200101000000Z', '20210101000000Z'] as const;
const future = ['20480101000000Z', '20490101000000Z'] as const;
const forLocalhost = () => network.authority.certificate('DNS:localhost');
const root = async () => (await network.authority.root()).file;

/** Deactivates a user at an API that shows this certificate. */
async function call(certificate: Certificate, more = '', env: Readonly<Record<string, string>> = {}) {
  const api = await network.api(certificate);
  const host = `localhost:${api.port}`;
  const address = { AITRONOS_API_URL: `https://${host}` };
  const ended = await world.current.deactivate(`--json ${more}`, { env: { ...address, ...env } });
  return { ...ended, host, heard: api.heard };
}

describe('a certificate of an authority that --ca-file names', () => {
  it.each(['--ca-file', 'AITRONOS_CA_FILE'])('is believed: %s', async (way) => {
    const file = await root();
    const isFlag = way.startsWith('--');
    const { exit, stderr, heard } = await call(
      await forLocalhost(),
      isFlag ? `--ca-file ${file}` : '',
      isFlag ? {} : { AITRONOS_CA_FILE: file },
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack(isFlag ? ` --ca-file ${file}` : '') });
    expect(heard).toEqual([expect.stringContaining('/usr_abc123/deactivate Bearer sandbox-access-token')]);
  });

  it('is believed where the file is stored, by its whole path', async () => {
    const file = await root();
    const { stdout } = await world.current.run(`config set ca-file ${file} --json`);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'ca-file', value: file });
    expect((await call(await forLocalhost())).exit).toBe(0);
  });

  it.skipIf(blind)('is believed for an IPv6 address too', async () => {
    const api = await network.api(await network.authority.certificate('IP:::1'), '::1');
    const env = { AITRONOS_API_URL: `https://[::1]:${api.port}` };
    expect((await world.current.deactivate(`--ca-file ${await root()}`, { env })).exit).toBe(0);
    expect(api.heard).toHaveLength(1);
  });

  it('does not take the place of the roots that Node has', async () => {
    const { exit, stderr } = await call(
      await forLocalhost(),
      `--ca-file ${(await network.authority.selfSigned('DNS:x')).file}`,
    );
    expect({ exit, code: JSON.parse(stderr).error.code }).toEqual({ exit: 5, code: 'CERT_UNTRUSTED' });
  });
});

describe('a certificate that cannot be believed', () => {
  it.each([
    ['CERT_EXPIRED', 'has expired', () => network.authority.certificate('DNS:localhost', ...past), true],
    [
      'CERT_NOT_YET_VALID',
      'is not valid yet',
      () => network.authority.certificate('DNS:localhost', ...future),
      true,
    ],
    [
      'CERT_OTHER_HOST',
      'is for another host: other.example',
      () => network.authority.certificate('DNS:other.example'),
      true,
    ],
    [
      'CERT_SELF_SIGNED',
      'is self-signed, and not trusted here',
      () => network.authority.selfSigned('DNS:localhost'),
      false,
    ],
    [
      'CERT_UNTRUSTED',
      'comes from an authority that is not trusted here, or without its intermediate certificate',
      forLocalhost,
      false,
    ],
    [
      'CERT_REFUSED',
      'was refused: CA signature digest algorithm too weak',
      () => network.authority.certificate('DNS:localhost', undefined, undefined, 'sha1'),
      true,
    ],
  ] as const)('is %s: exit 5, once, and no token leaves', async (code, words, make, known) => {
    const certificate = await make();
    const { exit, stdout, stderr, host, heard } = await call(
      certificate,
      known ? `--ca-file ${await root()}` : '',
    );
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', changed: false, attempts: 1 });
    const { error } = JSON.parse(stderr);
    expect(error).toMatchObject({ code, message: `the certificate of ${host} ${words}`, retryable: false });
    expect(error.hint).toMatch(/--ca-file|the clock of this machine|config list/);
    expect(heard).toEqual([]);
  });

  it('stops a run after ten rows', async () => {
    const api = await network.api(await forLocalhost());
    const rows = Array.from({ length: 40 }, (_, index) => `usr_${index}`).join('\n');
    const { exit, stdout } = await world.current.run(
      'users deactivate --from - --yes --no-check --org org_xyz789 --transfer-to dept_eng001 --json --concurrency 1',
      { stdin: rows, env: { AITRONOS_API_URL: `https://localhost:${api.port}` } },
    );
    expect(exit).toBe(5);
    const { summary, results } = JSON.parse(stdout);
    expect(summary).toMatchObject({ total: 40, not_sent: 40, exit_code: 5 });
    const tried = results.filter(({ error }: { error: object | null }) => error !== null);
    expect(tried).toHaveLength(10);
  });

  it('is refused whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const api = await network.api(await forLocalhost());
    const env = { AITRONOS_API_URL: `https://localhost:${api.port}`, AITRONOS_ACCESS_TOKEN: 'a-token' };
    const weak = { ...env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' };
    for (const more of ['', ` --ca-file ${(await network.authority.selfSigned('DNS:x')).file}`]) {
      const { exit, stderr } = await machine.current.run(`${DEACTIVATE} --json${more}`, { env: weak });
      expect({ exit, code: JSON.parse(stderr).error.code }).toEqual({ exit: 5, code: 'CERT_UNTRUSTED' });
    }
    expect(api.heard).toEqual([]);
  });
});

describe('NODE_EXTRA_CA_CERTS', () => {
  it('is obeyed, alone and beside --ca-file', async () => {
    const api = await network.api(await forLocalhost());
    const env = {
      AITRONOS_API_URL: `https://localhost:${api.port}`,
      AITRONOS_ACCESS_TOKEN: 'a-token',
      NODE_EXTRA_CA_CERTS: await root(),
    };
    const other = (await network.authority.selfSigned('DNS:x')).file;
    for (const more of ['', ` --ca-file ${other}`]) {
      expect(await machine.current.run(`${DEACTIVATE} --json${more}`, { env })).toMatchObject({
        exit: 0,
        stderr: takeBack(more),
      });
    }
  });
});

describe('a CA file', () => {
  it.each([
    ['that is missing', null, /^error: cannot read the CA file .*ca\.pem: there is no such file or folder/],
    ['that is no PEM', 'hello\n', /^error: .*ca\.pem holds no certificate in PEM form/],
    [
      'that is damaged',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      /^error: certificate 1 in .*ca\.pem is damaged/,
    ],
  ])('%s is a usage error, and nothing is sent', async (_what, text, words) => {
    const file = join(world.current.home, 'ca.pem');
    if (text !== null) await writeFile(file, text);
    const { exit, stdout, stderr } = await world.current.deactivate(`--ca-file ${file}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).toContain(
      'hint: give a file of certificates in PEM form: --ca-file <file> or AITRONOS_CA_FILE',
    );
    expect(world.current.requests).toEqual([]);
  });

  it('in binary form is answered with the line that makes PEM of it, which works', async () => {
    const binary = join(world.current.home, 'root.cer');
    await writeFile(binary, new X509Certificate(await readFile(await root())).raw);
    const { exit, stderr } = await world.current.deactivate(`--ca-file ${binary}`);
    expect(exit).toBe(2);
    const [, line = ''] = /\nhint: it is one in binary form: (openssl .*)\n$/.exec(stderr) ?? [];
    execFileSync('sh', ['-c', line]);
    const api = await network.api(await forLocalhost());
    const env = { AITRONOS_API_URL: `https://localhost:${api.port}` };
    expect((await world.current.deactivate(`--ca-file ${binary}.pem`, { env })).exit).toBe(0);
  });
});
