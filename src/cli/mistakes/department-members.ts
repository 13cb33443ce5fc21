/** Who is in a department is asked of the API itself: no command lists it. */
const LISTED_BY =
  "`aitronos api get '/v1/organizations/{org}/departments/<dept_id>/members'` lists who is in a department";

/** By which words that is asked for, as a command or an option, of which commands. */
const ASKED_BY: Readonly<Record<string, string>> = {
  departments: 'members member users user people who',
  'departments list': 'members member users user people who',
  'users list': 'department departments department-id dept dept-id dep team group',
};

/** What is said where a command, such as `users list`, is asked who is in a department; null for any other word. */
export const departmentMembers = (command: string, word: string): string | null =>
  ASKED_BY[command]?.split(' ').includes(word.toLowerCase()) ? LISTED_BY : null;
