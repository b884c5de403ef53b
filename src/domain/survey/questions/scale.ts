import type { MetricId } from '../../metrics/index.ts';
import type { LocalText } from '../../shared/locale.ts';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { scoreAnswer } from '../answers/score.ts';
import type { QuestionKind } from './question-kind.ts';

interface Scale<Kind extends string> {
	readonly kind: Kind;
	readonly title: string;
	readonly defaultId: string;
	readonly metric: MetricId;
	readonly scale: readonly [number, number];
	readonly text: LocalText;
	/** Meaning of the lowest and of the highest point. */
	readonly low: LocalText;
	readonly high: LocalText;
}

/** One tile a point. */
export interface ScaleRendering {
	readonly control: 'scale';
	readonly min: number;
	readonly max: number;
}

/** A row of signs, filled up to the point. */
export interface StarsRendering {
	readonly control: 'stars';
	readonly min: number;
	readonly max: number;
	readonly sign: 'stars' | 'hearts';
}

/** A face a point. */
export interface FacesRendering {
	readonly control: 'faces';
	readonly min: number;
	readonly max: number;
}

export type ScaleKind<Kind extends string> = QuestionKind<Kind, typeof scoreAnswer, ScaleRendering> & {
	readonly metric: MetricId;
};

/**
 * Reads a point of a scale. Strict on purpose: '7.0', ' 7' or true from a client are mistakes, and a mistake must not become
 * a score.
 */
export function readPoint(raw: unknown, [min, max]: readonly [number, number]): Result<number | undefined> {
	if (raw === undefined || raw === null || raw === '') return ok(undefined);
	const value = typeof raw === 'number' ? raw : typeof raw === 'string' && /^\d{1,2}$/.test(raw) ? Number(raw) : NaN;
	if (!Number.isInteger(value) || value < min || value > max)
		return fail(issue('not_on_scale', undefined, { min, max }));
	return ok(value);
}

/** Builds a kind whose answer is one whole number between two ends. */
export function scaleKind<Kind extends string>(from: Scale<Kind>): ScaleKind<Kind> {
	const [min, max] = from.scale;
	return {
		kind: from.kind,
		title: from.title,
		defaultId: from.defaultId,
		answer: scoreAnswer,
		metric: from.metric,
		scale: from.scale,
		labelNames: ['low', 'high'],
		own: {},
		rendering: () => ({ control: 'scale', min, max }),
		defaults: () => ({
			id: from.defaultId,
			kind: from.kind,
			text: { ...from.text },
			labels: { low: { ...from.low }, high: { ...from.high } },
			required: true
		}),
		read: (raw) => readPoint(raw, from.scale),
		counted: (value) => value,
		columns: () => [{ name: '', cell: String }]
	};
}
