import type { Context } from '../../../cli/context.ts';
import { valueOption } from '../../../cli/options.ts';
import { correctVariable, readValue } from '../../../settings/precedence.ts';
import {
  JUSTIFICATIONS,
  type Justification,
  type JustificationName,
  justificationParsers,
  requiredNames,
} from '../../../validation/justification.ts';

export type JustificationFlags = { readonly [N in JustificationName]?: string | undefined };

const VARIABLE = { reason: 'AITRONOS_REASON', ticket: 'AITRONOS_TICKET' } as const;

export const reasonOption = () =>
  valueOption('--reason <text>', 'why, for the record; else AITRONOS_REASON', justificationParsers.reason);

export const ticketOption = () =>
  valueOption('--ticket <id>', 'the ticket of the change; else AITRONOS_TICKET', justificationParsers.ticket);

/** Why the change is made, as the call says it for everybody, without secrets. Throws `CliError` (usage). */
export function justification({ environment, secrets }: Context, given: JustificationFlags): Justification {
  const said = JUSTIFICATIONS.flatMap((name) => {
    const variable = environment.env[VARIABLE[name]];
    const text =
      given[name] ??
      (variable
        ? readValue(VARIABLE[name], justificationParsers[name], variable, correctVariable(VARIABLE[name]))
        : undefined);
    return text === undefined ? [] : [[name, secrets.redact(text)]];
  });
  return Object.fromEntries(said);
}

/** What this call says beside a plan, which was approved with words of its own or with none. */
export function notesOnPlanned(
  context: Context,
  planned: { readonly [N in JustificationName]: string | null },
): string[] {
  const said = justification(context, {});
  return JUSTIFICATIONS.flatMap((name) => {
    if (said[name] === undefined || said[name] === planned[name]) return [];
    const variable = VARIABLE[name];
    return planned[name] === null
      ? [`where the plan says no ${name}, that of ${variable} is recorded: it was not approved with it`]
      : [`the plan's own ${name} is recorded, and not that of ${variable}`];
  });
}

const required = (context: Context) => requiredNames(context.setting('require').value);

/** What each row of a file has to say, because the call does not say it. */
export function requiredOfRows(context: Context, given: JustificationFlags): readonly JustificationName[] {
  const said = justification(context, given);
  return required(context).filter((name) => said[name] === undefined);
}

type RequiredFlags = { readonly [N in JustificationName as `--${N}`]?: string | null };

/** What the setting `require` asks of a call, as it was given; null where it was not. */
export function requiredFlags(context: Context, given: JustificationFlags): RequiredFlags {
  const said = justification(context, given);
  return Object.fromEntries(required(context).map((name) => [`--${name}`, said[name] ?? null]));
}
