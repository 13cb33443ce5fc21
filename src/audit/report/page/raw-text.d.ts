/** A file as its text, put into the program when it is built; Vite has the same form for tests. */
declare module '*?raw' {
  const text: string;

  export default text;
}
