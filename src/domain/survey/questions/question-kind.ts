import type { MetricId } from '../../metrics/index.ts';
import type { LocalText } from '../../shared/locale.ts';
import type { Result } from '../../shared/result.ts';

/** What a person answered to one question: a point on a scale, or a text. */
export type Answer = number | string;

/**
 * One question of a survey's content. The shape is the same for every kind, so that the builder, translation and
 * the respondent page need no case per kind; `labels` holds the kind's further texts (the ends of a scale, a placeholder).
 */
export interface Question<Kind extends string = string> {
	/** Name of the form field and key of the answer; stable over versions. */
	readonly id: string;
	readonly kind: Kind;
	readonly text: LocalText;
	readonly labels: Readonly<Record<string, LocalText>>;
	readonly required: boolean;
}

/** How a page draws the question. A new control is a new arm here and a new snippet on the page. */
export type Rendering =
	| { readonly control: 'scale'; readonly min: number; readonly max: number }
	| { readonly control: 'text'; readonly maxLength: number; readonly rows: number };

/** Everything about a kind of question stands in one file that exports one of these (see `all-questions.ts`). */
export interface QuestionKind<Kind extends string = string> {
	readonly kind: Kind;
	/** What a survey made by the kind is called, in every language (NPS); null for kinds that make none. */
	readonly title: string | null;
	/** Id that the question gets in a survey made by its kind. */
	readonly defaultId: string;
	/** The metric it feeds (what the number means stands in `domain/metrics`), or null. */
	readonly metric: MetricId | null;
	/** Lowest and highest score, or null when the question has none. Within 0…10: the histogram has eleven columns. */
	readonly scale: readonly [number, number] | null;
	/** Names of the texts in `labels`, all of them needed. */
	readonly labelNames: readonly string[];
	readonly rendering: Rendering;
	/** A new question of this kind with its source wording in every language. */
	defaults(): Question<Kind>;
	/**
	 * Reads what a form (strings) or the API (JSON) sent.
	 * @returns the answer, undefined when left out, or one issue without a path
	 */
	read(raw: unknown): Result<Answer | undefined>;
	/** The score that is counted, or null. */
	score(answer: Answer): number | null;
	/** The answer as a cell of an export. */
	cell(answer: Answer): string;
}
