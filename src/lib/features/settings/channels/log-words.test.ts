import { expect, it } from 'vitest';
import { refusals } from '../../../../../server/channels/port.ts';
import { logSentence } from './log-words.ts';

it('every refusal of a push has a sentence of its own', () => {
	const said = refusals.map((code) => logSentence(code));
	expect(new Set(said).size).toBe(refusals.length);
	expect(said.filter((sentence) => sentence === '' || refusals.some((code) => sentence.endsWith(code)))).toEqual([]);
	expect(logSentence('toString')).toContain('toString');
});

it('a line of the mini program says so, and what it is', () => {
	expect(logSentence('mini_wx_40164', '203.0.113.7')).toMatch(/^Mini program: .*203\.0\.113\.7/);
	expect(logSentence('mini_timeout')).not.toBe(logSentence('timeout'));
	expect(logSentence('mini_toString')).toContain('mini_toString');
});
