import { type Block, type Part, partsOf } from './markdown.ts';

/** A `$` line with what stands under it. */
export interface Command {
  readonly kind: 'command';
  readonly line: number;
  readonly block: number;
  readonly command: string;
  readonly expected: readonly string[];
  /** Started and left running; ended by a `^C` line or with the page. */
  readonly background: boolean;
  /** The next line shows `$?`, so this command may fail. */
  readonly mayFail: boolean;
}

/** A line that the page does not show: it has to succeed, and what it prints is not looked at. */
interface Hidden {
  readonly kind: 'hidden';
  readonly line: number;
  readonly command: string;
  readonly background: boolean;
}

/** A file that the page needs; its text is the block that the page shows. */
interface PageFile {
  readonly kind: 'file';
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** Something that cannot be run as it is written. */
export interface Fault {
  readonly kind: 'fault';
  readonly line: number;
  readonly says: string;
}

export type Step = Command | Hidden | PageFile | Fault;

/** The words of a comment that says what to do with the block that follows it. */
interface Directive {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const DIRECTIVE = /^\s*<!--\s*(file|run|background)\b:?\s*(.*?)\s*-->\s*$/;
const PROMPT = /^[\s>*-]*`?\$ |\$ aitronos\b/;

/** What a page asks for, in its order: CONTRIBUTING.md describes the form. */
export function readPage(markdown: string): Step[] {
  const steps: Step[] = [];
  let pending: Directive | null = null;
  for (const part of [...partsOf(markdown), null]) {
    if (part?.kind === 'block') {
      steps.push(...readBlock(part, pending));
      pending = null;
    } else if (pending !== null && part?.text.trim() !== '') {
      const says = `no block follows the comment "${pending.name}"`;
      steps.push({ kind: 'fault', line: pending.line, says });
      pending = null;
    }
    const directive = directiveOf(part);
    if (directive?.name === 'run' || (directive?.name === 'background' && directive.value !== '')) {
      const { line, value: command, name } = directive;
      steps.push({ kind: 'hidden', line, command, background: name === 'background' });
    } else if (directive !== null) {
      pending = directive;
    } else if (part?.kind === 'text' && PROMPT.test(part.text)) {
      steps.push(misplaced(part.line));
    }
  }
  return steps;
}

function directiveOf(part: Part | null): Directive | null {
  if (part?.kind !== 'text') return null;
  const [, name, value = ''] = DIRECTIVE.exec(part.text) ?? [];
  return name === undefined ? null : { name, value, line: part.line };
}

function readBlock(block: Block, directive: Directive | null): Step[] {
  const { line } = block;
  if (!block.closed) return [{ kind: 'fault', line, says: 'the block is not closed' }];
  if (directive?.name === 'file') {
    return [{ kind: 'file', line, name: directive.value, text: `${block.lines.join('\n')}\n` }];
  }
  if (block.language === 'console') return readCommands(block, directive?.name === 'background');
  const prompt = block.lines.findIndex((text) => PROMPT.test(text));
  return prompt < 0 ? [] : [misplaced(line + 1 + prompt)];
}

function readCommands(block: Block, background: boolean): Step[] {
  if (!block.lines[0]?.startsWith('$ ')) {
    return [{ kind: 'fault', line: block.line, says: 'a console block that does not begin with "$ "' }];
  }
  const found: { line: number; command: string; expected: string[] }[] = [];
  let continued = false;
  for (const [index, text] of block.lines.entries()) {
    const last = found.at(-1);
    if (text.startsWith('$ ')) {
      found.push({ line: block.line + 1 + index, command: text.slice(2), expected: [] });
      continued = text.endsWith('\\');
    } else if (continued && last !== undefined) {
      last.command += `\n${text}`;
      continued = text.endsWith('\\');
    } else {
      last?.expected.push(text);
    }
  }
  return found.map((step, index) => ({
    kind: 'command',
    block: block.number,
    background,
    mayFail: /^echo .*\$\?/.test(found[index + 1]?.command ?? ''),
    ...step,
  }));
}

function misplaced(line: number): Fault {
  return { kind: 'fault', line, says: 'a "$ " line outside a console block' };
}
