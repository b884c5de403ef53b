import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where programs of tests that have their database elsewhere are at home: nothing of theirs is kept but compiled code. */
export const nowhere = join(tmpdir(), 'wayfelt-tests');
