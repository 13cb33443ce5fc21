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

// By assignment: Node 22 and later load their own as soon as such a property is defined anew.
// The events are those of WebSockets, which nothing here speaks, and as new as Node 23 and 26.
class Unused {}
Object.assign(globalThis, { Headers, Response, Request: class {}, CloseEvent: Unused, ErrorEvent: Unused });

// HTTP/2, which it does not serve.
module.exports = { Http2ServerRequest: class {} };
