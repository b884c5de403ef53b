import type { DictionaryNumber } from '#contract/metric-dictionary.ts';
import { hiddenNumber, isShown, mergeSketches, summary, type SeriesUses } from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { numberDefinitionIds, numberDefinitionsById } from '../surveys/repo/number-definitions.ts';
import type { Trx } from '../../db/scope.ts';
import { begunAt, sourcesIn } from './dictionary-sources.ts';
import type { SourceRow } from './repo/dictionary.ts';
import { sketchesOf } from './repo/numbers.ts';
import type { AskedHistory } from './repo/series.ts';
import type { Rules } from './window.ts';

interface Known {
	readonly rules: Rules;
	readonly history: AskedHistory;
	readonly uses: ReadonlyMap<string, SeriesUses>;
	readonly sources: readonly SourceRow[];
}

/** Questions for numbers that are asked, or were, at some touchpoints: those that are asked now first. */
export async function dictionaryNumbers(
	trx: Trx,
	workspaceId: string,
	touchpointIds: readonly string[],
	known: Known
): Promise<DictionaryNumber[]> {
	const { rules, history, uses } = known;
	const asked = { touchpointIds, definitionIds: await numberDefinitionIds(trx, workspaceId) };
	const typed = await sketchesOf(trx, workspaceId, asked, rules.window, {});
	const ids = new Set([
		...history.versions.flatMap(({ definitions }) => Object.values(definitions)),
		...typed.map(({ definitionId }) => definitionId)
	]);
	const definitions = await numberDefinitionsById(trx, workspaceId, [...ids]);
	return [...definitions.values()]
		.map(({ id, ...definition }): DictionaryNumber => {
			const own = typed.filter(({ definitionId }) => definitionId === id);
			const asking = [...uses].flatMap(([touchpointId, all]) => {
				const use = all.get(id);
				return use === undefined ? [] : [{ touchpointId, use }];
			});
			const begun = begunAt(asking.map(({ use }) => use));
			const sketch = mergeSketches(own.map((one) => one.sketch));
			return {
				id,
				...definition,
				asked: asking.some(({ use }) => use.asked),
				since: begun === undefined ? null : dayIn(rules.window.timeZone, begun),
				replaces: [...new Set(asking.flatMap(({ use }) => [...use.replaces]))],
				n: sketch.n,
				...(isShown(sketch, rules) ? summary(sketch, definition) : hiddenNumber),
				...sourcesIn(id, known),
				touchpoints: new Set([...own, ...asking].map(({ touchpointId }) => touchpointId)).size
			};
		})
		.sort((a, b) => Number(b.asked) - Number(a.asked) || b.n - a.n || (a.id < b.id ? -1 : 1));
}
