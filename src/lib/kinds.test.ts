import { describe, expect, it } from 'vitest';
import { cardKinds, laneKinds } from '#domain/journey/index.ts';
import { metricIds } from '#domain/metrics/index.ts';
import { locales } from '#domain/shared/locale.ts';
import { askKinds, channelNames } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

/**
 * The interface finds the words of a registry's entry in `messages/<language>/kinds.json`, under the entry's own name.
 * English ones that are missing do not even compile; the others would show the message's key.
 */
describe('every kind has its words in every language', () => {
	const sentences = {
		metric: [metricIds, [m.kind_metric, m.kind_metric_long, m.kind_metric_formula]],
		'question that can be asked': [askKinds, [m.kind_ask, m.kind_ask_hint, m.kind_ask_scores]],
		channel: [channelNames, [m.kind_channel]],
		card: [['touchpoint', ...cardKinds], [m.kind_item]],
		lane: [laneKinds, [m.kind_lane]]
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
