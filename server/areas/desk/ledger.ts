import type { LedgerView } from '#contract/response-desk.ts';
import { merge, total, type Histogram, type MetricDefinition, type Thresholds } from '#domain/metrics/index.ts';
import type { LedgerPart } from '../answers/repo/sum-up.ts';
import { toScores } from '../results/score-views.ts';

/** Looked at by itself: no window before, and what a filter leaves out may be read row by row by whoever sees this. */
const alone = { before: [], leftOut: 0, current: true, since: null, until: null };

/**
 * What marked answers do to each series: as it is counted, with none of them, and with all of them. Judged against the target of
 * the definition: the answers may be of several places.
 */
export function ledgerOf(
	parts: readonly LedgerPart[],
	definitions: ReadonlyMap<string, MetricDefinition>,
	thresholds: Thresholds & { readonly rankN: number }
): LedgerView[] {
	return [...definitions.values()]
		.map((definition) => {
			const own = parts.filter((part) => part.definitionId === definition.id);
			const sum = (which: (part: LedgerPart) => boolean): Histogram =>
				merge(...own.filter(which).map((one) => one.histogram));
			const score = (histogram: Histogram) =>
				toScores([{ ...alone, definition, histogram, currentN: total(histogram) }], thresholds)[0]!;
			return {
				definition: definition.id,
				metric: definition.metric,
				now: score(sum(({ leftOut }) => !leftOut)),
				without: score(sum(({ marked }) => !marked)),
				all: score(sum(() => true))
			};
		})
		.sort((a, b) => b.all.n - a.all.n);
}
