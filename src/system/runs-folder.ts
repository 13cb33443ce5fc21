import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** The folder that holds all runs. */
export const runsFolder = ({ folders }: Pick<Environment, 'folders'>) => join(folders.state, 'runs');
