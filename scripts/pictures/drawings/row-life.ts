import { OUTCOMES, type Outcome, type ResultRecord } from '../../../src/results/record.ts';
import { RowStates } from '../../../src/runs/journal/row-states.ts';
import { picture } from '../svg.ts';
import type { Theme } from '../themes.ts';
import { type Colour, Pen } from './pen.ts';

const TITLE = 'The life of a row: checked, journaled, sent, and its six outcomes';
const WIDTH = 740;
const STAGE = { x: 24, width: 380, height: 58 };
const SIDE = 470;
const TOP = 28;

interface Stage {
  readonly name: string;
  readonly does: string;
  /** What else may happen here, in two lines, and where it leads: away from the run, or back into it. */
  readonly beside: readonly [first: string, second: string];
  readonly colour: Colour;
}

const STAGES: readonly Stage[] = [
  {
    name: 'checked',
    does: 'its form, whom it means, whether it is allowed',
    beside: ['a bad row: all are refused,', 'exit 2, nothing was sent'],
    colour: 'magenta',
  },
  {
    name: 'journaled',
    does: 'written down before it leaves this machine',
    beside: ['a crash, a power cut, kill -9:', 'runs resume goes on from here'],
    colour: 'blue',
  },
  {
    name: 'sent',
    does: 'one request, at the pace that the API allows',
    beside: ['no answer, a 5xx, a 429:', 'sent again, as --retries says'],
    colour: 'yellow',
  },
];

/** What each outcome means, and what can be done then; one that is missing here does not compile. */
const MEANINGS: Readonly<Record<Outcome, Meaning>> = {
  changed: { words: 'the API confirmed it', colour: 'green', next: 'runs undo' },
  unchanged: { words: 'it already was so', colour: 'green' },
  recovered: { words: 'an attempt without an answer had done it', colour: 'green', next: 'runs undo' },
  failed: { words: 'the API refused it', colour: 'red', next: 'runs retry' },
  unknown: { words: 'no answer on any attempt: it may have happened', colour: 'yellow' },
  not_sent: { words: 'the run stopped before, or there was no connection', colour: 'dim' },
  not_found: { words: 'no such user, with --missing skip', colour: 'dim' },
};

interface Meaning {
  readonly words: string;
  readonly colour: Colour;
  readonly next?: 'runs undo' | 'runs retry';
}

/** From a line of a file to what became of a user. */
export function rowLifeDrawing(theme: Theme): string {
  const pen = new Pen(theme);
  const middle = STAGE.x + STAGE.width / 2;
  pen.words('leavers.csv:32: jo.ito.238@example.com', middle, TOP + 16, { font: 'm', anchor: 'middle' });
  let y = TOP + 24;
  for (const stage of STAGES) {
    pen.line(`M${middle} ${y}v22`, 'dim');
    pen.head({ x: middle, y: y + 30 }, 'down', 'dim');
    drawStage(pen, stage, y + 30);
    y += 30 + STAGE.height;
  }
  const height = drawOutcomes(pen, y) + 24;
  return picture({ title: TITLE, description: description(), width: WIDTH, height, theme }, pen.svg());
}

function drawStage(pen: Pen, { name, does, beside, colour }: Stage, y: number): void {
  const middle = y + STAGE.height / 2;
  pen.box({ ...STAGE, y });
  pen.words(name, STAGE.x + 16, y + 24, { font: 'm', bold: true });
  pen.words(does, STAGE.x + 16, y + 44);
  const end = STAGE.x + STAGE.width;
  pen.line(`M${end} ${middle}H${SIDE - 20}`, colour, true);
  pen.head({ x: SIDE - 12, y: middle }, 'right', colour);
  pen.words(beside[0], SIDE, middle - 4, { colour });
  pen.words(beside[1], SIDE, middle + 14, { colour });
}

/** A trunk down from the last stage, with a branch for each outcome. Returns where it ends. */
function drawOutcomes(pen: Pen, top: number): number {
  const trunk = STAGE.x + 20;
  const pill = { x: STAGE.x + 46, width: 112, height: 28 };
  pen.words('THEN', WIDTH - 24, top + 30, { bold: true, anchor: 'end', colour: 'dim' });
  let y = top + 42;
  for (const outcome of OUTCOMES) {
    const { words, colour } = MEANINGS[outcome];
    const middle = y + pill.height / 2;
    pen.line(`M${trunk} ${middle}H${pill.x - 8}`, 'dim', outcome === 'not_sent');
    pen.head({ x: pill.x, y: middle }, 'right', 'dim');
    pen.box({ ...pill, y }, colour, 14);
    pen.words(outcome, pill.x + pill.width / 2, middle + 4.5, {
      font: 'm',
      bold: true,
      anchor: 'middle',
      colour,
    });
    pen.words(words, pill.x + pill.width + 16, middle + 4.5);
    pen.words(nextOf(outcome), WIDTH - 24, middle + 4.5, { font: 'm', anchor: 'end' });
    y += pill.height + 10;
  }
  pen.line(`M${trunk} ${top}V${y - 10 - pill.height / 2}`, 'dim');
  return y - 10;
}

/** The command that takes a row of this outcome up; what `runs resume` takes is asked of the journal's own rule. */
function nextOf(outcome: Outcome): string {
  const states = new RowStates(1);
  states.setRecord(1, { ...SAMPLE, outcome }, 1);
  return states.isOpen(1) ? 'runs resume' : (MEANINGS[outcome].next ?? '-');
}

const SAMPLE: Omit<ResultRecord, 'outcome'> = {
  schema_version: 1,
  action: 'deactivate',
  user_id: 'usr_abc123',
  organization_id: 'org_xyz789',
  changed: null,
  account_state: null,
  transferred_to_department_id: null,
  user: null,
  error: null,
  request_id: null,
  attempts: 1,
  duration_ms: 0,
};

/** The drawing as text. */
function description(): string {
  const stages = STAGES.map(({ name, does, beside }) => `${name}: ${does}. ${beside.join(' ')}.`);
  const outcomes = OUTCOMES.map(
    (outcome) => `${outcome}: ${MEANINGS[outcome].words}; then ${nextOf(outcome)}.`,
  );
  return [...stages, ...outcomes].join('\n');
}
