import type { Context } from 'hono';
import { HonoBase } from 'hono/hono-base';
import { TrieRouter } from 'hono/router/trie-router';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { reason, systemCode } from '../errors/reason.ts';
import type { Clock } from '../system/time/clock.ts';
import { isLoopback } from '../validation/addresses.ts';
import { jsonAnswer } from './answers.ts';
import { authenticate } from './auth/authentication.ts';
import { BEGIN_ANEW, DamagedData } from './data-files.ts';
import { applyLatency, type Fault, injectFault } from './faults/faults.ts';
import type { Bucket } from './faults/token-bucket.ts';
import { errorEnvelope, Refusal } from './refusal.ts';
import {
  type Listeners,
  nameRequest,
  recordRequest,
  type SandboxApp,
  type SandboxEnv,
  type SandboxMiddleware,
} from './request.ts';
import { addRoutes, literalFirst, type Route, type RouteParts } from './routes/route.ts';
import { ROUTES } from './routes/routes.ts';
import { ORGANIZATION_ID } from './state/first-data.ts';
import type { Organization } from './state/organization.ts';

export interface SandboxParts extends RouteParts, Listeners {
  readonly latency_ms: number;
  readonly bucket: Bucket | undefined;
  readonly draw: (target: string) => Fault['kind'] | undefined;
}

const isOpen = ({ open }: Route) => open === true;
const OPEN = literalFirst(ROUTES.filter(isOpen));
const SIGNED_IN = literalFirst(ROUTES.filter((route) => !isOpen(route)));

/** The whole sandbox as one application: middleware first, then the routes. */
export function sandboxApp(parts: SandboxParts): SandboxApp {
  const { signingIn, clock, latency_ms, bucket, draw } = parts;
  // hono's own class tries another router first, which cannot tell a literal path from one with a parameter.
  const app = new HonoBase<SandboxEnv>({ router: new TrieRouter() });

  const refuse = (refusal: Refusal, c: Context<SandboxEnv>) =>
    jsonAnswer(
      c,
      errorEnvelope(refusal, c.get('trace_id'), clock.now()),
      refusal.status as ContentfulStatusCode,
    );
  app.onError((error, c) => refuse(error instanceof Refusal ? error : failureRefusal(error), c));
  // Our choice: the code, and that a method an address does not know is answered like an unknown address.
  app.notFound((c) => refuse(new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.'), c));

  app.use(
    nameRequest(() => clock.now()),
    refuseForeignHosts(),
    recordRequest(parts),
  );
  app.use('/v1/*', applyLatency(latency_ms, clock));
  if (bucket) app.use('/v1/*', limitRate(bucket, clock));
  app.use('/v1/*', injectFault(draw, clock));
  addRoutes(app, OPEN, parts);
  app.use('/v1/*', authenticate(signingIn.sessions, clock));
  app.use('/v1/organizations/:organization_id/*', ofOrganization(parts.organization));

  addRoutes(app, SIGNED_IN, parts);
  return app;
}

/** Turns a failure of the sandbox, such as a full disk, into an error envelope. The codes are our choice. */
function failureRefusal(error: Error): Refusal {
  const more = { system_message: error.message };
  return new Refusal(500, 'INTERNAL_SERVER_ERROR', failureWords(error), {}, more);
}

function failureWords(error: Error): string {
  if (error instanceof DamagedData) return `The sandbox cannot read its data: ${BEGIN_ANEW}`;
  if (systemCode(error) === null) return 'An internal error occurred.';
  return `The sandbox cannot keep its data: ${reason(error)}`;
}

/**
 * Takes a token a request. Our choice: before authentication, and the code of the refusal.
 * https://docs.aitronos.com/docs/documentation/rate-limiting
 */
function limitRate(bucket: Bucket, clock: Clock): SandboxMiddleware {
  return async (c, next) => {
    const now = clock.now();
    const { taken, wait_ms } = bucket.take(now);
    for (const [name, value] of Object.entries(bucket.headers(now))) c.header(name, value);
    if (taken) return next();
    c.header('Retry-After', String(Math.ceil(wait_ms / 1_000)));
    throw new Refusal(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests. Please try again later.');
  };
}

/**
 * Our choice: an organization that is not the sandbox's own is one the caller does not belong to, and a former member
 * is told so by another of the documented codes.
 */
function ofOrganization(organization: Organization): SandboxMiddleware {
  return async (c, next) => {
    const organization_id = c.req.param('organization_id') ?? '';
    const details = { organization_id };
    if (organization_id !== ORGANIZATION_ID) {
      const message = 'You do not have access to this organization.';
      throw new Refusal(403, 'ORGANIZATION_ACCESS_DENIED', message, details);
    }
    if (organization.isMember(c.get('caller').user_id)) return next();
    const message = 'You are not a member of this organization.';
    throw new Refusal(403, 'NO_ORGANIZATION_MEMBERSHIP', message, details);
  };
}

/**
 * Refuses requests under any other name than this server's own, and those of web pages. A page in a browser could reach
 * the sandbox otherwise: with its own `Origin`, with none, as an image does, or through a host name that it points here
 * (DNS rebinding). Browsers say of each request whose it is: https://www.w3.org/TR/fetch-metadata/
 * Our choice: 403, and the codes. Throws a `Refusal`.
 */
function refuseForeignHosts(): SandboxMiddleware {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site') ?? 'none';
    if (c.req.header('origin') !== undefined || site !== 'none') {
      throw new Refusal(403, 'ORIGIN_REFUSED', 'The sandbox does not answer web pages.');
    }
    if (!isOwnHost(c.req.header('host') ?? '', c.env.incoming.socket.localPort)) {
      throw new Refusal(403, 'HOST_REFUSED', 'The sandbox answers only to its own loopback address.');
    }
    await next();
  };
}

function isOwnHost(host: string, port: number | undefined): boolean {
  if (!/^[\w.-]+(?::\d{1,5})?$|^\[::1\](?::\d{1,5})?$/.test(host)) return false;
  if (!URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  return isLoopback(url.hostname) && Number(url.port || 80) === port;
}
