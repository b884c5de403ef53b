import { describe, expect, it } from 'vitest';
import { cardKinds, cards, journeyKinds, laneKinds, PLACE, records, recordTypes } from '#domain/journey/index.ts';
import { JourneyFields } from '#domain/journey/records/journey.ts';
import { metricIds } from '#domain/metrics/index.ts';
import { locales } from '#domain/shared/locale.ts';
import { askKinds, channelNames, kindOf, questionKindNames } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

/**
 * The interface finds the words of a registry's entry in `messages/<language>/kinds.json`, under the entry's own name.
 * English ones that are missing do not even compile; the others would show the message's key.
 */
describe('every kind has its words in every language', () => {
	const schemas: readonly { readonly entries: object }[] = [
		JourneyFields,
		...Object.values(cards).map(({ schema }) => schema),
		...recordTypes.flatMap((type) => (type === 'card' ? [] : [records[type].fields as unknown as { entries: object }]))
	];
	// Scene, lane and order are the place.
	const placing = ['sceneId', 'laneId', 'order'];
	const names = schemas.flatMap(({ entries }) => Object.keys(entries)).filter((name) => !placing.includes(name));
	const fields = [PLACE, ...new Set(names)];
	const settings = questionKindNames.flatMap((name) => (kindOf(name).settings ?? []).map(({ field }) => field));
	const sentences = {
		metric: [metricIds, [m.kind_metric, m.kind_metric_long, m.kind_metric_formula]],
		'question that can be asked': [askKinds, [m.kind_ask, m.kind_ask_hint, m.kind_ask_scores]],
		question: [questionKindNames, [m.kind_question]],
		'setting of a question': [settings, [m.kind_field]],
		channel: [channelNames, [m.kind_channel]],
		card: [['touchpoint', ...cardKinds], [m.kind_item]],
		lane: [laneKinds, [m.kind_lane]],
		'journey kind': [journeyKinds, [m.kind_journey]],
		record: [['journey', ...recordTypes], [m.kind_record]],
		'field of a record': [fields, [m.kind_field]]
	} as const;

	it.each(Object.entries(sentences))('%s', (_, [kinds, messages]) => {
		for (const kind of kinds) {
			for (const locale of locales) {
				for (const message of messages) {
					const text = (message as (inputs: { kind: string }, options: object) => string)({ kind }, { locale });
					expect(text, `${kind} in ${locale}`).not.toMatch(/^(kind_.*|\s*)$/);
				}
			}
		}
	});
});
