import { Chalk } from 'chalk';
import type { Style } from './colour.ts';

/** Colours regardless of the stream: the caller has checked it. */
export function inColour(): Style {
  const { red, cyan, bold } = new Chalk({ level: 1 });
  return { error: red, hint: cyan, header: bold };
}
