import { describe, expect, it } from 'vitest';
import { DepartmentInput, PersonNameSchema, WorkspaceNameSchema } from '../access/inputs.ts';
import { CreateJourneyInput } from '../journey/inputs.ts';
import { UpdateDraft } from '../survey/inputs.ts';
import { parse } from './parse.ts';
import { hasVisible } from './visible.ts';

describe('a text that shows something', () => {
	it.each(['a', '好', '0', '.', '👍', '❤️', '👨‍👩‍👧', 'שלום', 'e\u0301', '\u00a0.', '？', '-'])('%s', (text) => {
		expect(hasVisible(text)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['spaces, tabs, lines', ' \t\r\n\u2028\u2029'],
		['no-break and other wide spaces', '\u00a0\u2007\u202f\u3000\u2003\u1680'],
		['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
		['a soft hyphen', '\u00ad'],
		['variation selectors', '\ufe0f\ufe0e\u{e0100}\u180b'],
		['direction marks and embeddings', '\u200e\u200f\u202a\u202c\u2066\u2069\u061c'],
		['fillers', '\u115f\u1160\u3164\uffa0\u034f\u17b4'],
		['tags and invisible operators', '\u{e0001}\u{e0041}\u2061\u2064'],
		['a blank Braille pattern', '\u2800'],
		['what stands for something lost', '\ufffc\ufffd'],
		['what is no character', '\ufffe\uffff\ufdd0\u{1fffe}'],
		['all together', ' \u200b\u00ad\u00a0\ufe0f\n']
	])('not in %s', (_what, text) => {
		expect(hasVisible(text)).toBe(false);
	});
});

describe('names and titles of which nothing can be seen are none', () => {
	it.each([
		['person', PersonNameSchema, (text: string) => text],
		['workspace', WorkspaceNameSchema, (text: string) => text],
		['department', DepartmentInput, (name: string) => ({ name })],
		['journey', CreateJourneyInput, (title: string) => ({ title })],
		['survey', UpdateDraft, (title: string) => ({ title })]
	] as const)('%s', (_what, schema, input) => {
		for (const text of ['\u200b', '\u202e', '\ufffe', '\u3164 \u2800'])
			expect(parse(schema, input(text)), JSON.stringify(text)).toMatchObject({
				ok: false,
				issues: [{ code: expect.stringMatching(/^(non_empty|min_length)$/) }]
			});
		expect(parse(schema, input(' 👩‍💻 店 ')).ok).toBe(true);
	});
});
