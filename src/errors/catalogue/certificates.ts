import { connectionEntry, OVER_TLS } from './connection.ts';
import { type Entries, type Example, WHERE } from './entry.ts';

const MADE = 'openssl req -x509 -newkey rsa:2048 -nodes';
const OWN = `${MADE} -subj /CN=x -addext subjectAltName`;

/** A server of Node with the certificate that these commands of `openssl` make, and a call that trusts `ca`. */
const certified = (commands: string, ca: string | null, more = ''): Example => ({
  where: WHERE.openssl,
  server:
    `${commands} && node -e 'const [key, cert] = ["k.pem", "c.pem"].map((f) => require("fs").readFileSync(f)); ` +
    `require("https").createServer({ key, cert${more} }).listen(4700)'`,
  lines: [ca === null ? OVER_TLS : `${OVER_TLS} --ca-file ${ca}`],
});

/** A certificate that vouches for itself. */
const own = (names: string, more = ''): string => `${OWN}=${names}${more} -keyout k.pem -out c.pem`;

const AUTHORITY = `${MADE} -subj /CN=ca -keyout ca.key -out ca.pem`;
const SIGNED = `${OWN}=IP:127.0.0.1 -CA ca.pem -CAkey ca.key -keyout k.pem -out c.pem`;

const EXPIRED =
  'openssl req -newkey rsa:2048 -nodes -subj /CN=x -keyout k.pem -out r.pem && ' +
  'openssl x509 -req -in r.pem -days -1 -signkey k.pem -out c.pem';

const NOT_MADE = { none: 'it takes a certificate that `openssl req` does not make' };

export const CERTIFICATES: Entries = Object.fromEntries([
  connectionEntry(
    'CERT_SELF_SIGNED',
    'the certificate is self-signed, and is not trusted here',
    certified(own('IP:127.0.0.1'), null),
  ),
  connectionEntry(
    'CERT_UNTRUSTED',
    'the certificate comes from an authority that is not trusted here',
    certified(`${AUTHORITY} && ${SIGNED}`, null),
  ),
  connectionEntry(
    'CERT_OTHER_HOST',
    'the certificate is for other names than the host that was asked for',
    certified(own('DNS:other.example'), 'c.pem'),
  ),
  connectionEntry(
    'CERT_EXPIRED',
    'the certificate of the host, or of the proxy, has expired',
    certified(EXPIRED, 'c.pem'),
  ),
  connectionEntry(
    'CERT_NOT_YET_VALID',
    'the certificate is not valid yet, or the clock of this machine is wrong',
    NOT_MADE,
  ),
  connectionEntry('CERT_REVOKED', 'the certificate was revoked by its issuer', NOT_MADE),
  connectionEntry(
    'CERT_REFUSED',
    'the certificate is wrong in another way, which the message quotes',
    certified(own('IP:127.0.0.1', ' -addext extendedKeyUsage=clientAuth'), 'c.pem'),
  ),
  connectionEntry(
    'CLIENT_CERTIFICATE',
    'the host asks for a client certificate, and this program cannot send one',
    certified(own('IP:127.0.0.1'), 'c.pem', ', requestCert: true'),
  ),
]);
