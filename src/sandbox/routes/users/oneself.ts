import { Refusal } from '../../refusal.ts';
import type { RouteCall } from '../route.ts';

/** Our choice: callers cannot do this to themselves. The pages do not say. */
export function refuseOneself({ caller_id }: RouteCall, user_id: string, message: string): void {
  if (user_id !== caller_id) return;
  throw new Refusal(403, 'OPERATION_NOT_ALLOWED', message, { details: { user_id } });
}
