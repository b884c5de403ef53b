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
	it('of those that are asked and that nobody has answered yet, which are said to have none', () => {
		const shown = results(['csat']);
		shown.asked = () => ['nps', 'csat', 'nps'];
		expect(metricOptions(shown).map(({ label }) => label)).toEqual(['None', 'All', 'NPS', 'CSAT']);
		expect(shown.unanswered).toBeNull();
		shown.setMetric('nps');
		expect(shown.unanswered).toBe('nps');
		shown.setMetric('csat');
		expect(shown.unanswered).toBeNull();
	});
	it('name none on paper that nobody was asked by', () => expect(metricName(results([]))).toBe('All'));
});
