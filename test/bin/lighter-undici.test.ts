import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authority } from '../networks/certificates.ts';

const plugin = new URL('../../scripts/undici/lighter-undici.js', import.meta.url);
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'aitronos-undici-'));
const script = join(folder, 'script.cjs');
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** undici as the program has it: one GET, its status, and which of three modules of Node were loaded for it. */
const CONTENTS = `
import Pool from 'undici/lib/dispatcher/pool.js';
const [url, ...more] = process.argv.slice(2);
const options = { connect: { rejectUnauthorized: false }, ...JSON.parse(more[0] ?? '{}') };
const pool = new Pool(url, options);
const isLoaded = (name) => process.moduleLoadList.includes('NativeModule ' + name);
pool.dispatch({ path: '/', method: 'GET' }, {
  onRequestStart() {},
  onResponseStart(controller, status) { console.log(status); },
  onResponseData() {},
  onResponseEnd() {
    console.log(...['http2', 'http', 'assert'].filter(isLoaded));
    void pool.destroy();
  },
  onResponseError(controller, error) { console.log(error); void pool.destroy(); },
});
`;

beforeAll(async () => {
  const { lighterUndici }: { readonly lighterUndici: Plugin } = await import(plugin.href);
  await build({
    stdin: { contents: CONTENTS, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    outfile: script,
    ...{ bundle: true, format: 'cjs', platform: 'node', logLevel: 'warning' },
    plugins: [lighterUndici],
  });
});

async function serve(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const printedBy = async (...words: string[]) => (await run(process.execPath, [script, ...words])).stdout;

describe('undici in the program', () => {
  it('speaks HTTP/1.1 without http2, http and assert, also where no largest header is named', async () => {
    const port = await serve(createServer((_, response) => void response.end('{}')));
    expect(await printedBy(`http://127.0.0.1:${port}`)).toBe('200\n\n');
  });

  it('asks no server for HTTP/2, which is not in it', async () => {
    const certificate = await new Authority(folder).selfSigned('DNS:localhost');
    const options = { ...certificate, allowHTTP1: true };
    const port = await serve(createSecureServer(options, (_, response) => void response.end('{}')));
    expect(await printedBy(`https://localhost:${port}`)).toBe('200\n\n');
    expect(await printedBy(`https://localhost:${port}`, '{"allowH2":true}')).toContain(
      'HTTP/2 is not in this bundle',
    );
  });

  it("fails a check with Node's own error", () => {
    const assert: unknown = createRequire(import.meta.url)('../../scripts/undici/assert-when-failed.cjs');
    if (typeof assert !== 'function') throw new Error('no function');
    expect(assert(true)).toBeUndefined();
    expect(() => assert(1 > 2, 'one is less')).toThrow(
      expect.objectContaining({ code: 'ERR_ASSERTION', message: 'one is less' }),
    );
    const own = new TypeError('its own');
    expect(() => assert(null, own)).toThrow(own);
  });
});
