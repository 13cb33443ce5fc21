// In undici's parts instead of `node:http`: they ask it for the class of a body that no request has here, and for the
// largest header where a connection names none, as those to a proxy. This is Node's own.
// https://nodejs.org/api/http.html#httpmaxheadersize
module.exports = { maxHeaderSize: 16 * 1024 };
