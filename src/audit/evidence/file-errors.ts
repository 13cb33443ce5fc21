import { CliError } from '../../errors/cli-errors.ts';

/** True for an error that a file is to blame for: a missing, damaged or foreign one. A defect of ours is none. */
export const isOfFile = (error: unknown): boolean =>
  error instanceof CliError || (error instanceof Error && error.constructor === Error);
