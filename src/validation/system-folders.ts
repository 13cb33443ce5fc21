/** Folders at the root that every system of a kind has, of Linux and of macOS. */
const ROOTS =
  'bin|boot|dev|etc|home|lib(?:32|64|x32)?|media|mnt|opt|proc|run|sbin|srv|sys|tmp|usr|var|Applications|Library|System|Users|Volumes|cores|private';

const OF_THE_SYSTEM: readonly RegExp[] = [
  /^\/$/,
  new RegExp(`^/(?:${ROOTS})$`),
  /^\/(?:dev|proc|sys|boot)\//,
  /^\/(?:private\/)?(?:usr|var|run|bin|sbin|lib\w*|Library|System)\/[^/]+$/,
  /^\/usr\/(?:local|share|lib)\/[^/]+$/,
  /^\/private\/(?:etc|tmp|var)$/,
];

/** Folders of a program or a service, which may be another one than this. */
const OF_A_SERVICE = /^\/(?:etc|opt|srv|var\/(?:lib|cache|log|spool|mail))\/[^/]+$/;

/**
 * True for a folder that many programs of this machine share, such as `/tmp` or `/usr/local`: other rights would harm
 * them, so none are proposed. `path` is absolute and without links.
 */
export const isSystemFolder = (path: string): boolean => OF_THE_SYSTEM.some((form) => form.test(path));

/** True for a folder that would harm others if it changed its owner. */
export const hasItsOwner = (path: string): boolean => isSystemFolder(path) || OF_A_SERVICE.test(path);
