import type { MetricId } from '../metrics/index.ts';
import { locales, type LocalText } from '../shared/locale.ts';
import { kindOf, scaleOf, type Question } from './questions/all-questions.ts';

/**
 * What a series of scores is tied to. Answers to the same lock add up, over touchpoints and surveys; any other wording
 * or scale is another series, with a visible break (metrics.md, "definition lock").
 */
export interface DefinitionLock {
	readonly store: 'scores';
	readonly metric: MetricId;
	readonly scale: { readonly min: number; readonly max: number };
	readonly wording: LocalText;
	readonly low: LocalText;
	readonly high: LocalText;
}

/** The same of a series of numbers; an end that is open is null. */
export interface NumberLock {
	readonly store: 'numbers';
	readonly range: { readonly min: number | null; readonly max: number | null };
	readonly wording: LocalText;
	readonly unit: LocalText;
}

/** The lock of a question, or null when nothing of it is counted. */
export function lockOf(question: Question): DefinitionLock | NumberLock | null {
	const { answer, metric } = kindOf(question.kind);
	const scale = scaleOf(question);
	const wording = question.text;
	if (answer.store === 'numbers') {
		const { min = null, max = null } = question as { min?: number | null; max?: number | null };
		return { store: 'numbers', range: { min, max }, wording, unit: question.labels.unit ?? {} };
	}
	if (metric === null || scale === null) return null;
	return {
		store: 'scores',
		metric,
		scale: { min: scale[0], max: scale[1] },
		wording,
		low: question.labels.low ?? {},
		high: question.labels.high ?? {}
	};
}

/** One line that is equal exactly when two locks are: spaces do not count, the order of languages does not either. */
export function lockKey(lock: DefinitionLock | NumberLock): string {
	const plain = (text: LocalText) => locales.map((locale) => (text[locale] ?? '').replace(/\s+/g, ' ').trim());
	if (lock.store === 'numbers') {
		const { min, max } = lock.range;
		return JSON.stringify(['number', min, max, plain(lock.wording), plain(lock.unit)]);
	}
	return JSON.stringify([
		lock.metric,
		lock.scale.min,
		lock.scale.max,
		plain(lock.wording),
		plain(lock.low),
		plain(lock.high)
	]);
}
