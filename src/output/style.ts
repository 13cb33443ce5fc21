import { Chalk } from 'chalk';
import type { Style } from './colour.ts';

/** In colour, whatever the stream: whether it has any has been asked before. */
export function inColour(): Style {
  const { red, cyan, bold } = new Chalk({ level: 1 });
  return { error: red, hint: cyan, header: bold };
}
