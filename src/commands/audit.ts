import { Command } from '@commander-js/extra-typings';
import type { Run } from '../cli/options.ts';
import { listCommand } from './audit/list.ts';

export const auditCommand = (run: Run) =>
  new Command('audit')
    .description("Read the API's own audit log of an organization.")
    .addCommand(listCommand(run));
