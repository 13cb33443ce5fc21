const ADDRESS = '`aitronos config list` shows which API address is used and where it comes from';
const PROXY =
  'HTTPS_PROXY names the proxy, NO_PROXY the hosts to reach without it; `aitronos doctor` shows which is used';
export const DOCTOR = '`aitronos doctor` looks at every part of the way to the API';
const CLOCK = 'check the clock of this machine; if it is right, tell whoever runs the host';

export const CONNECTION_HINTS: Readonly<Record<string, string>> = {
  CONNECTION_REFUSED: ADDRESS,
  HOST_NOT_FOUND: ADDRESS,
  HOST_UNREACHABLE: 'look at the network: a cable, a VPN, a firewall; or name a proxy in HTTPS_PROXY',
  CONNECTION_FAILED: DOCTOR,
  REQUEST_NOT_MADE:
    'nothing was sent; if memory is short, allow more (`ulimit -v`); else check what NODE_OPTIONS switches off',
  TLS_FAILED: `something else may answer at that port; ${ADDRESS}`,
  CLIENT_CERTIFICATE: `ask whoever runs the host for access without one; ${ADDRESS}`,
  WRONG_PROTOCOL: `something else answers at that port; ${ADDRESS}`,
  BAD_ANSWER: `tell whoever runs the host, or what sits in front of it; ${ADDRESS}`,
  HEADER_TOO_LARGE: 'tell whoever runs the host, or what sits in front of it',
  TIMEOUT: '--timeout <seconds> waits longer; the same command is safe to repeat',
  CONNECTION_LOST: 'the same command is safe to repeat',
  ANSWER_CUT_SHORT: 'the same command is safe to repeat',
  CERT_EXPIRED: CLOCK,
  CERT_NOT_YET_VALID: CLOCK,
  CERT_REVOKED: 'do not go on; tell whoever runs the host',
  CERT_REFUSED: `tell whoever runs the host; ${DOCTOR}`,
  CERT_SELF_SIGNED: 'if it is your own, trust it: --ca-file <file> with the certificate, or AITRONOS_CA_FILE',
  CERT_UNTRUSTED:
    "if your company's network opens TLS connections to inspect them, trust its root certificate: --ca-file <file>, or AITRONOS_CA_FILE; else tell whoever runs the host; `aitronos doctor` shows what is trusted",
  CERT_OTHER_HOST: `use one of the names in the certificate; ${ADDRESS}`,
  PROXY_NOT_FOUND: PROXY,
  PROXY_FAILED: PROXY,
  PROXY_SILENT: PROXY,
  PROXY_REFUSED: `ask whoever runs the proxy to let the host through; ${PROXY}`,
  PROXY_HOST_NOT_FOUND: `the proxy does not know this name; ${ADDRESS}`,
  PROXY_HOST_UNREACHABLE: `${ADDRESS}; ${PROXY}`,
  PROXY_AUTHENTICATION:
    'put them into the address: HTTPS_PROXY=http://user:password@host:port (%40 for an @)',
  PROXY_SCHEME: `ask whoever runs the proxy to allow Basic, or run a helper on this machine that signs in to it; ${PROXY}`,
};
