import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum, guess, planRows, wantedCodes, type Mapping, type Planned } from './index.ts';

const mapping: Mapping = {
	kind: 'csat',
	score: { column: 1, values: { negative: 2, neutral: 3, positive: 5, mixed: null } },
	touchpoint: { column: 2, values: { late: 'T1', '': 'T2', spam: null } },
	time: { column: 0, order: 'ymd' },
	comment: 3,
	customer: null,
	externalId: null,
	language: 'en'
};
const planning = { timeZone: 'UTC', fileKey: 'file' };
const DAY = '2026-03-01 10:00';

describe('rows', () => {
	it('become answers, are left out, or say what is wrong', () => {
		const planned = planRows(
			[
				[DAY, 'Negative ', ' Late', 'Too late'],
				[DAY, 'positive', '', ''],
				[DAY, 'mixed', 'late', ''],
				[DAY, 'positive', 'spam', ''],
				['soon', 'angry', 'lost', '']
			],
			mapping,
			planning
		);
		expect(planned.map((row) => row.status)).toEqual(['ready', 'ready', 'left_out', 'left_out', 'wrong']);
		expect(planned[0]).toMatchObject({
			row: { row: 1, touchpointId: 'T1', score: 2, comment: 'Too late', submittedAt: '2026-03-01T10:00:00.000Z' }
		});
		expect(planned[1]).toMatchObject({ row: { touchpointId: 'T2', score: 5 } });
		const wrong = planned[4] as Extract<Planned, { status: 'wrong' }>;
		expect(wrong.issues.map((one) => `${one.code} ${one.path}`)).toEqual([
			'unmapped touchpoint',
			'unmapped score',
			'not_a_time time'
		]);
	});

	it('name a place where a column does, each that they need a code for once', () => {
		const long = 'x'.repeat(150);
		const rows = ['Counter  1', ' Counter 1', '', 'n/a', long].map((place) => [DAY, 'positive', 'late', 'Fine', place]);
		const planned = planRows(rows, { ...mapping, place: 4 }, planning).flatMap((one) =>
			one.status === 'ready' ? [one.row] : []
		);
		expect(planned.map(({ place }) => place)).toEqual([
			'Counter 1',
			'Counter 1',
			undefined,
			undefined,
			long.slice(0, 100)
		]);
		expect(wantedCodes(planned)).toEqual({
			touchpointIds: ['T1'],
			places: [
				{ touchpointId: 'T1', name: 'Counter 1' },
				{ touchpointId: 'T1', name: long.slice(0, 100) }
			]
		});
	});

	it('takes scores as they are when the column holds scores', () => {
		const direct: Mapping = {
			...mapping,
			score: { column: 0, values: null },
			touchpoint: { id: 'T' },
			time: null,
			comment: null
		};
		const statuses = planRows(
			[['5'], ['4.0'], [' 3 '], ['0'], ['6'], ['4.5'], [''], ['-1'], ['constructor']],
			direct,
			planning
		);
		expect(statuses.map((row) => (row.status === 'ready' ? row.row.score : row.status))).toEqual([
			5,
			4,
			3,
			'wrong',
			'wrong',
			'wrong',
			'wrong',
			'wrong',
			'wrong'
		]);
	});

	it('words like "constructor" are no assigned values', () => {
		expect(planRows([[DAY, 'constructor', '__proto__', '']], mapping, planning)[0]).toMatchObject({
			status: 'wrong',
			issues: [{ code: 'unmapped' }, { code: 'unmapped' }]
		});
	});
});

const keys = (planned: readonly Planned[]): string[] =>
	planned.flatMap((row) => (row.status === 'ready' ? [row.row.key] : []));

