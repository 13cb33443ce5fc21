import { Command } from '@commander-js/extra-typings';
import type { Run } from '../cli/options.ts';
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
  new Command('runs')
    .description(
      'The record of every change of users, one or many, and what you can do with it. The beginning of an id is enough.',
    )
    .addCommand(listCommand(run))
    .addCommand(showCommand(run))
    .addCommand(applyCommand(run))
    .addCommand(resumeCommand(run))
    .addCommand(retryCommand(run))
    .addCommand(undoCommand(run))
    .addCommand(verifyCommand(run))
    .addCommand(reportCommand(run))
    .addCommand(deleteCommand(run));
