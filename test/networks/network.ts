import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Authority, type Certificate } from './certificates.ts';
import { type Listening, type ProxyManners, secureApi, startProxy } from './servers.ts';

/** Certificates for the tests of a file, and servers for one test at a time. */
export class Network {
  folder = '';
  authority = new Authority('');
  readonly #servers: Listening[] = [];

  async begin(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'aitronos-network-'));
    this.authority = new Authority(this.folder);
    await this.authority.root();
  }

  async api(certificate: Certificate, address?: string): Promise<Listening> {
    return this.#keep(await secureApi(certificate, address));
  }

  async proxy(manners: ProxyManners): Promise<Listening> {
    return this.#keep(await startProxy(manners));
  }

  #keep(server: Listening): Listening {
    this.#servers.push(server);
    return server;
  }

  async closeServers(): Promise<void> {
    for (const server of this.#servers.splice(0)) await server.close();
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export function useNetwork(): Network {
  const network = new Network();
  beforeAll(() => network.begin());
  afterEach(() => network.closeServers());
  afterAll(() => network.end());
  return network;
}
