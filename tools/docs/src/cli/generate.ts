/** Draws the diagrams of docs/architecture.md from the templates. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import { diagrams, drawn, PAGE } from '../diagrams.ts';
import { read } from '../repository.ts';

writeFileSync(join(root, PAGE), drawn(read(PAGE), await diagrams()));
