import type { HeatmapMoved, HeatmapView } from '#contract/heatmap.ts';
import { channelNames, type ChannelName } from '#domain/survey/index.ts';
import { formatCount, formatDay, formatDifference, formatValue } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';

type Item = HeatmapMoved['items'][number];
type Cause = NonNullable<Item['cause']>;

/** Why no cause is looked for: answers were chosen already, or the page is a stranger's, whom a slice could tell of a few. */
export type Unsought = 'narrowed' | 'shared';

/** Places that are named; of more the number is said. */
const NAMED = 3;

/** What is said of a change: that it is one, its proof, and what explains most of it. */
export function movedWords(locale: string) {
	const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
	const languages = new Intl.DisplayNames([locale], { type: 'language' });
	const day = (of: string) => formatDay(of, locale);
	const n = (of: { readonly nBefore: number; readonly nAfter: number }) => ({
		nBefore: formatCount(of.nBefore, locale),
		nAfter: formatCount(of.nAfter, locale)
	});

	function nameOf(dimension: Cause['dimension'], name: string): string {
		if (dimension === 'language') return languages.of(name) ?? name;
		const channel = dimension === 'channel' && channelNames.find((one) => one === name);
		return channel ? m.kind_channel({ kind: channel satisfies ChannelName }) : name;
	}

	function since({ since }: Item): string {
		if (since === null) return '';
		const { from, to } = since;
		const said =
			from === to
				? m.heatmap_moved_since({ day: day(since.day) })
				: m.heatmap_moved_since_about({ day: day(since.day), from: day(from), to: day(to) });
		return m.heatmap_moved_since_then({ since: said });
	}

	const of = ({ share: part, ...counts }: { share: number; nBefore: number; nAfter: number }) => ({
		share: share.format(Math.min(1, part)),
		...n(counts)
	});

	return {
		n,

		says({ metric, before, after, difference }: Item, scene: string): string {
			return (difference < 0 ? m.heatmap_moved_fell : m.heatmap_moved_rose)({
				scene,
				metric: m.kind_metric({ kind: metric }),
				before: formatValue(metric, before, locale),
				after: formatValue(metric, after, locale)
			});
		},

		proof(item: Item): string {
			// Intervals of a difference are signed, whatever the metric.
			const signed = (value: number) => formatDifference(item.metric, value, locale);
			const { difference, low, high } = item;
			return m.heatmap_moved_proof({
				difference: signed(difference),
				low: signed(low),
				high: signed(high),
				since: since(item),
				...n(item)
			});
		},

		cause({ cause }: Item, unsought: Unsought | null): string {
			if (cause === null && unsought === 'shared') return m.heatmap_moved_shared();
			if (cause === null) return unsought === 'narrowed' ? m.heatmap_moved_narrowed() : m.heatmap_moved_all();
			const { kind, dimension, slice, among, share: part } = cause;
			if (kind === 'slice' && among) {
				const names = among.names.slice(0, NAMED);
				if (names.length < among.names.length) names.push('…');
				return m.heatmap_moved_among({
					count: among.names.length,
					of: among.of,
					names: names.join(m.heatmap_moved_comma()),
					...of(among)
				});
			}
			if (kind === 'slice' && slice)
				return m.heatmap_moved_slice({ name: nameOf(dimension, slice.name), ...of({ ...slice, share: part }) });
			if (slice) return m.heatmap_moved_mix({ name: nameOf(dimension, slice.name), ...n(slice) });
			const by = { channel: m.heatmap_by_channel, place: m.heatmap_by_place, language: m.heatmap_by_language };
			return m.heatmap_moved_mix_plain({ dimension: by[dimension]() });
		}
	};
}

/** What is said where nothing moved: how much would have been seen. */
export function quietWords(
	{ moved: { looked, detectable }, rankN }: Pick<HeatmapView, 'moved' | 'rankN'>,
	titles: ReadonlyMap<string, string>,
	locale: string
): string {
	if (looked === 0 || !detectable) return m.heatmap_moved_unlooked({ n: rankN });
	const { scene, metric, difference } = detectable;
	const where = { scene: titles.get(scene) ?? '', ...movedWords(locale).n(detectable) };
	return [
		m.heatmap_moved_none({ looked }),
		difference === null
			? m.heatmap_moved_undetectable(where)
			: m.heatmap_moved_detectable({
					...where,
					metric: m.kind_metric({ kind: metric }),
					difference: formatDifference(metric, difference, locale).replace('+', '')
				})
	].join(' ');
}
