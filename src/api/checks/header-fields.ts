// https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
// What HTTP carries, and Node writes as it is: https://www.rfc-editor.org/rfc/rfc9110#section-5.5
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that control the connection; the client sets them itself. In lower case. */
export const CONNECTION_HEADERS: readonly string[] = [
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'proxy-connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
];

/** True for what can be a method or the name of a header. */
export const isHttpToken = (text: string): boolean => TOKEN.test(text);

/** True for what can be the value of a header. */
export const isHeaderValue = (text: string): boolean => VALUE.test(text);
