import type { Context } from 'hono';
import type { Clock } from '../../system/clock.ts';
import type { SandboxApp, SandboxEnv } from '../request.ts';
import type { Capability } from '../state/capabilities.ts';
import type { Organization } from '../state/organization.ts';
import type { SigningIn } from './auth/signing-in.ts';

/** The two documented shapes of members: the nested rows of the crew pages, the flat ones of the members pages. */
export type MemberShape = 'crew' | 'members';

/** The parts that the routes share. */
export interface RouteParts {
  readonly organization: Organization;
  readonly signingIn: SigningIn;
  readonly clock: Clock;
  readonly member_shape: MemberShape;
}

/** One request to a route, with the parts that its answer needs. */
export interface RouteCall extends RouteParts {
  readonly c: Context<SandboxEnv>;
  /** The signed-in person; empty on an open route. */
  readonly caller_id: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One documented operation. */
export interface Route {
  /** Method and path, as in `GET /v1/organizations/:organization_id/users/:user_id`. */
  readonly at: `${Method} /${string}`;
  /** The address of the page that describes it; null where none does. */
  readonly page: string | null;
  /** Answered without a token. */
  readonly open?: true;
  /** Capabilities of which the caller has to hold one; absent for what every signed-in user may do. */
  readonly needs?: readonly Capability[];
  /** Answers the request. Throws a `Refusal`. */
  readonly answer: (call: RouteCall) => Response | Promise<Response>;
}

/** The value of a parameter in the path. */
export const param = ({ c }: RouteCall, name: string): string => c.req.param(name) ?? '';

/** Serves these routes; a literal path takes precedence over one with a parameter. */
export function addRoutes(app: SandboxApp, routes: readonly Route[], parts: RouteParts): void {
  const literalFirst = (path: string) => path.replaceAll(':', '\uffff');
  const sorted = routes
    .map(({ at, ...route }) => {
      const [method = '', path = ''] = at.split(' ');
      return { ...route, method, path, order: literalFirst(path) };
    })
    .sort((one, other) => (one.order < other.order ? -1 : 1));
  for (const { method, path, open, needs, answer } of sorted) {
    app.on(method, path, (c) => {
      const caller_id = open ? '' : c.get('caller').user_id;
      if (needs) parts.organization.requireCapability(caller_id, needs);
      return answer({ ...parts, c, caller_id });
    });
  }
}
