import { describe, expect, it } from 'vitest';
import type { BoardResults } from '../results/board-results.ts';
import { Results } from '../results/results.svelte.ts';
import { metricName, metricOptions } from './overlay.ts';

const results = (metrics: BoardResults['metrics']) =>
	new Results({
		journeyId: 'j',
		timeZone: 'UTC',
		initial: { touchpoints: {}, scenes: {}, journey: [], metrics },
		fetchResults: () => Promise.reject(new Error('not asked')),
		now: () => 0
	});

describe('metrics that may be laid over the map', () => {
	it.each([
		[[], ['None', 'All']],
		[['csat'], ['None', 'CSAT']],
		[
			['nps', 'csat'],
			['None', 'All', 'NPS', 'CSAT']
		]
	] as const)('of those that exist (%o)', (metrics, labels) =>
		expect(metricOptions(results([...metrics])).map(({ label }) => label)).toEqual(labels)
	);
	it('name none on paper that nobody was asked by', () => expect(metricName(results([]))).toBe('All'));
});
