import type { MetricId } from '../metrics/index.ts';
import { locales, type LocalText } from '../shared/locale.ts';
import { kindOf, type Question } from './questions/all-questions.ts';

/**
 * What a series of numbers is tied to. Answers to the same lock add up, over touchpoints and surveys; any other wording
 * or scale is another series, with a visible break (metrics.md, "definition lock").
 */
export interface DefinitionLock {
	readonly metric: MetricId;
	readonly scale: { readonly min: number; readonly max: number };
	readonly wording: LocalText;
	readonly low: LocalText;
	readonly high: LocalText;
}

/** The lock of a question, or null when it measures nothing. */
export function lockOf(question: Question): DefinitionLock | null {
	const { metric, scale } = kindOf(question.kind);
	if (metric === null || scale === null) return null;
	return {
		metric,
		scale: { min: scale[0], max: scale[1] },
		wording: question.text,
		low: question.labels.low ?? {},
		high: question.labels.high ?? {}
	};
}

/** One line that is equal exactly when two locks are: spaces do not count, the order of languages does not either. */
export function lockKey(lock: DefinitionLock): string {
	const plain = (text: LocalText) => locales.map((locale) => (text[locale] ?? '').replace(/\s+/g, ' ').trim());
	return JSON.stringify([
		lock.metric,
		lock.scale.min,
		lock.scale.max,
		plain(lock.wording),
		plain(lock.low),
		plain(lock.high)
	]);
}
