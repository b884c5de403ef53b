import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { countFates, recognise, shapeNames, shapes, type ColumnRole, type FoundKind } from './index.ts';

const folder = resolve(import.meta.dirname, '../../../../tests/fixtures/survey-exports');
const read = (name: string): string[][] =>
	parse(readFileSync(join(folder, name)), {
		bom: true,
		delimiter: name.includes('-vv') ? '\t' : ',',
		relax_column_count: true,
		relax_quotes: true,
		skip_records_with_empty_values: true
	}) as unknown as string[][];

interface Expected {
	readonly file: string;
	readonly headerRows: number;
	readonly rows: { readonly complete: number; readonly partial: number; readonly leftOut: number };
	/** Roles by the column's name. */
	readonly roles: Readonly<Record<string, ColumnRole>>;
	readonly found: readonly FoundKind[];
}

const whole = { complete: 10, partial: 0, leftOut: 0 };
const expected: Readonly<Record<string, Expected>> = {
	qualtrics: {
		file: 'qualtrics.csv',
		headerRows: 3,
		rows: { complete: 8, partial: 1, leftOut: 1 },
		roles: {
			...{ ResponseId: 'id', EndDate: 'time', Q1: 'score', Q4: 'comment', UserLanguage: 'language' },
			...{ DistributionChannel: 'channel', 'Duration (in seconds)': 'duration', branch_code: 'place' },
			...{ Q1_NPS_GROUP: 'ignore', 'Q4 - Topics': 'ignore', IPAddress: 'ignore', 'page1_t _First Click': 'ignore' }
		},
		found: ['nps', 'grid', 'several', 'text']
	},
	surveymonkey: {
		file: 'surveymonkey.csv',
		headerRows: 2,
		rows: whole,
		roles: {
			...{ 'Respondent ID': 'id', 'End Date': 'time', 'Anything else?': 'comment', 'Custom Data 1': 'ignore' },
			'How likely are you to recommend us?': 'score'
		},
		found: ['one', 'several', 'rank', 'nps', 'text']
	},
	limesurvey: {
		file: 'limesurvey.csv',
		headerRows: 1,
		rows: { complete: 8, partial: 2, leftOut: 0 },
		roles: { id: 'id', submitdate: 'time', startlanguage: 'language', nps: 'score', why: 'comment', seed: 'ignore' },
		found: ['nps', 'one', 'several', 'grid', 'grid', 'text', 'rank']
	},
	'limesurvey-vv': {
		file: 'limesurvey-vv.csv',
		headerRows: 2,
		rows: { complete: 8, partial: 2, leftOut: 0 },
		roles: { id: 'id', submitdate: 'time', startlanguage: 'language', nps: 'score', why: 'comment' },
		found: ['nps', 'one', 'several', 'text']
	},
	wjx: {
		file: 'wjx.csv',
		headerRows: 1,
		rows: whole,
		roles: {
			...{ 序号: 'ignore', 提交答卷时间: 'time', 所用时间: 'duration', 来源: 'channel', 来自IP: 'ignore' },
			...{ '5、您愿意推荐本店吗？': 'score', '6、其他建议': 'comment', '3、早餐': 'score' }
		},
		found: ['one', 'several', 'csat', 'csat', 'rank', 'nps', 'text']
	},
	'google-forms': {
		file: 'google-forms.csv',
		headerRows: 1,
		rows: whole,
		roles: { Timestamp: 'time', 'How likely are you to recommend us?': 'score', 'Anything else?': 'comment' },
		found: ['one', 'several', 'grid', 'several', 'nps', 'text']
	},
	typeform: {
		file: 'typeform.csv',
		headerRows: 1,
		rows: { complete: 8, partial: 2, leftOut: 0 },
		roles: {
			'#': 'id',
			'Submit Date (UTC)': 'time',
			'Response Type': 'status',
			branch: 'place',
			'Network ID': 'ignore'
		},
		found: ['text', 'one', 'several', 'nps', 'several', 'one']
	},
	formbricks: {
		file: 'formbricks.csv',
		headerRows: 1,
		rows: { complete: 8, partial: 2, leftOut: 0 },
		roles: {
			...{ 'No.': 'ignore', 'Response ID': 'id', Timestamp: 'time', 'User ID': 'customer', branch: 'place' },
			...{ '1. Would you recommend us?': 'score', '4. Anything else?': 'comment' },
			'2. What did you use? - Option ID': 'ignore'
		},
		found: ['nps', 'several', 'grid', 'text']
	},
	delighted: {
		file: 'delighted.csv',
		headerRows: 1,
		rows: whole,
		roles: {
			...{ id: 'id', created_at: 'time', score: 'score', comment: 'comment', email: 'customer', Store: 'place' },
			...{ permalink: 'ignore', 'What did you enjoy?': 'choice' }
		},
		found: ['nps', 'text', 'one']
	},
	wayfelt: {
		file: 'wayfelt.csv',
		headerRows: 1,
		rows: { complete: 8, partial: 0, leftOut: 2 },
		roles: {
			...{ id: 'id', 'submitted_at (Asia/Shanghai)': 'time', touchpoint: 'touchpoint', code: 'place', nps: 'score' },
			...{ channel: 'channel', language: 'language', comment: 'comment' }
		},
		found: ['nps', 'text']
	}
};

it('every shape is tried on a file of its own', () => {
	expect(Object.keys(expected).sort()).toEqual([...shapeNames].sort());
	expect(Object.entries(shapes).every(([name, shape]) => shape.name === name)).toBe(true);
});

