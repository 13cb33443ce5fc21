import type { Connect } from '../../api/client.ts';
import type { Console } from '../console.ts';

/** What a request is about, by its method and path; the first that fits counts. */
const ABOUT: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
  [/^POST \/v1\/organizations\/([^/]+)\/users$/, ([, org]) => `reading the users of ${org}`],
  [
    /^GET \/v1\/organizations\/([^/]+)\/departments(?:\/tree)?$/,
    ([, org]) => `reading the departments of ${org}`,
  ],
  [/^GET \/v1\/organizations\/([^/]+)\/roles$/, ([, org]) => `reading the roles of ${org}`],
  [/^GET \/v1\/organizations\/[^/]+\/roles\/([^/]+)\/members$/, ([, role]) => `reading who has ${role}`],
  [/^GET \/v1\/organizations\/([^/]+)\/audit-log$/, ([, org]) => `reading the audit log of ${org}`],
  [/^GET \/v1\/organizations\/[^/]+\/users\/([^/]+)$/, ([, user]) => `reading ${user}`],
  [/^GET \/v1\/organizations$/, () => 'reading the organizations'],
  [/^GET \/health$/, () => 'asking whether the API is there'],
  [/^GET \/v1\/user\/me$/, () => 'asking who is signed in'],
  [/^POST \/v1\/auth\/(?:login|verify)$/, () => 'signing in'],
  [/^POST \/v1\/auth\/refresh$/, () => 'renewing the sign-in'],
  [/^POST \/v1\/auth\/logout$/, () => 'signing out'],
];

/** `reading the users of org_xyz789`; method and path where there are no better words. */
export function requestWords(method: string, url: string): string {
  const line = `${method} ${new URL(url).pathname}`;
  for (const [form, words] of ABOUT) {
    const found = form.exec(line);
    if (found) return words(found);
  }
  return line;
}

/** Connections whose requests are told as work while they wait for an answer, except those of a run that counts. */
export const tellRequests =
  (connect: Connect, io: Console): Connect =>
  (target) => {
    const { transport, close } = connect(target);
    return {
      close,
      async transport(request, begun) {
        if (io.counting) return transport(request, begun);
        const end = io.working(requestWords(request.method, request.url));
        try {
          const answer = await transport(request, begun);
          end(true);
          return answer;
        } catch (error) {
          end();
          throw error;
        }
      },
    };
  };
