import { timestamp } from './times.ts';

/** The kinds of error that the API's own public standards name. */
export type RefusalType =
  | 'client_error'
  | 'authentication_error'
  | 'authorization_error'
  | 'server_error'
  | 'validation_error'
  | 'rate_limit_error';

const typeOf = (status: number): RefusalType => {
  if (status >= 500) return 'server_error';
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'authorization_error';
  return status === 429 ? 'rate_limit_error' : 'client_error';
};

type Details = Readonly<Record<string, string>>;

interface RefusalMore {
  readonly type?: RefusalType;
  /** Details of an internal failure; for a refusal, the message in lower case, as documented. */
  readonly system_message?: string;
}

/** A request that the sandbox refuses: thrown anywhere, answered in one place as the error envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: RefusalType;
  readonly details: Details;
  readonly system_message: string;

  constructor(status: number, code: string, message: string, details: Details = {}, more: RefusalMore = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.type = more.type ?? typeOf(status);
    this.details = details;
    this.system_message = more.system_message ?? message.toLowerCase();
  }
}

/** The envelope with its keys in the documented order. https://docs.aitronos.com/docs/api-reference/error-codes */
export const errorEnvelope = (refusal: Refusal, trace_id: string, now: number) => ({
  success: false,
  error: {
    code: refusal.code,
    message: refusal.message,
    system_message: refusal.system_message,
    type: refusal.type,
    status: refusal.status,
    details: refusal.details,
    trace_id,
    timestamp: timestamp(now),
  },
});
