import { foldAccents, foldCase } from '../../text/fold-case.ts';
import { findNearest } from '../../text/nearest.ts';

/** Abbreviations of times, and the places that have them, as the IANA database names them. */
const PLACES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cet: 'Europe/Berlin',
    cest: 'Europe/Berlin',
    mez: 'Europe/Berlin',
    mesz: 'Europe/Berlin',
    'w. europe standard time': 'Europe/Berlin',
    ast: 'America/Halifax',
    bst: 'Europe/London',
    'gmt standard time': 'Europe/London',
    wet: 'Europe/Lisbon',
    eet: 'Europe/Helsinki',
    eest: 'Europe/Helsinki',
    est: 'America/New_York',
    edt: 'America/New_York',
    et: 'America/New_York',
    'eastern standard time': 'America/New_York',
    cst: 'America/Chicago',
    cdt: 'America/Chicago',
    mst: 'America/Denver',
    mdt: 'America/Denver',
    pst: 'America/Los_Angeles',
    pdt: 'America/Los_Angeles',
    pt: 'America/Los_Angeles',
    'pacific standard time': 'America/Los_Angeles',
    ist: 'Asia/Kolkata',
    jst: 'Asia/Tokyo',
    aest: 'Australia/Sydney',
    aedt: 'Australia/Sydney',
    z: 'UTC',
    zulu: 'UTC',
  }),
);

const MOST = 3;

/** The time zones that were probably meant: of a city, of an abbreviation, of an offset, or written alike. */
export function meantZones(text: string): string[] {
  const wanted = foldAccents(text.trim());
  const offset = zoneOfOffset(wanted);
  if (offset !== null) return [offset];
  const place = PLACES.get(wanted.replace(/[+-]\d{1,2}$/, ''));
  if (place !== undefined) return [place];
  const names = Intl.supportedValuesOf('timeZone');
  const same = names.filter((name) => [foldCase(name), cityOf(name)].includes(wanted.replaceAll(' ', '_')));
  if (same.length > 0) return same.slice(0, MOST);
  const near = findNearest(wanted, names);
  const cities = near.length > 0 ? [] : findNearest(wanted.replaceAll(' ', '_'), names.map(cityOf));
  // Zones of a continent are written alike: only the nearest is meant.
  return near.length > 0
    ? near.slice(0, 1)
    : names.filter((name) => cities.includes(cityOf(name))).slice(0, MOST);
}

const cityOf = (name: string): string => foldCase(name.slice(name.lastIndexOf('/') + 1));

/**
 * The zone that is always so far from UTC, for `+02:00` or `UTC+2`: the database turns the sign, and has whole
 * hours only. Null for any other text.
 */
function zoneOfOffset(text: string): string | null {
  const [, sign, hours, minutes = '00'] = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text) ?? [];
  const count = Number(hours);
  if (sign === undefined || minutes !== '00' || count > 12) return null;
  return count === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${count}`;
}
