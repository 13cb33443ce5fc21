/** The name itself where it is free, else the first of `name_2`, `name_3` … that is. */
export function numberName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) if (!isTaken(`${name}_${number}`)) return `${name}_${number}`;
}
