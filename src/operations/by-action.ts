import { deactivate } from './deactivate.ts';
import type { Operation } from './operation.ts';
import { reactivate } from './reactivate.ts';
import type { Action } from './record.ts';

/** The operation of each action, for runs that are taken up again. */
export const operationOf: Readonly<Record<Action, Operation>> = { deactivate, reactivate };
