import { expect, it } from 'vitest';
import { slowestLines, timesOfPlaywright, timesOfVitest } from './slowest.mjs';

it('names the slowest tests of both runners, the slowest first', () => {
	const vitest = {
		testResults: [
			{
				name: '/here/server/a.test.ts',
				assertionResults: [
					{ fullName: 'a quick', duration: 12 },
					{ fullName: 'a slow', duration: 4321.6 },
					{ fullName: 'a skipped', duration: null }
				]
			}
		]
	};
	const spec = (title: string, ...durations: number[]) => ({
		title,
		tests: [{ results: durations.map((duration) => ({ duration })) }]
	});
	const playwright = {
		suites: [
			{
				title: 'board.spec.ts',
				specs: [spec('walk', 9000)],
				suites: [{ title: 'on a phone', specs: [spec('tap', 1000, 500)] }]
			}
		]
	};
	const times = [...timesOfVitest(vitest, '/here'), ...timesOfPlaywright(playwright)];
	expect(slowestLines(times, 3)).toBe(
		'Slowest of 5:\n' +
			'   9.0 s  board.spec.ts › walk\n' +
			'   4.3 s  server/a.test.ts › a slow\n' +
			'   1.5 s  board.spec.ts › on a phone › tap\n'
	);
	expect(slowestLines([])).toBe('');
});
