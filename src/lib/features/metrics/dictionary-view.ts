import type { DictionaryChange, DictionaryEntry } from '#contract/metric-dictionary.ts';
import { localText, type Locale } from '#domain/shared/locale.ts';
import { fillIn } from '#domain/survey/index.ts';
import { formatDifference, formatValue } from '#lib/charts/format.ts';
import { titleOr } from '#lib/journey-words.ts';
import { marginText, ownerText } from '#lib/metrics/setting-words.ts';
import { m } from '#lib/paraglide/messages.js';

/** The question as it was asked, for whichever touchpoint. */
export const questionOf = ({ wording }: Pick<DictionaryEntry, 'wording'>, locale: Locale): string =>
	fillIn(localText(wording, locale), { touchpoint: null }, locale);

/** Which surveys ask it, by which channels, at how many touchpoints. */
export const sourcesText = ({
	surveys,
	channels,
	touchpoints
}: Pick<DictionaryEntry, 'surveys' | 'channels' | 'touchpoints'>): string =>
	surveys.length === 0
		? m.metrics_source_none()
		: m.metrics_source_text({
				surveys: surveys.map(({ title }) => title).join(m.heatmap_moved_comma()),
				channels: channels.map((kind) => m.kind_channel({ kind })).join(m.heatmap_moved_comma()),
				places: m.metrics_source_places({ n: touchpoints })
			});

/** "9–10", "4–5", "1". */
const rangeText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
	from === to ? String(from) : `${from}–${to}`;

/** "0 to 10; high is good; counted as hits: 9–10, as misses: 0–6". */
export const scaleOf = ({ scale, direction, hits, misses }: DictionaryEntry): string =>
	[
		m.metrics_scale_text({
			min: scale.min,
			max: scale.max,
			direction: direction === 'low' ? m.metrics_low() : m.metrics_high()
		}),
		...(hits ? [m.metrics_hits({ range: rangeText(hits) })] : []),
		...(misses ? [m.metrics_misses({ range: rangeText(misses) })] : [])
	].join('');

/** "Scene “Check-in”". */
export const placeText = ({ place, title }: Pick<DictionaryEntry['places'][number], 'place' | 'title'>): string =>
	m.metrics_change_place({ place: m.metrics_place({ place }), title: titleOr(title) });

type Wanted = NonNullable<DictionaryChange['to']>;

const wantedText = (metric: DictionaryEntry['metric'], wanted: Wanted | null, locale: string): string => {
	const parts = [
		...(wanted?.target == null ? [] : [formatValue(metric, wanted.target, locale)]),
		...(wanted?.margin == null ? [] : [m.metrics_margin_at({ margin: marginText(metric, wanted.margin, locale) })]),
		...(wanted?.owner ? [ownerText(wanted.owner)] : [])
	];
	return parts.length === 0 ? m.metrics_inherited() : parts.join(', ');
};

/** What was set at a place, in one line. */
export const placeSetting = (metric: DictionaryEntry['metric'], wanted: Wanted, locale: string): string =>
	wantedText(metric, wanted, locale);

/** What was before and what is since. */
export function changeText(metric: DictionaryEntry['metric'], change: DictionaryChange, locale: string): string {
	if (change.what === 'asked') return m.metrics_change_asked();
	const what = change.place === null ? m.metrics_change_everywhere() : placeText(change.place);
	const [from, to] = [wantedText(metric, change.from, locale), wantedText(metric, change.to, locale)];
	return m.metrics_change_from({ what, from, to });
}

/** The smallest difference that is seen, without a sign. */
export const fallText = (entry: DictionaryEntry, fall: number | null, locale: string): string =>
	fall === null
		? m.metrics_seen_never()
		: formatDifference(entry.metric, roundedUp(entry, fall), locale).replace('+', '');

/** A fall that is just seen is not made smaller by rounding. */
const roundedUp = ({ valueKind }: DictionaryEntry, fall: number): number =>
	valueKind === 'mean' ? Math.ceil(fall * 100) / 100 : Math.ceil(fall);
