/**
 * What stderr says after Jane Doe was deactivated. `options`: those of the call that the next command needs too, with
 * a space before each.
 */
export const takeBack = (options = ''): string =>
  `note: to undo: aitronos users reactivate usr_abc123 --org org_xyz789${options}\n`;
