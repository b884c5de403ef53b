import { describe, expect, it } from 'vitest';
import { divide } from './kept-months.ts';

const kept = ['2025-01-01', '2025-02-01', '2025-04-01'];

describe('where the counts of a window are read', () => {
	it('takes whole months that were added up, and the days beside and between them', () => {
		expect(divide(kept, { from: '2024-12-20', to: '2025-05-03' })).toEqual({
			months: kept,
			days: [
				{ from: '2024-12-20', to: '2024-12-31' },
				{ from: '2025-03-01', to: '2025-03-31' },
				{ from: '2025-05-01', to: '2025-05-03' }
			]
		});
	});

	it('takes no month that the window cuts', () => {
		expect(divide(kept, { from: '2025-01-02', to: '2025-04-29' })).toEqual({
			months: ['2025-02-01'],
			days: [
				{ from: '2025-01-02', to: '2025-01-31' },
				{ from: '2025-03-01', to: '2025-04-29' }
			]
		});
	});

	it('reads no day where the window is made of months', () => {
		expect(divide(kept, { from: '2025-01-01', to: '2025-02-28' })).toEqual({ months: kept.slice(0, 2), days: [] });
	});

	it('reads all time without a window', () => {
		expect(divide([], { from: null, to: null })).toEqual({ months: [], days: [{ from: null, to: null }] });
		expect(divide(['2024-02-01'], { from: null, to: null })).toEqual({
			months: ['2024-02-01'],
			days: [
				{ from: null, to: '2024-01-31' },
				{ from: '2024-03-01', to: null }
			]
		});
	});

	it('takes no month on both sides of an end of several windows', () => {
		const all = { from: null, to: null };
		const windows = [
			{ from: '2025-02-15', to: '2025-03-31' },
			{ from: '2025-01-01', to: '2025-02-14' }
		];
		expect(divide(kept, all, ...windows).months).toEqual(['2025-01-01', '2025-04-01']);
		expect(divide(kept, all, { from: '2025-04-01', to: '2025-04-30' }, windows[0]!).months).toEqual([
			'2025-01-01',
			'2025-04-01'
		]);
	});

	it('takes no month on both sides of an edge', () => {
		const all = { from: null, to: null };
		expect(divide(kept, all, { from: '2025-02-01', to: '2025-02-28' }).months).toEqual(kept);
		expect(divide(kept, all, { from: '2025-02-02', to: '2025-03-05' }).months).toEqual(['2025-01-01', '2025-04-01']);
		expect(divide(kept, all, { from: '2024-01-01', to: '2025-04-01' }).months).toEqual(['2025-01-01', '2025-02-01']);
	});
});
