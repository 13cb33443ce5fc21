import type { ProtectRule } from '../../../validation/protect-rules.ts';

/** A rule that is more than an id, and the reason in words that follow a user id. */
export interface ReasonedRule {
  readonly rule: ProtectRule;
  readonly reason: string;
}
