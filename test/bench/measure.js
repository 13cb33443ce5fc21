// Taking turns (A, B, C, A, B, C, …), so that a machine which is busy for a while is so for all of them alike.

/** The first runs fill the disk's cache, Node's compile cache and warm the server up. */
export const WARM_UPS = 2;

/** Each subject's values over `runs` rounds; `time` measures one run of one subject. */
export async function interleave(subjects, { runs, warmUps, time }) {
  const values = new Map(subjects.map((subject) => [subject, []]));
  for (let round = -warmUps; round < runs; round++) {
    for (const subject of subjects) {
      const value = await time(subject);
      if (round >= 0) values.get(subject).push(value);
    }
  }
  return values;
}

export const median = (values) => quantile(values, 0.5);

/** Between two neighbours it is interpolated, so that an even number of runs has a median too. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}