describe('keys', () => {
	const row = fc.tuple(
		fc.constant(DAY),
		fc.constantFrom('negative', 'positive'),
		fc.constantFrom('late', ''),
		fc.string({ maxLength: 3 })
	);

	it('are all different in a file, and the same whenever it is read', () => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
				const first = keys(planRows(rows, mapping, planning));
				expect(new Set(first).size).toBe(first.length);
				expect(keys(planRows(rows, mapping, planning))).toEqual(first);
			})
		);
	});

	it('do not depend on the score an answer is given, nor on what else is in the file', () => {
		const rows = [
			[DAY, 'negative', 'late', 'a'],
			[DAY, 'negative', 'late', 'b']
		];
		const other: Mapping = { ...mapping, score: { ...mapping.score, values: { negative: 1 } } };
		expect(keys(planRows(rows, other, planning))).toEqual(keys(planRows(rows, mapping, planning)));
		expect(keys(planRows([rows[1]!], mapping, { ...planning, fileKey: 'another' }))).toEqual([
			keys(planRows(rows, mapping, planning))[1]
		]);
	});

	it('rows without a time or a number of their own belong to their file', () => {
		const bare: Mapping = { ...mapping, time: null };
		const rows = [[DAY, 'negative', 'late', '']];
		expect(keys(planRows(rows, bare, planning))).not.toEqual(
			keys(planRows(rows, bare, { ...planning, fileKey: 'another' }))
		);
		const numbered: Mapping = { ...bare, externalId: 3 };
		const withId = [[DAY, 'negative', 'late', 'A-17']];
		expect(keys(planRows(withId, numbered, planning))).toEqual(
			keys(planRows(withId, numbered, { ...planning, fileKey: 'another' }))
		);
	});

	it('stay short for long rows, and still differ', () => {
		const long = (middle: string): string[] => [
			DAY,
			'negative',
			'late',
			`${'x'.repeat(2400)}${middle}${'y'.repeat(1500)}`
		];
		const [a, b] = keys(planRows([long('1'), long('2')], mapping, planning));
		expect(a!.length).toBeLessThanOrEqual(2100);
		expect(a).not.toBe(b);
	});

	it('look alike however the file was saved: order of columns, seconds, ways to write numbers and times', () => {
		const looks = (rows: string[][], at: Partial<Mapping>): (string | undefined)[] =>
			planRows(rows, { ...mapping, touchpoint: { id: 'T' }, ...at }, planning).map((row) =>
				row.status === 'ready' ? row.row.look : row.status
			);
		const first = looks([['2026-03-01 10:00:40', '5', 'Late', 'Too late', '2026-03-01 09:58:10', '7']], {});
		const columns = { score: { column: 0, values: null }, comment: 2, time: { column: 3, order: 'mdy' } } as const;
		expect(looks([['5.0', '7,0', 'Too late', '3/1/2026 10:00', 'late', '3/1/2026 9:58']], columns)).toEqual(first);
		expect(looks([['4', '7', 'Too late', '3/1/2026 10:00', 'Late', '3/1/2026 9:58']], columns)).not.toEqual(first);
		expect(looks([['5', '6', 'Too late', '3/1/2026 10:00', 'Late', '3/1/2026 9:58']], columns)).not.toEqual(first);
		// Two questions of one survey: the scores do not stand for one another.
		const both = (cells: string[]) => looks([[DAY, ...cells]], { comment: null });
		expect(both(['5', '4'])).not.toEqual(both(['4', '5']));
	});

	it('checksums differ for texts that differ', () => {
		fc.assert(fc.property(fc.string(), fc.string(), (a, b) => a === b || checksum(a) !== checksum(b)));
	});
});

describe('guesses', () => {
	it('reads the columns of common files', () => {
		const airline = guess(
			['created_at', 'airline', 'sentiment', 'reason', 'text'],
			[
				['2015-02-24 11:35:52 -0800', 'Blue', 'neutral', '', 'Fine'],
				['2015-02-24 11:15:48 -0800', 'Blue', 'negative', 'Late Flight', 'Late']
			]
		);
		expect(airline).toEqual({
			kind: 'csat',
			score: 2,
			touchpoint: 3,
			time: 0,
			order: 'ymd',
			comment: 4,
			customer: null,
			customerAs: 'externalId',
			place: 1,
			externalId: null,
			leaveOut: null
		});
		const shops = (names: readonly string[]) =>
			guess(
				['门店', '满意度'],
				names.map((name) => [name, '5'])
			).place;
		expect(shops(['五角场', '五角场', '徐家汇', '徐家汇'])).toBe(0);
		// Numbers of shops, or a name in every row, are no places by themselves.
		expect([shops(['1', '1', '2', '2']), shops(['五角场', '徐家汇'])]).toEqual([null, null]);
		const chinese = guess(
			['编号', '提交时间', 'NPS评分', '评论'],
			[
				['1', '2026-03-05 10:00', '9', '好'],
				['2', '2026-03-05 11:00', '3', '差']
			]
		);
		expect(chinese).toMatchObject({ kind: 'nps', score: 2, time: 1, comment: 3, externalId: null });
		expect(
			guess(
				['date', 'rating'],
				[
					['31/03/2026', '4'],
					['01/04/2026', '5']
				]
			)
		).toMatchObject({ time: 0, order: 'dmy', score: 1, kind: 'csat' });
		expect(guess(['a', 'b'], [['x', 'y']])).toMatchObject({ score: null, touchpoint: null, time: null, comment: null });
	});
});