describe.each(Object.entries(expected))('%s', (name, { file, headerRows, rows, roles, found }) => {
	const lines = read(file);
	const seen = recognise(lines)!;

	it('is recognised, with its header, and every row accounted for', () => {
		expect(seen).toMatchObject({ shape: name, headerRows });
		const counts = countFates(seen, lines);
		expect(counts).toEqual(rows);
		expect(counts.complete + counts.partial + counts.leftOut).toBe(lines.length - headerRows);
	});

	it('says what its columns become', () => {
		const byName = Object.fromEntries(seen.columns.map(({ header, role }) => [header, role]));
		expect(byName).toMatchObject(roles);
		expect(seen.columns.map(({ index }) => index)).toEqual(lines[0]!.map((_, at) => at));
	});

	it('finds its questions', () => {
		expect(seen.questions.map((question) => question.found)).toEqual(found);
		expect(new Set(seen.questions.map(({ key }) => key)).size).toBe(found.length);
	});

	it('is no other shape’s', () => {
		const others = Object.values(shapes).flatMap((shape) => shape.read(lines)?.shape ?? []);
		expect(others).toEqual([name]);
	});

	it('is recognised from its header and one answer', () => {
		expect(recognise(lines.slice(0, headerRows + 1))?.shape).toBe(name);
	});
});

it('answers with words for codes are LimeSurvey’s as well', () => {
	const lines = read('limesurvey-full-answers.csv');
	expect(recognise(lines)).toMatchObject({ shape: 'limesurvey', headerRows: 1 });
	expect(countFates(recognise(lines)!, lines)).toEqual({ complete: 8, partial: 2, leftOut: 0 });
});

describe('a file that is none of them', () => {
	const others = readdirSync(folder).filter((name) => name.startsWith('none-'));
	it('has samples', () => expect(others.length).toBeGreaterThan(3));
	it.each(others)('%s is not guessed at', (name) => expect(recognise(read(name))).toBeNull());
	it('nor one whose names only remind of a tool', () => {
		expect(
			recognise([
				['#', 'Name', 'Score'],
				['1', 'a', '5']
			])
		).toBeNull();
		expect(
			recognise([
				['id', 'seed', 'email'],
				['1', '2', 'a@b.cd']
			])
		).toBeNull();
		expect(
			recognise([
				['Status', 'Progress', 'Duration'],
				['open', '50', '2 days']
			])
		).toBeNull();
		expect(
			recognise([
				['Timestamp', 'Value'],
				['2026/1/15 9:10:00', '3']
			])
		).toBeNull();
		expect(
			recognise([
				['Score', 'Comment', 'Email'],
				['5', 'fine', 'a@b.cd']
			])
		).toBeNull();
		expect(recognise([])).toBeNull();
		expect(recognise([[]])).toBeNull();
	});
});

describe('what is known of a shape', () => {
	it('Qualtrics writes kinds of answers as numbers too, and previews by their channel', () => {
		const lines = read('qualtrics.csv');
		const { fate } = recognise(lines)!;
		const row = (changes: Readonly<Record<number, string>>): string[] =>
			lines[3]!.map((cell, at) => changes[at] ?? cell);
		expect(
			['0', '1', '2', '8', '16', 'Spam', 'Survey Test', 'Umfragevorschau'].map((kind) => fate(row({ 2: kind })))
		).toEqual([...['complete', 'preview', 'test', 'spam', 'complete', 'spam', 'test', 'preview']]);
		expect(fate(row({ 15: 'preview' }))).toBe('preview');
		expect(fate(row({ 4: '99', 6: '0' }))).toBe('partial');
		expect(fate(lines[0]!)).toBe('header');
	});
	it('a VV file’s braces become what they stand for, the brace itself last', () => {
		const { cell } = recognise(read('limesurvey-vv.csv'))!;
		expect(['{question_not_shown}', 'two{tab}words', '{lbrace}tab}', 'say {quote}hi{quote}'].map(cell!)).toEqual([
			...['', 'two\twords', '{tab}', 'say "hi"']
		]);
	});
	it('a grid of satisfaction is a measure for each row, with its stem', () => {
		const texts = recognise(read('wjx.csv'))!.questions.filter(({ found }) => found === 'csat');
		expect(texts.map(({ text }) => text)).toEqual(['请评价以下各项 – 前台', '请评价以下各项 – 早餐']);
	});
	it('recalled answers and bold are no part of Typeform’s texts', () => {
		const { questions } = recognise(read('typeform.csv'))!;
		expect(questions.map(({ text }) => text)).toEqual([
			...['What is your name?', 'How was your stay?', '', '… would you recommend us?', '', 'Which time suits you?']
		]);
	});
});

describe('odd input', () => {
	const cell = fc.oneof(
		fc.string(),
		fc.constantFrom(...Object.values(expected).flatMap(({ file }) => read(file).slice(0, 4).flat())),
		fc.constantFrom(
			'{"ImportId":"',
			'{"ImportId":"QID1_"}',
			'[[',
			'—',
			'1、',
			'3、—',
			'{{field:',
			'-99',
			'\u0000',
			'__proto__'
		)
	);
	const table = fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 });

	it('never throws, and accounts for every row', () => {
		fc.assert(
			fc.property(table, (lines) => {
				const seen = recognise(lines);
				if (seen === null) return;
				const counts = countFates(seen, lines);
				expect(counts.complete + counts.partial + counts.leftOut).toBe(Math.max(0, lines.length - seen.headerRows));
				for (const text of lines.flat()) expect(typeof (seen.cell?.(text) ?? text)).toBe('string');
			}),
			{ numRuns: 400 }
		);
	});

	it('nor does a known header above anything', () => {
		fc.assert(
			fc.property(fc.constantFrom(...Object.values(expected)), table, ({ file, headerRows }, rows) => {
				const lines = [...read(file).slice(0, headerRows), ...rows];
				const seen = recognise(lines);
				if (seen) countFates(seen, lines);
			}),
			{ numRuns: 300 }
		);
	});
});
