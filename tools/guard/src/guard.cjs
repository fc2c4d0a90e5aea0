const http = require('node:http');
const net = require('node:net');

/**
 * Names of this machine. With DNS rebinding, a foreign page's own name resolves to 127.0.0.1, but its host is not one
 * of these.
 */
const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** CommonJS, because the framework loads it with any Node version. Documented in guard.d.cts. */
function isOwnHost(host = '') {
  return OWN_HOST.test(host);
}

function isFromElsewhere({ method, headers }, { navigation = false } = {}) {
  const { host, origin, 'sec-fetch-site': site = 'none' } = headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  if (site === 'none' || site === 'same-origin') return false;
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = headers;
  return !(navigation && method === 'GET' && mode === 'navigate' && dest === 'document');
}

function refusalOf(request, options) {
  if (!isOwnHost(request.headers.host))
    return { status: 421, detail: 'Only 127.0.0.1 and localhost are answered' };
  if (isFromElsewhere(request, options))
    return { status: 403, detail: 'Web pages of elsewhere are not answered' };
  return undefined;
}

/** Events of an HTTP server that carry a request, and the object for its answer. */
const REQUESTS = new Set(['request', 'checkContinue', 'checkExpectation', 'upgrade', 'connect']);

let isGuarded = false;

function guardServers(admits = () => false) {
  if (isGuarded) return;
  isGuarded = true;
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function (event, request, answer, ...rest) {
    if (!REQUESTS.has(event)) return emit.call(this, event, request, answer, ...rest);
    const isAdmitted = isOwnHost(request.headers.host) && admits(request);
    const refusal = isAdmitted ? undefined : refusalOf(request);
    if (!refusal) return emit.call(this, event, request, answer, ...rest);
    refuse(answer, refusal);
    return true;
  };
  listenHereOnly();
}

function refuse(answer, { status, detail }) {
  if (answer instanceof http.ServerResponse) {
    answer.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${detail}\n`);
  } else {
    answer.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nconnection: close\r\n\r\n`);
  }
}

function listenHereOnly() {
  const { listen } = net.Server.prototype;
  net.Server.prototype.listen = function (...args) {
    const [first] = args;
    const callback = args.findLast((one) => typeof one === 'function');
    const options = typeof first === 'object' && first !== null ? first : { port: first };
    if (typeof options.port === 'function') options.port = 0;
    // A network cannot reach a file descriptor or a socket path.
    if (options.port !== undefined && Number.isNaN(Number(options.port))) return listen.apply(this, args);
    if (options.port === undefined && first !== undefined) return listen.apply(this, args);
    return listen.call(this, { ...options, port: Number(options.port ?? 0), host: '127.0.0.1' }, callback);
  };
}

module.exports = { isFromElsewhere, guardServers, listenHereOnly, refusalOf };
