// In undici's parts instead of `node:http`: they ask it for the largest header where none is named, and say so when they
// cannot, and for the class of a body that no request has here.
module.exports = {};
