/** Draws the diagrams of docs/architecture.md from the templates. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, PAGE } from '../diagrams.ts';
import { read, root } from '../repository.ts';

writeFileSync(join(root, PAGE), drawn(read(PAGE)));
