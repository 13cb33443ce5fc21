import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { fieldsMeant, fieldsOfMixed } from '../../output/selection/field-names.ts';
import { fieldsView, idsView } from '../../output/selection/fields-view.ts';
import { isDocumented, type RecordShape } from '../../output/selection/record-shape.ts';
import type { View } from '../../output/view.ts';
import { findNearest } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';
import { showUnseen } from '../../text/shown.ts';
import { type Format, STORED_FORMATS } from '../../validation/choices.ts';
import { isObject } from '../../validation/objects.ts';
import { refuseIgnoredFormat } from './raw-answers.ts';

export interface Wanted {
  readonly format: Format;
  /** The fields of its records, in their order; absent for all. */
  readonly fields?: readonly string[] | undefined;
  /** What the command's records hold; absent for a command without any. */
  readonly records?: RecordShape | undefined;
}

function refuseImpossible({ format, fields, records }: Wanted): void {
  if (fields !== undefined) refuseFields(format, fields, records);
  if (records?.isAsItCame) refuseIgnoredFormat(format);
  const others = `it has --output ${[...STORED_FORMATS, ...(records?.idOf ? ['ids'] : [])].join(', ')}`;
  if (format === 'markdown' && !records?.hasMarkdown) {
    const hint = `${others}\na report is written by \`runs report --markdown <file>\``;
    throw usageError('only plans have --output markdown: --plan, and `runs apply --dry-run`', hint);
  }
  if (format !== 'ids' || records?.idOf) return;
  throw usageError('nothing that this command lists has an id, so there is no --output ids', others);
}

function refuseFields(format: Format, fields: readonly string[], records: RecordShape | undefined): void {
  if (format === 'markdown') {
    throw usageError('--fields and --output markdown contradict each other', 'leave one of them out');
  }
  if (format === 'ids') {
    throw usageError('--fields and --output ids contradict each other', 'a list of ids has no other field');
  }
  if (records === undefined || (records.fields.length === 0 && !records.isOpen)) {
    const hint = 'leave --fields out; of JSON, jq shows a part';
    throw usageError('this answer has no fields that --fields could choose', hint);
  }
  const twice = fields.find((name, at) => fields.indexOf(name) !== at);
  if (twice !== undefined) {
    throw usageError(`--fields: two names mean the field ${twice}`, 'leave one of them out');
  }
  const unknown = fields.filter(
    (name) => fieldsOfMixed(name, records) || !(records.isOpen || isDocumented(records, name)),
  );
  if (unknown.length > 0) throw unknownFields(unknown, records);
}

/**
 * Takes the wanted part out of an answer. Throws `CliError` (usage), before anything is sent, for what the command
 * cannot give, and later for fields that no record of the API has. What it needs is loaded now: during a long run an
 * update of the program may replace its files.
 */
export function wantedPart(wanted: Wanted): (view: View) => View | Promise<View> {
  const fields = wanted.fields && wanted.records && fieldsMeant(wanted.fields, wanted.records);
  refuseImpossible({ ...wanted, fields: fields ?? wanted.fields });
  const { format, records } = wanted;
  if (records === undefined) return (view) => view;
  if (fields !== undefined) {
    const unknown = (names: readonly string[]) => unknownFields(names, records);
    return (view) => fieldsView(view, { names: fields, shape: records, unknown });
  }
  if (format !== 'ids') return (view) => view;
  return (view) => idsView(view, records, (count) => missingIds(count, view));
}

function missingIds(count: number, view: View): CliError {
  const message = `${count === 1 ? '1 record has' : `${count} records have`} no usable id`;
  return new CliError('NO_ID', EXIT.refused, message, whereToLook(view));
}

/** A change is not to be made once more only to see its answer. */
function whereToLook(view: View): string {
  if ('again' in view && view.again !== undefined) return `the change is made; look: ${view.again} --json`;
  if ('json' in view && isObject(view.json) && 'outcome' in view.json) {
    return 'the change is made; look: `aitronos users list --search <text>`';
  }
  return '`-o json` shows what there is';
}

/** The usage error for fields that records of this shape do not have; it lists those that there are. */
export function unknownFields(names: readonly string[], shape: RecordShape): CliError {
  const { fields } = shape;
  const what = names.length === 1 ? 'there is no field' : 'there are no fields';
  const message = `--fields: ${what} ${names.map((name) => showUnseen(JSON.stringify(name))).join(', ')}`;
  const divided = names.flatMap((name) => name.split(DIVIDERS).filter((part) => part !== ''));
  const meant = fieldsMeant(divided, shape);
  if (divided.length > names.length && meant.every((name) => isDocumented(shape, name))) {
    const list = [...new Set(meant)].join();
    return usageError(message, `put a comma between fields: --fields ${shellWord(list)}`, {
      nearest: meant,
      fields,
    });
  }
  const known = [...fields, ...Object.keys(shape.headings ?? {})];
  const spelt = names.flatMap((name) => fieldsOfMixed(name, shape) ?? findNearest(name, known));
  const nearest = [
    ...new Set(spelt.map((name) => (fields.includes(name) ? name : (shape.headings?.[name] ?? name)))),
  ];
  const near = nearest.length === 0 ? '' : `did you mean ${nearest.join(' or ')}? `;
  return usageError(message, `${near}there are: ${fields.join(', ')}`, { nearest, fields });
}

/** What may stand between fields in place of a comma. */
const DIVIDERS = /[\s;|+/&]/;
