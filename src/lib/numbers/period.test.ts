import { describe, expect, it } from 'vitest';
import { canBeShown, readPeriod, writePeriod } from './period.ts';

const read = (search: string) => readPeriod(new URLSearchParams(search));

describe('the period in an address', () => {
	it('is days, or a name', () => {
		expect(read('from=2015-02-01&to=2015-03-31')).toEqual({
			period: 'custom',
			days: { from: '2015-02-01', to: '2015-03-31' }
		});
		expect(read('period=all').period).toBe('all');
		expect(read('period=7').period).toBe('7');
		expect(read('from=2015-02-01&to=2015-02-01&period=all').period).toBe('custom');
	});

	it.each([
		'',
		'period=1',
		'period=custom',
		'from=2015-02-01',
		'from=2015-02-31&to=2015-03-01',
		'from=2015-03-01&to=2015-02-01',
		'from=1-1-1&to=x',
		'from=15-01-01&to=2015-01-01',
		'from=0001-01-01&to=2015-01-01',
		'from=+02015-01-01&to=2015-01-01'
	])('is the default where nothing can be read: %s', (search) => expect(read(search).period).toBe('30'));

	it.each(['period=all', 'period=365', 'from=2015-02-01&to=2015-03-31', ''])(
		'is written as it was read: %s',
		(search) => {
			const params = new URLSearchParams();
			for (const [name, value] of Object.entries(writePeriod(read(search))))
				if (value !== null) params.set(name, value);
			expect(params.toString()).toBe(search);
		}
	);
});

describe('days of one’s own', () => {
	it.each([
		['2015-01-01', '2015-02-01', true],
		['1970-01-01', '2026-11-20', true],
		['2026-11-20', '2099-01-01', true],
		['0001-01-01', '2026-11-20', false],
		['1969-12-31', '2026-11-20', false],
		['2026-01-01', '2226-11-20', false],
		['2026-01-01', '20260-11-20', false]
	])('from %s to %s can be shown: %s', (from, to, can) => expect(canBeShown({ from, to })).toBe(can));
});
