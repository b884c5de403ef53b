import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { patchText, spliceBetween } from './text.ts';

const text = (content: string): Y.Text => {
	const t = new Y.Doc().getText('t');
	t.insert(0, content);
	return t;
};
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '店', '😀', '👍'), maxLength: 12 });

describe('patchText', () => {
	it('brings any text to any other, never through the middle of a character', () => {
		fc.assert(
			fc.property(words, words, (before, after) => {
				const t = text(before);
				patchText(t, after);
				expect(t.toString()).toBe(after);
				const splice = spliceBetween(before, after);
				for (const part of splice ? [splice.insert, before.slice(splice.at, splice.at + splice.remove)] : [])
					expect(part.isWellFormed()).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('changes only what differs', () => {
		expect(spliceBetween('Queue at the till', 'Queue near the till')).toEqual({ at: 6, remove: 2, insert: 'near' });
		expect(spliceBetween('same', 'same')).toBeNull();
		expect(spliceBetween('aa', 'aaa')).toEqual({ at: 2, remove: 0, insert: 'a' });
	});

	it.each([
		['one typed at the start, the other at the end', 'till', 'the till', 'till queue', 'the till queue'],
		['both at the same end', 'till', 'till A', 'till B', /^till (A B|B A)$/],
		['theirs is inside what I replaced', 'abc def ghi', 'XYZ', 'abc dEf ghi', 'XYZ'],
		['mine is inside what they removed', 'abc def ghi', 'abc dXf ghi', 'abc ghi', /^abc X? ?ghi$/],
		['they emptied it', 'abc', 'abcd', '', 'd']
	])('carries an edit over to a text that moved on: %s', (_what, seen, wanted, current, expected) => {
		const t = text(current);
		patchText(t, wanted, seen);
		if (typeof expected === 'string') expect(t.toString()).toBe(expected);
		else expect(t.toString()).toMatch(expected);
	});

	it('never removes what others inserted outside of my edit, whatever the texts', () => {
		const theirs = fc.string({ unit: fc.constantFrom('X', '新', '🎈'), minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(words, words, theirs, fc.boolean(), (seen, wanted, added, atStart) => {
				const t = text(atStart ? added + seen : seen + added);
				patchText(t, wanted, seen);
				expect(t.toString()).toContain(added);
				expect(t.toString().replace(added, '')).toBe(wanted);
			}),
			{ numRuns: 500 }
		);
	});
});
