const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// The source text of function.js. `file(function.js)` in a template would run it instead.
module.exports = () => readFileSync(join(__dirname, 'function.js'), 'utf8');
