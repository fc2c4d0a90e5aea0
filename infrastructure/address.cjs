const { existsSync, realpathSync } = require('node:fs');
const { join } = require('node:path');

/** Relative paths from infrastructure/, from infrastructure/edge and from a service. */
const WAYS = ['', '..', '../../infrastructure'];

/**
 * The relative path of a file in this folder, for `${file(…)}` in the stack that is compiled. An absolute path does
 * not work: the checkout's path may have characters that a `${file(…)}` may not, such as a parenthesis, and a
 * stand-in for the stack is elsewhere.
 */
function addressOf(name) {
  const wanted = realpathSync(join(__dirname, name));
  const found = WAYS.map((way) => join(way, name)).find(
    (path) => existsSync(path) && realpathSync(path) === wanted,
  );
  if (!found) throw new Error(`${process.cwd()} is no folder of a stack: there is no ${name}`);
  return found;
}

module.exports = { addressOf };
