export const THEME_NAMES = ['light', 'dark'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

/** The colours of one picture. Every one of them that carries text has a contrast of 4.5 to its background. */
export interface Theme {
  readonly background: string;
  readonly border: string;
  readonly text: string;
  readonly dim: string;
  readonly red: string;
  readonly green: string;
  readonly yellow: string;
  readonly blue: string;
  readonly magenta: string;
  readonly cyan: string;
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    border: '#d1d9e0',
    text: '#1f2328',
    dim: '#59636e',
    red: '#cf222e',
    green: '#116329',
    yellow: '#7d4e00',
    blue: '#0550ae',
    magenta: '#8250df',
    cyan: '#0f6674',
  },
  dark: {
    background: '#0d1117',
    border: '#3d444d',
    text: '#e6edf3',
    dim: '#9198a1',
    red: '#ff7b72',
    green: '#56d364',
    yellow: '#e3b341',
    blue: '#79c0ff',
    magenta: '#d2a8ff',
    cyan: '#56d4dd',
  },
};

/** The sixteen colours of a terminal, in its order; the bright ones are no other here. */
const TERMINAL_COLOURS = ['text', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'text'] as const;

/** The colour with this number; 8, "bright black", is the grey that is meant to step back. */
export const terminalColour = (number: number) =>
  number === 8 ? 'dim' : (TERMINAL_COLOURS[number % 8] ?? 'text');
