import { describe, expect, it } from 'vitest';
import { columnLetter } from './column-labels.ts';
import { ImportSetup } from './import-setup.svelte.ts';
import { readTable, type Reading } from './read-table.ts';

const T = '00000000-0000-7000-8000-000000000001';
function setupOf(text: string, reading: Reading = {}, previous?: ImportSetup): ImportSetup {
	const table = readTable('x.csv', new TextEncoder().encode(text), reading);
	if (!table.ok) throw new Error(table.issues[0]!.code);
	const setup = new ImportSetup(table.value, 'Asia/Shanghai', new Date('2026-01-01'), previous);
	if (!previous) {
		setup.touchpoints = [{ id: T, title: 'Desk' }];
		setup.touchpointBy = 'one';
		setup.touchpoint = T;
	}
	return setup;
}
const scores = (setup: ImportSetup) =>
	setup.planned.map((row) => (row.status === 'ready' ? row.row.score : row.status));

describe('a file in the import', () => {
	it('one word among numbers leaves the numbers alone', () => {
		const setup = setupOf('date,nps\n2024-03-01,9\n2024-03-02,N/A\n2024-03-03,3\n2024-03-04,');
		expect(scores(setup)).toEqual([9, 'left_out', 3, 'left_out']);
		expect(setup.counts).toEqual({ ready: 2, left_out: 2, waiting: 0, wrong: 0 });
	});

	it('words that nobody knows wait for a choice, they are no errors', () => {
		const setup = setupOf('nps\n9\nmaybe\n3\n12');
		expect(setup.counts).toEqual({ ready: 2, left_out: 0, waiting: 1, wrong: 1 });
		expect(setup.shownScoreValues.map(({ value }) => value)).toEqual(['maybe', '12']);
		setup.chooseScore('maybe', '5');
		setup.chooseScore('12', 'out');
		expect(scores(setup)).toEqual([9, 5, 3, 'left_out']);
	});

	it('asks for the order of dates that fit both ways, and plans nothing before', () => {
		const setup = setupOf('date,nps\n01/02/2024,9\n03/04/2024,3');
		expect([setup.orderInUse, setup.mapping]).toEqual([null, null]);
		setup.order = 'mdy';
		expect(setup.planned[0]).toMatchObject({ row: { submittedAt: '2024-01-02T04:00:00.000Z' } });
		const judged = setupOf(`date,nps\n${'01/02/2024,9\n'.repeat(210)}01/13/2024,3`);
		expect(judged.planned[0]).toMatchObject({ row: { submittedAt: '2024-01-02T04:00:00.000Z' } });
	});

	it('reads times in the zone that the file names', () => {
		const setup = setupOf('Submit Date (UTC),nps\n2024-03-01 10:00,9');
		expect(setup.planned[0]).toMatchObject({ row: { submittedAt: '2024-03-01T10:00:00.000Z' } });
	});

	it('leaves out previews, tests, and the header when it comes again', () => {
		const setup = setupOf('Status,nps\nIP Address,9\nSurvey Preview,10\nStatus,nps\nIP Address,3');
		expect(setup.planned.map((row) => ('because' in row ? row.because : row.status))).toEqual([
			'ready',
			'row_kind',
			'header',
			'ready'
		]);
		setup.leaveKindOut('Survey Preview', false);
		expect(setup.counts.ready).toBe(3);
	});

	it('agrees with the server about limits', () => {
		const setup = setupOf(`nps,comment,e-mail\n9,${'x'.repeat(4000)},a@example.com\n9,${'x'.repeat(4001)},\n9,,nobody`);
		expect(setup.planned.map((row) => (row.status === 'wrong' ? row.issues[0] : row.status))).toMatchObject([
			'ready',
			{ code: 'too_long', params: { max: 4000 } },
			{ path: ['customer', 'email'] }
		]);
		expect(setupOf('date,nps\n2999-01-01,9').planned[0]).toMatchObject({ issues: [{ code: 'in_future' }] });
	});

	it('counts the different scores of the file, those of rows that wait for a touchpoint too', () => {
		expect(setupOf('sentiment,text\nnegative,a\nneutral,b\npositive,c\nnegative,d\n,e').differentScores).toBe(3);
		expect(setupOf('nps,text\n9,a\n9,b\nN/A,c').differentScores).toBe(1);
	});

	it('two columns of one name can be told apart', () => {
		const labels = setupOf('评分,评分,,nps\n5,3,x,9').columns.map(({ label }) => label);
		expect(new Set(labels).size).toBe(4);
		expect(labels[0]).toContain('A');
		expect(labels[1]).toContain('3');
		expect([columnLetter(0), columnLetter(25), columnLetter(26), columnLetter(701)]).toEqual(['A', 'Z', 'AA', 'ZZ']);
	});

	it('read in another way keeps what was chosen, and guesses again what was not', () => {
		const text = 'score;text\n5;fine\n4;ok';
		const first = setupOf(text, { separator: '|' });
		const second = setupOf(text, {}, first);
		expect(second).toMatchObject({ score: '0', comment: '1', touchpoint: T });
		second.score = '1';
		second.chooseScore('fine', '5');
		const third = setupOf(text, { headerRows: 2 }, second);
		expect(third.score).toBe('1');
		expect(third.scoreChoices).toEqual(second.scoreChoices);
	});

	it('a language is what most comments are written in', () => {
		expect(setupOf('nps,comment\n9,很好\n9,不错\n8,good').language).toBe('zh-CN');
		expect(setupOf('nps,comment\n9,“好” they said\n9,nice\n8,good').language).toBe('en');
		expect(setupOf('nps,comment\n9,\n').language).toBe('en');
	});
});
