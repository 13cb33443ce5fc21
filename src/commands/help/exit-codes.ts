import { EXIT } from '../../errors/exit-codes.ts';
import type { ShortView } from '../../output/view.ts';
import { topicView } from './topic.ts';

const MEANINGS: Readonly<Record<keyof typeof EXIT, readonly [meaning: string, advice: string]>> = {
  ok: ['every user is in the state that was asked for', 'go on'],
  refused: [
    'refused, by the API or here (unknown name or run, bad file, defect); of many, not one succeeded',
    'read the error',
  ],
  usage: [
    'usage: a wrong option, id or row, no value or confirmation, or a guard refused; nothing was sent',
    'fix the call',
  ],
  partial: [
    'a run is over and some rows failed; users or lists differ, or a record is broken or incomplete',
    'read the rows',
  ],
  signIn: [
    'no token, not accepted (401), or not allowed (403, a check, the setting writes)',
    'sign in, or ask for the right',
  ],
  tryLater: [
    'no answer, or "not now": unreachable, timed out, 5xx or 429 after every retry',
    'try again later',
  ],
  interrupted: ['interrupted, or a question was declined', ''],
};

/** Every exit code, what it means, and what a script should do then; no text where that is up to who interrupted it. */
export function exitCodeRows() {
  const names = Object.keys(MEANINGS) as (keyof typeof MEANINGS)[];
  return names.map((name) => {
    const [meaning, a_script_should] = MEANINGS[name];
    return { code: EXIT[name], meaning, a_script_should };
  });
}

/** The help topic about exit codes. `width`: columns of the page. */
export function exitCodesTopic(width: number): ShortView {
  return topicView(['code', 'meaning', 'a_script_should'], exitCodeRows(), {
    about: 'How the program ends, and what a script should do then.',
    itemOf: ({ code, meaning, a_script_should: advice }) => [
      String(code),
      advice === '' ? meaning : `${meaning}\n-> ${advice}`,
    ],
    width,
  });
}
