import { expect, it } from 'vitest';
import { refusals } from '../../../../../server/channels/port.ts';
import { logSentence } from './log-words.ts';

it('every refusal of a push has a sentence of its own', () => {
	const said = refusals.map((code) => logSentence(code));
	expect(new Set(said).size).toBe(refusals.length);
	expect(said.filter((sentence) => sentence === '' || refusals.some((code) => sentence.endsWith(code)))).toEqual([]);
	expect(logSentence('toString')).toContain('toString');
});
