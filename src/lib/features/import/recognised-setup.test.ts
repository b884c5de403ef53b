import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encode } from '../../../../tests/support/encode.ts';
import { workbook } from '../../../../tests/support/workbook.ts';
import { ImportSetup } from './import-setup.svelte.ts';
import { isDefinition } from './is-definition.ts';
import { readAnyTable, readTable, type Reading, type TableFile } from './read-table.ts';

const folder = resolve(import.meta.dirname, '../../../../tests/fixtures/survey-exports');
const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(`${folder}/${name}`));

function table(name: string, reading: Reading = {}): TableFile {
	const read = readTable(name, bytes(name), reading);
	if (!read.ok) throw new Error(read.issues[0]?.code);
	return read.value;
}

function setupOf(name: string, reading: Reading = {}): ImportSetup {
	const setup = new ImportSetup(table(name, reading), 'Asia/Shanghai', new Date('2026-11-29'));
	setup.touchpoints = [{ id: 'a', title: 'A' }];
	setup.touchpointBy = 'one';
	setup.touchpoint = 'a';
	return setup;
}
const ready = (setup: ImportSetup) => setup.planned.flatMap((row) => (row.status === 'ready' ? [row.row] : []));

describe('a recognised file', () => {
	it('brings all its answers, and the partial ones as such', () => {
		const setup = setupOf('formbricks.csv');
		expect(setup.fates).toMatchObject({ complete: 8, partial: 2 });
		expect(setup.survey).toMatchObject({
			title: 'formbricks',
			definition: { questions: [{ id: 'nps' }, { id: 'comment' }] }
		});
		expect(ready(setup).map(({ row, partial }) => [row, partial ?? false])).toContainEqual([4, true]);
		setup.wholeOnly = true;
		expect(ready(setup).map(({ row }) => row)).not.toContain(4);
	});

	it('brings further answers of a Chinese one, and without the tick the score and the comment alone', () => {
		const setup = setupOf('wjx.csv');
		expect(ready(setup)[0]).toMatchObject({ score: 10, comment: '前台很快', answers: { csat: 5, csat_2: 3 } });
		setup.withSurvey = false;
		expect(setup.survey).toBeNull();
		expect(ready(setup)[0]).not.toHaveProperty('answers');
	});

	it('goes without a survey where a chosen column is no question of the file', () => {
		const setup = setupOf('wjx.csv');
		setup.comment = '4';
		expect(setup.survey).toBeNull();
		setup.comment = '';
		expect(setup.survey).not.toBeNull();
	});

	it('another measure of another column has the id by which the import knows it', () => {
		const setup = setupOf('wjx.csv');
		setup.kind = 'csat';
		setup.score = '9';
		expect(setup.survey?.definition.questions.find(({ id }) => id === 'csat')?.text).toEqual({
			'zh-CN': '请评价以下各项 – 早餐'
		});
	});

	it('is none any more when a person says so, or counts other header rows', () => {
		expect(table('qualtrics.csv').recognised?.shape).toBe('qualtrics');
		expect(table('qualtrics.csv', { unknown: true }).recognised).toBeNull();
		expect(table('qualtrics.csv', { headerRows: 1 }).recognised).toBeNull();
		expect(setupOf('qualtrics.csv', { unknown: true }).survey).toBeNull();
	});

	it('may be a workbook or UTF-16', async () => {
		const { header, above, rows } = table('surveymonkey.csv');
		const read = await readAnyTable('a.xlsx', workbook([...above, ...rows]));
		expect(read).toMatchObject({ ok: true, value: { encoding: null, separator: null, header, rows } });
		const text = readFileSync(`${folder}/wjx.csv`, 'utf8').replace('\ufeff', '');
		const wide = await readAnyTable('a.csv', encode(text, 'UTF-16BE'));
		expect(wide).toMatchObject({ ok: true, value: { encoding: 'UTF-16BE', recognised: { shape: 'wjx' } } });
	});
});

it('a survey is told from answers by its name, or by how it begins', () => {
	const text = (given: string): Uint8Array => new TextEncoder().encode(given);
	expect([
		isDefinition('a.qsf', text('')),
		isDefinition('a.json', text('')),
		isDefinition('a.txt', text('\ufeff\n {"a":1}')),
		isDefinition('a.csv', text('a,b\n1,{')),
		isDefinition('a.csv', text(''))
	]).toEqual([true, true, true, false, false]);
});
