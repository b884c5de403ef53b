import { describe, expect, it } from 'vitest';
import { questionKinds } from './all-questions.ts';
import { shuffled, type Item } from './items.ts';

const options: Item[] = [
	{ id: 'queue', text: { en: 'Queue', 'zh-CN': '排队' } },
	{ id: 'pay', text: { en: 'Paying', 'zh-CN': '付款' } },
	{ id: 'else', text: { en: 'Something else', 'zh-CN': '其他' }, other: true },
	{ id: 'none', text: { en: 'None of these', 'zh-CN': '都没有' }, exclusive: true }
];
const ok = (value: unknown) => ({ ok: true, value });
const refused = (code: string, params?: object) => ({ ok: false, issues: [{ code, ...(params && { params }) }] });

describe('a single choice', () => {
	const kind = questionKinds['single-choice'];
	const question = { ...kind.defaults(), options };
	const read = (raw: unknown) => kind.read(raw, question);

	it('is read from JSON and from the fields of a form', () => {
		for (const raw of ['pay', ['pay'], { option: 'pay' }, { '': 'pay', other: '' }, { '': ['pay'], other: 'of old' }])
			expect(read(raw)).toEqual(ok({ option: 'pay' }));
		expect(read({ '': '', other: ' ' })).toEqual(ok(undefined));
	});

	it('keeps the words beside “other”, and has somebody who wrote only them mean it', () => {
		expect(read({ option: 'else', other: ' the lift ' })).toEqual(ok({ option: 'else', other: 'the lift' }));
		expect(read({ other: 'the lift' })).toEqual(ok({ option: 'else', other: 'the lift' }));
		expect(read('else')).toEqual(refused('other_missing'));
		expect(read({ option: 'else', other: 'x'.repeat(401) })).toMatchObject(
			refused('too_long', { max: 400, length: 401 })
		);
	});

	it('is no option that the list lacks, and no two', () => {
		for (const raw of ['toString', 'Queue', 7, { option: 'x' }, { option: 'pay', more: 1 }, { '': [['pay']] }])
			expect(read(raw)).toEqual(refused('not_an_option'));
		expect(read(['pay', 'queue'])).toEqual(refused('too_many_chosen', { max: 1 }));
	});

	it('has columns that stay when options are called otherwise', () => {
		const cells = kind.columns(question).map(({ name, cell }) => [name, cell({ option: 'else', other: 'the lift' })]);
		expect(cells).toEqual([
			['', 'Something else'],
			['id', 'else'],
			['other', 'the lift']
		]);
	});

	it('leaves no words behind when its person is erased', () => {
		expect(kind.answer.withoutPerson({ option: 'else', other: 'Ann' })).toEqual({ option: 'else' });
		expect(kind.answer.words({ option: 'else', other: 'Ann' })).toBe('Ann');
	});
});

describe('a multiple choice', () => {
	const kind = questionKinds['multiple-choice'];
	const question = { ...kind.defaults(), options, least: 2 as number | null, most: 2 as number | null };
	const read = (raw: unknown, more: object = {}) => kind.read(raw, { ...question, ...more });

	it('is kept in the order of the list, each option once', () => {
		expect(read(['pay', 'queue', 'pay'])).toEqual(ok({ options: ['queue', 'pay'] }));
		expect(read({ '': ['else', 'pay'], other: 'lift' })).toEqual(ok({ options: ['pay', 'else'], other: 'lift' }));
		expect(read([])).toEqual(ok(undefined));
	});

	it('has as many as it may have', () => {
		expect(read('pay')).toEqual(refused('too_few_chosen', { min: 2 }));
		expect(read({ options: ['queue', 'pay', 'else'], other: 'x' })).toEqual(refused('too_many_chosen', { max: 2 }));
		expect(read('pay', { least: null })).toEqual(ok({ options: ['pay'] }));
	});

	it('lets what stands alone stand alone, however few that are', () => {
		expect(read('none')).toEqual(ok({ options: ['none'] }));
		expect(read(['none', 'pay'])).toEqual(refused('not_together'));
	});

	it('says what of its settings does not go together', () => {
		const issues = (more: object) => kind.issues!({ ...question, ...more });
		expect(issues({})).toEqual([]);
		expect(issues({ least: 3 })).toEqual([{ code: 'wrong_way_round', path: ['most'] }]);
		expect(issues({ least: 4, most: null })).toEqual([
			{ code: 'more_than_there_are', path: ['least'], params: { max: 3 } }
		]);
	});

	it('has a column for each option', () => {
		const cells = kind.columns(question).map(({ name, cell }) => [name, cell({ options: ['queue', 'pay'] })]);
		expect(cells).toEqual([
			['', 'Queue; Paying'],
			['has.queue', '1'],
			['has.pay', '1'],
			['has.else', '0'],
			['has.none', '0'],
			['other', '']
		]);
	});
});

describe('options in another order for each response', () => {
	const many = Array.from({ length: 8 }, (_, n) => ({ id: `o${n}`, text: `${n}` }));
	const ids = (seed: string) => shuffled(many, seed).map(({ id }) => id);

	it('have the same one whenever it is shown', () => {
		expect(ids('r1 choice')).toEqual(ids('r1 choice'));
		expect(ids('r1 choice')).not.toEqual(ids('r2 choice'));
		expect([...ids('r1 choice')].sort()).toEqual(many.map(({ id }) => id));
	});

	it('leave what must stand last where it is', () => {
		const shown = options.map(({ text, ...item }) => ({ ...item, text: text.en! }));
		for (let n = 0; n < 20; n++)
			expect(
				shuffled(shown, `${n}`)
					.slice(2)
					.map(({ id }) => id)
			).toEqual(['else', 'none']);
	});

	it('come first about equally often', () => {
		const counts = new Map<string, number>();
		for (let n = 0; n < 4000; n++) {
			const [first] = ids(`response-${n}`);
			counts.set(first!, (counts.get(first!) ?? 0) + 1);
		}
		expect(counts.size).toBe(8);
		for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(110);
	});
});
