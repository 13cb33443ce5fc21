import { newNoun, type Run } from '../cli/options.ts';
import { applyCommand } from './runs/apply.ts';
import { deleteCommand } from './runs/delete.ts';
import { listCommand } from './runs/list.ts';
import { resumeCommand, retryCommand, undoCommand } from './runs/reopening.ts';
import { reportCommand } from './runs/report.ts';
import { showCommand } from './runs/show.ts';
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
