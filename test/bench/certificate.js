// A certificate for a server of this machine that is its own authority, by the system's openssl.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The folder with `cert.pem` and `key.pem`. */
export function makeCertificate(folder) {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = ['-subj', '/CN=aitronos bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...names, ...files], { stdio: 'ignore' });
  return folder;
}
