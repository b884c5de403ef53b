import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { metricKind } from '../../metrics/index.ts';
import { locales } from '../../shared/locale.ts';
import { ITEM_ID, listIssues, type Item } from './items.ts';
import { scaleOf, questionKinds, questionKindNames, kindOf, type Question } from './all-questions.ts';

describe.each(questionKindNames)('question kind %s', (name) => {
	const kind = kindOf(name);
	const question = kind.defaults() as Question;
	const cells = (value: unknown) => kind.columns(question).map(({ cell }) => cell(value));

	it('goes by its own name, and so does a new question of it', () => {
		expect(kind.kind).toBe(name);
		expect(question).toMatchObject({ kind: name, id: kind.defaultId });
	});

	it('has every text in every language', () => {
		expect(Object.keys(question.labels).sort()).toEqual([...kind.labelNames].sort());
		for (const text of [question.text, ...Object.values(question.labels)]) {
			for (const locale of locales) expect(text[locale]?.length).toBeGreaterThan(0);
		}
	});

	it('hands out a fresh question each time', () => {
		expect(kind.defaults()).toEqual(question);
		expect(kind.defaults().text).not.toBe(question.text);
	});

	it('takes nothing as left out, and never throws at what a stranger sends', () => {
		for (const nothing of [undefined, null, ''])
			expect(kind.read(nothing, question)).toEqual({ ok: true, value: undefined });
		for (const odd of [{}, [], [1], true, NaN, Infinity, -1, 1.5, 99, '\u0000', '1e1', ' 3', { toString: null }]) {
			const read = kind.read(odd, question);
			if (!read.ok) expect(read.issues).toHaveLength(1);
			else if (read.value !== undefined) {
				expect(v.is(kind.answer.schema, read.value)).toBe(true);
				for (const cell of cells(read.value)) expect(cell).toBeTypeOf('string');
			}
		}
	});

	it('has a name for each of its columns', () => {
		const names = kind.columns(question).map(({ name }) => name);
		if (kind.answer.type === 'none') expect(names).toEqual([]);
		else expect(names.length).toBeGreaterThan(0);
		expect(new Set(names).size).toBe(names.length);
	});

	it('names the survey made by it when it measures something', () => {
		if (kind.title !== null) expect(kind.metric).not.toBeNull();
		expect(kind.title).not.toBe('');
	});

	it('names lists that it has, with as many items as it needs, each in every language and once', () => {
		for (const list of kind.lists ?? []) {
			expect(Object.keys(kind.own)).toContain(list.field);
			const items = (question as unknown as Record<string, readonly Item[]>)[list.field]!;
			expect(items.length).toBeGreaterThanOrEqual(list.min);
			expect(listIssues(list, items)).toEqual([]);
			for (const { id, text } of items) {
				expect(id).toMatch(ITEM_ID);
				for (const locale of locales) expect(text[locale]?.length).toBeGreaterThan(0);
			}
		}
	});

	it('has settings for fields of its own, and takes what they offer', () => {
		for (const setting of kind.settings ?? []) {
			const schema = kind.own[setting.field]!;
			if (setting.control === 'choice')
				for (const option of setting.options) expect(v.is(schema as v.GenericSchema, option)).toBe(true);
			if (setting.control === 'check')
				for (const is of [true, false]) expect(v.is(schema as v.GenericSchema, is)).toBe(true);
		}
	});

	it('measures what it says it measures', () => {
		expect(scaleOf(question)).toEqual(kind.scale);
		if (kind.scale === null) {
			expect(kind.metric).toBeNull();
			return;
		}
		const [min, max] = kind.scale;
		if (kind.metric !== null) expect(metricKind(kind.metric).scales).toContainEqual({ min, max });
		expect(kind.rendering(question, () => '')).toMatchObject({ min, max });
		for (let point = min; point <= max; point++) {
			for (const raw of [point, String(point)]) {
				const read = kind.read(raw, question);
				expect(read).toEqual({ ok: true, value: point });
				expect(kind.counted(point)).toBe(point);
				expect(cells(point)).toEqual([String(point)]);
			}
		}
		for (const outside of [min - 1, max + 1, `${max + 1}`]) {
			expect(kind.read(outside, question)).toMatchObject({
				ok: false,
				issues: [{ code: 'not_on_scale', params: { min, max } }]
			});
		}
	});
});

describe('a comment', () => {
	const read = (raw: unknown) => questionKinds.comment.read(raw, questionKinds.comment.defaults());

	it('is trimmed and freed of what cannot be stored', () => {
		expect(read('  a\r\nb\u0000\ud800 ')).toEqual({ ok: true, value: 'a\nb\ufffd' });
		expect(read(' \n ')).toEqual({ ok: true, value: undefined });
		expect(read('好的😀')).toEqual({ ok: true, value: '好的😀' });
	});

	it('has an end', () => {
		expect(read('x'.repeat(4001))).toMatchObject({ ok: false, issues: [{ code: 'too_long', params: { max: 4000 } }] });
		expect(read('x'.repeat(4213))).toMatchObject({ issues: [{ params: { length: 4213 } }] });
		// A browser sends two characters for each line; they are one.
		expect(read('x' + '\r\n'.repeat(3998) + 'x')).toMatchObject({ ok: true });
	});

	it('is none when nobody can see it', () => {
		for (const nothing of ['\u200b', '\u00ad', '\ufe0f', '\u00a0 \u3000', '\u2060\ufeff', ' \u200d\n', '\ud800'])
			expect(read(nothing)).toEqual({ ok: true, value: undefined });
		expect(read('\u200b好')).toEqual({ ok: true, value: '\u200b好' });
	});
});
