import type { Context } from 'hono';
import type { Clock } from '../../system/time/clock.ts';
import { jsonAnswer } from '../answers.ts';
import type { RefreshShape } from '../auth/refresh-shapes.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignInStore } from '../auth/sign-in-store.ts';
import { Refusal } from '../refusal.ts';
import type { SandboxApp, SandboxEnv } from '../request.ts';
import type { Capability } from '../state/capabilities.ts';
import type { Command } from '../state/commands/command.ts';
import type { Organization } from '../state/organization.ts';

/** The two documented shapes of members: the nested rows of the crew pages, the flat ones of the members pages. */
export type MemberShape = 'crew' | 'members';

interface SigningIn {
  readonly store: SignInStore;
  readonly sessions: Sessions;
  readonly refresh_shape: RefreshShape;
}

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
  /** The value of a parameter in the path. */
  readonly param: (name: string) => string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  /** Method and path, as in `GET /v1/organizations/:organization_id/users/:user_id`. */
  readonly at: `${Method} /${string}`;
  /** The address of the page that describes it; null where none does. */
  readonly page: string | null;
  /** Answered without a token. */
  readonly open?: true;
  /** Capabilities of which the caller has to hold one; absent for what every signed-in user may do. */
  readonly needs?: readonly Capability[];
  /** Of an answer in JSON; 200 where it is absent. */
  readonly status?: 201;
  /** Answers the request: with a value, which is sent as JSON, or whole. Throws a `Refusal`. */
  readonly answer: (call: RouteCall) => object | Promise<object>;
}

/** A route with its method and path apart. */
export type ServedRoute = Omit<Route, 'at'> & { readonly method: string; readonly path: string };

/** Routes in the order in which they are served: a literal path before one with a parameter. */
export function literalFirst(routes: readonly Route[]): readonly ServedRoute[] {
  const order = ({ path }: ServedRoute) => path.replaceAll(':', '\uffff');
  return routes
    .map(({ at, ...route }) => {
      const [method = '', path = ''] = at.split(' ');
      return { ...route, method, path };
    })
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** Serves these routes. */
export function addRoutes(app: SandboxApp, routes: readonly ServedRoute[], parts: RouteParts): void {
  for (const { method, path, open, needs, status, answer } of routes) {
    app.on(method, path, async (c) => {
      const caller_id = open ? '' : c.get('caller').user_id;
      if (needs) parts.organization.requireCapability(caller_id, needs);
      const call = { ...parts, c, caller_id, param: (name: string) => c.req.param(name) ?? '' };
      const answered = await answer(call);
      return answered instanceof Response ? answered : jsonAnswer(c, answered, status);
    });
  }
}

/** Makes a change, and answers nothing (204). */
export async function changeOnly(
  { c, organization, caller_id }: RouteCall,
  command: Command,
): Promise<Response> {
  await organization.change(caller_id, command, () => {});
  return c.body(null, 204);
}

/**
 * Makes a change for each user, and answers for whom it was refused. Our choice: the error is the code with which the
 * operation on one user would refuse it.
 */
export async function changeEach(
  { organization, caller_id }: RouteCall,
  user_ids: readonly string[],
  commandFor: (user_id: string) => Command,
): Promise<object> {
  const refused = await Promise.all(
    user_ids.map(async (id) => {
      try {
        return await organization.change(caller_id, commandFor(id), () => []);
      } catch (error) {
        if (error instanceof Refusal) return [{ id, error: error.code }];
        throw error;
      }
    }),
  );
  const failed_operations = refused.flat();
  const failure_count = failed_operations.length;
  return { success_count: user_ids.length - failure_count, failure_count, failed_operations };
}
