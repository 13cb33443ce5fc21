/** The note about a change that was made in the sandbox; none about one that was made for real, or not at all. */
export const sandboxNotes = ({ inSandbox }: { readonly inSandbox: boolean }, changed: boolean): string[] =>
  inSandbox && changed ? ['sandbox: nothing real was changed'] : [];
