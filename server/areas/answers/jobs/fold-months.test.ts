import { describe, expect, it } from 'vitest';
import { runsOf } from './fold-months.ts';

describe('months that are added up at once', () => {
	it('are those that follow one another, a year at most', () => {
		expect(runsOf(['2024-11-01', '2024-12-01', '2025-01-01', '2025-03-01'])).toEqual([
			['2024-11-01', '2024-12-01', '2025-01-01'],
			['2025-03-01']
		]);
		const years = [2023, 2024].flatMap((year) =>
			Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}-01`)
		);
		expect(runsOf(years).map((run) => run.length)).toEqual([12, 12]);
		expect(runsOf([])).toEqual([]);
	});
});
