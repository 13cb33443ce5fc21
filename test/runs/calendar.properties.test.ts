import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar } from '../../src/runs/input/due/calendar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2036, 0, 1) });

/** The day on the calendars of a zone, by Node's own formatting and not by what is tested. */
function dayIn(timeZone: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

describe('a last day', () => {
  it('is over exactly when the calendars of its zone show a later day', () => {
    fc.assert(
      fc.property(zone, moment, fc.integer({ min: -3, max: 3 }), (name, now, days) => {
        const day = iso(Date.parse(dayIn(name, now)) + days * DAY_MS);
        const expected = day < dayIn(name, now) ? 'due' : 'later';
        expect(new Calendar({ now, zone: name }).lastDay(day)).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('ends once: it is never over and then to come again', () => {
    fc.assert(
      fc.property(zone, moment, (name, now) => {
        const day = dayIn(name, now);
        const hours = Array.from({ length: 60 }, (_, hour) => now + (hour - 10) * HOUR_MS);
        const seen = hours.map((ms) => new Calendar({ now: ms, zone: name }).lastDay(day));
        expect(seen.lastIndexOf('later')).toBeLessThan(seen.indexOf('due'));
        expect(seen).not.toContain('zone');
      }),
      { numRuns: 60 },
    );
  });

  it('has without a zone the answer from every zone, or none', () => {
    fc.assert(
      fc.property(zone, moment, fc.integer({ min: -3, max: 3 }), (name, now, days) => {
        const day = iso(now + days * DAY_MS);
        const everywhere = new Calendar({ now, zone: null }).lastDay(day);
        const there = new Calendar({ now, zone: name }).lastDay(day);
        expect(['zone', there]).toContain(everywhere);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same in every format', () => {
    fc.assert(
      fc.property(moment, moment, (now, ms) => {
        const [year = '', month = '', day = ''] = iso(ms).split('-');
        const plain = new Calendar({ now, zone: 'UTC' }).lastDay(iso(ms));
        const texts = {
          'DD.MM.YYYY': `${day}.${month}.${year}`,
          'M/D/YYYY': `${Number(month)}/${Number(day)}/${year}`,
        };
        for (const [format, text] of Object.entries(texts)) {
          expect(new Calendar({ now, zone: 'UTC', dateFormat: format }).lastDay(text)).toBe(plain);
        }
      }),
    );
  });
});

describe('an instant', () => {
  it('has come from then on, whatever its offset', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(moment, offset, fc.integer({ min: -5, max: 5 }), (ms, minutes, seconds) => {
        const local = new Date(ms + minutes * MINUTE_MS).toISOString().slice(0, -1);
        const sign = minutes < 0 ? '-' : '+';
        const two = (value: number) => String(value).padStart(2, '0');
        const text = `${local}${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
        const now = ms + seconds * 1000;
        expect(new Calendar({ now, zone: null }).effectiveAt(text)).toBe(seconds >= 0 ? 'due' : 'later');
      }),
    );
  });
});
