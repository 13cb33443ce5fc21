import { connectionEntry, OVER_TLS } from './connection.ts';
import type { Entries } from './entry.ts';

const MADE = 'openssl req -x509 -newkey rsa:2048 -nodes';
const OWN = `${MADE} -subj /CN=x -addext subjectAltName`;

/** A server of Node with a certificate that `openssl` makes for the occasion. */
const certified = (names: string, more = ''): string =>
  `${OWN}=${names} -keyout k.pem -out c.pem && ${withKey(more)}`;

const withKey = (more = ''): string =>
  `node -e 'const [key, cert] = ["k.pem", "c.pem"].map((f) => require("fs").readFileSync(f)); ` +
  `require("https").createServer({ key, cert${more} }).listen(4700)'`;

const AUTHORITY = `${MADE} -subj /CN=ca -keyout ca.key -out ca.pem`;
const SIGNED = `${OWN}=IP:127.0.0.1 -CA ca.pem -CAkey ca.key -keyout k.pem -out c.pem`;

const NOT_MADE = { none: 'it takes a certificate that `openssl req` does not make' };

/** Errors about the certificate of the API's host, or of a proxy. */
export const CERTIFICATES: Entries = Object.fromEntries([
  connectionEntry('CERT_SELF_SIGNED', 'the certificate vouches for itself, and is not trusted here', {
    server: certified('IP:127.0.0.1'),
    lines: [OVER_TLS],
  }),
  connectionEntry('CERT_UNTRUSTED', 'the certificate comes from an authority that is not trusted here', {
    server: `${AUTHORITY} && ${SIGNED} && ${withKey()}`,
    lines: [OVER_TLS],
  }),
  connectionEntry('CERT_OTHER_HOST', 'the certificate is for other names than the host that was asked for', {
    server: certified('DNS:other.example'),
    lines: [`${OVER_TLS} --ca-file c.pem`],
  }),
  connectionEntry('CERT_EXPIRED', 'the certificate of the host, or of the proxy, has expired', NOT_MADE),
  connectionEntry(
    'CERT_NOT_YET_VALID',
    'the certificate is not valid yet, or the clock of this machine is wrong',
    NOT_MADE,
  ),
  connectionEntry('CERT_REVOKED', 'the certificate was revoked by who made it', NOT_MADE),
  connectionEntry(
    'CERT_REFUSED',
    'the certificate is wrong in another way, which the message quotes',
    NOT_MADE,
  ),
  connectionEntry(
    'CLIENT_CERTIFICATE',
    'the host wants a certificate of whoever connects; there is no way to show one',
    {
      server: certified('IP:127.0.0.1', ', requestCert: true'),
      lines: [`${OVER_TLS} --ca-file c.pem`],
    },
  ),
]);
