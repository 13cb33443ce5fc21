// Bundled before the sandbox's server: what it and its router use of the classes of the web, in place of Node's own.
class Headers {
  #values = new Map();

  constructor(init = {}) {
    for (const [name, value] of init[Symbol.iterator] ? init : Object.entries(init)) this.set(name, value);
  }

  get(name) {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name) {
    return this.get(name) !== null;
  }

  set(name, value) {
    this.#values.set(name.toLowerCase(), String(value));
  }

  [Symbol.iterator]() {
    return [...this.#values].sort().values();
  }
}

class Response {
  constructor(body = null, { status, headers } = {}) {
    Object.assign(this, { body, status, headers: new Headers(headers) });
  }

  async arrayBuffer() {
    return Buffer.from(this.body ?? '');
  }
}

// Their own names get lost in the bundle.
for (const [name, value] of Object.entries({ Headers, Response, Request: class {} })) {
  Object.defineProperty(globalThis, name, { value, writable: true });
}

// HTTP/2, which it does not serve.
module.exports = { Http2ServerRequest: class {} };
