import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { proxyFor } from '../../api/http/proxy/choice.ts';
import type { Context } from '../../cli/context.ts';
import { reason } from '../../errors/reason.ts';
import { readCertificates } from '../../settings/ca-file.ts';
import { isLoopback } from '../../validation/addresses.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';

/** Diagnoses the proxy to the API. Its user and password are not shown. */
export function diagnoseProxy({ environment, inSandbox, need }: Context): Diagnosis {
  const check = 'proxy';
  const none = okResult(check, 'none: this machine is reached without one');
  if (inSandbox) return none;
  try {
    const url = new URL(need('api-url'));
    if (isLoopback(url.hostname)) return none;
    const found = proxyFor(url, environment.env);
    if (!found) return okResult(check, 'none: neither HTTPS_PROXY nor HTTP_PROXY is set');
    const named = `${found.url.origin} (${found.variable})`;
    if (found.passedBy)
      return okResult(check, `none: NO_PROXY says that ${url.host} is reached without ${named}`);
    return okResult(check, found.authorization ? `${named}, with a user name` : named);
  } catch (error) {
    return failedResult(check, error);
  }
}

/** Diagnoses the certificates that are trusted besides Node's own. */
export async function diagnoseCertificates(context: Context): Promise<Diagnosis> {
  const { environment, setting, inSandbox } = context;
  const check = 'certificates';
  const { env, clock } = environment;
  try {
    const { value: file, source } = setting('ca-file');
    const own = file === null || inSandbox ? [] : await readCertificates(file, environment);
    const trusted = ["Node's roots", ...(file === null ? [] : [`${own.length} of ${file} (${source})`])];
    const extra = env['NODE_EXTRA_CA_CERTS'];
    // Node stops at the first one that is damaged, and mostly says nothing.
    const more = extra ? await readCertificates(resolve(extra), environment).catch(reason) : [];
    if (typeof more === 'string')
      return warningResult(check, more, 'correct NODE_EXTRA_CA_CERTS, or unset it');
    if (extra) trusted.push(`${more.length} of ${extra} (NODE_EXTRA_CA_CERTS)`);
    const detail = trusted.join(', ');
    // An expired certificate is normal in a bundle of a system, but not in a company's file, which mostly holds one.
    if (own.length > 0 && own.every((text) => hasEnded(text, clock.now()))) {
      return warningResult(check, `${detail}, which has expired`, 'ask for a newer file of certificates');
    }
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return okResult(check, detail);
    const cure = 'unset NODE_TLS_REJECT_UNAUTHORIZED: it weakens other programs';
    const checked = 'certificates are checked although NODE_TLS_REJECT_UNAUTHORIZED is 0';
    return warningResult(check, `${detail}; ${checked}`, cure);
  } catch (error) {
    return failedResult(check, error);
  }
}

function hasEnded(certificate: string, now: number): boolean {
  return Date.parse(new X509Certificate(certificate).validTo) < now;
}
