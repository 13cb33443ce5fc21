import { newNoun, type Run } from '../cli/options.ts';
import { applyCommand } from './runs/apply.ts';
import { deleteCommand } from './runs/delete.ts';
import { listCommand } from './runs/list.ts';
import { reportCommand } from './runs/report.ts';
import { resumeCommand } from './runs/resume.ts';
import { retryCommand } from './runs/retry.ts';
import { showCommand } from './runs/show.ts';
import { undoCommand } from './runs/undo.ts';
import { verifyCommand } from './runs/verify.ts';

export const runsCommand = (run: Run) =>
  newNoun(
    'runs',
    'The record of every change of users, one or many, and what you can do with it. The beginning of an id is enough.',
    run,
    [
      listCommand,
      showCommand,
      applyCommand,
      resumeCommand,
      retryCommand,
      undoCommand,
      verifyCommand,
      reportCommand,
      deleteCommand,
    ],
  );
