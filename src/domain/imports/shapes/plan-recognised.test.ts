import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { validate } from '../../survey/index.ts';
import { headerOf, planRows, surveyFrom, type Mapping } from '../index.ts';
import { answersOf, guessOf, recognise } from './index.ts';

const folder = resolve(import.meta.dirname, '../../../../tests/fixtures/survey-exports');

/** A fixture as the page has it. */
function tableOf(name: string) {
	const lines = parse(readFileSync(`${folder}/${name}`), {
		bom: true,
		relax_column_count: true,
		relax_quotes: true,
		delimiter: name.includes('-vv') ? '\t' : ',',
		skip_records_with_empty_values: true
	}) as unknown as string[][];
	const recognised = recognise(lines)!;
	const { names: header } = headerOf(lines, recognised.headerRows);
	const rows = lines
		.slice(recognised.headerRows)
		.map((line) => header.map((_, at) => recognised.cell?.(line[at] ?? '') ?? line[at] ?? ''));
	return { header, rows, recognised };
}

function planned(name: string, more: { readonly wholeOnly?: boolean } = {}) {
	const table = tableOf(name);
	const guess = guessOf(table);
	const mapping: Mapping = {
		kind: guess.kind,
		score: { column: guess.score!, values: { '': null, '(空)': null } },
		touchpoint: { id: 'a' },
		time: { column: guess.time!, order: guess.order ?? 'ymd', zone: 'UTC', orElse: table.recognised.times.slice(1) },
		comment: guess.comment,
		customer: null,
		externalId: guess.externalId,
		language: 'en'
	};
	return planRows(table.rows, mapping, { timeZone: 'UTC', fileKey: 'f', fate: table.recognised.fate, ...more });
}

const ready = (name: string, more = {}) =>
	planned(name, more).flatMap((row) => (row.status === 'ready' ? [row.row] : []));

describe('rows of a recognised file', () => {
	it('Qualtrics: the preview stays out, and so does what was broken off before the score', () => {
		const rows = planned('qualtrics.csv');
		expect(rows[6]).toMatchObject({ status: 'left_out', because: 'row_kind' });
		expect(rows.filter(({ status }) => status === 'wrong')).toEqual([]);
		// Broken off before the score.
		expect(rows[7]).toMatchObject({ status: 'left_out', because: 'value' });
		expect(planned('qualtrics.csv', { wholeOnly: true })[7]).toMatchObject({ status: 'left_out', because: 'partial' });
	});

	it('LimeSurvey: an answer without a time of submission has that of the last action', () => {
		const partial = ready('limesurvey-vv.csv').filter((row) => row.partial);
		expect(partial.map(({ submittedAt, score }) => [submittedAt, score])).toEqual([['2026-01-15T09:13:00.000Z', 7]]);
	});

	it('Formbricks: what was broken off behind the score counts, and is partial; or is left out on demand', () => {
		const partial = (rows: ReturnType<typeof ready>) => rows.filter((row) => row.partial).map(({ row }) => row);
		expect(partial(ready('formbricks.csv'))).toEqual([4]);
		expect(ready('formbricks.csv')).toHaveLength(9);
		expect(ready('formbricks.csv', { wholeOnly: true }).map(({ row }) => row)).not.toContain(4);
	});

	it('what was broken off before the score has nothing to count', () => {
		expect(planned('limesurvey.csv')[3]).toMatchObject({ status: 'left_out', because: 'value' });
	});

	it.each([
		['qualtrics.csv', 'nps', 20, 24, 1, 8],
		['surveymonkey.csv', 'nps', 18, 19, 3, 0],
		['wjx.csv', 'nps', 11, 12, 1, null],
		['google-forms.csv', 'nps', 6, 7, 0, null],
		['typeform.csv', 'nps', 8, null, 16, 0],
		['formbricks.csv', 'nps', 12, 17, 2, 1],
		['delighted.csv', 'nps', 5, 6, 8, 0],
		['wayfelt.csv', 'nps', 13, 14, 1, 0]
	])('%s: what to begin with', (name, kind, score, comment, time, externalId) => {
		expect(guessOf(tableOf(name))).toMatchObject({ kind, score, comment, time, externalId, leaveOut: null });
	});

	it('all answers of a row go to the questions of its survey; what a question cannot take is none', () => {
		const { rows, recognised } = tableOf('wjx.csv');
		const { definition, ids } = surveyFrom(recognised, 'wjx', { score: 11, kind: 'nps', comment: 12 });
		expect(definition!.questions.map(({ id, kind }) => [id, kind])).toEqual([
			['csat', 'csat'],
			['csat_2', 'csat'],
			['nps', 'nps'],
			['comment', 'comment']
		]);
		const read = answersOf(recognised.questions, ids, definition!, ['nps', 'comment']);
		expect(rows.slice(0, 3).map(read)).toEqual([{ csat: 5, csat_2: 3 }, {}, { csat: 2, csat_2: 3 }]);
		const all = answersOf(recognised.questions, ids, definition!, []);
		expect(rows.map((row) => validate(definition!, all(row)).ok)).toEqual(rows.map(() => true));
		expect(all(rows[0]!)).toEqual({ csat: 5, csat_2: 3, nps: 10, comment: '前台很快' });
		// Another column is the score: its question has the id by which the import knows it.
		const other = surveyFrom(recognised, 'wjx', { score: 9, kind: 'csat', comment: null });
		expect(other.ids).toMatchObject({ '3/1': 'csat', '3/0': 'csat_2' });
	});

	it('every sample gives answers at once', () => {
		for (const name of [
			'surveymonkey.csv',
			'wjx.csv',
			'google-forms.csv',
			'typeform.csv',
			'formbricks.csv',
			'delighted.csv'
		])
			expect(
				planned(name).filter(({ status }) => status === 'wrong'),
				name
			).toEqual([]);
	});
});
