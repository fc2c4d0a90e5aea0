const { existsSync, realpathSync } = require('node:fs');
const { join } = require('node:path');

/** From infrastructure/, from infrastructure/edge, from a service. */
const WAYS = ['', '..', '../../infrastructure'];

/**
 * The address of a file of this folder, for `${file(…)}` in the stack that is compiled; short, as the stack's own addresses
 * are: the path of the checkout may hold what no address may, such as a parenthesis, and a stand-in for the stack lies
 * elsewhere.
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
