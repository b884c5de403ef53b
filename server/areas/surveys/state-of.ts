import { collectorState, type CollectorState } from '#domain/survey/index.ts';
import type { ListedCollector } from './repo/collectors.ts';

/** May people answer through a collector now? */
export const stateOf = (
	row: Pick<ListedCollector, 'closed_at' | 'closes_at' | 'opens_at' | 'paused' | 'limits' | 'answers'>,
	now: Date
): CollectorState =>
	collectorState(
		{ closedAt: row.closed_at, closesAt: row.closes_at, opensAt: row.opens_at, paused: row.paused },
		now,
		row.answers >= (row.limits?.maximum ?? Infinity)
	);
