import type * as v from 'valibot';
import type { MetricId } from '../../metrics/index.ts';
import type { LocalText } from '../../shared/locale.ts';
import type { Issue, Result } from '../../shared/result.ts';
import type { AnswerType } from '../answers/answer-type.ts';
import type { ItemList } from './items.ts';

/**
 * What every question of a survey's content has. `labels` holds texts of its kind (the ends of a scale, a placeholder);
 * a kind that needs more than texts adds fields of its own (`QuestionKind.own`).
 */
export interface QuestionBase<Kind extends string = string> {
	/** Name of the form field and key of the answer; stable over versions. */
	readonly id: string;
	readonly kind: Kind;
	readonly text: LocalText;
	readonly labels: Readonly<Record<string, LocalText>>;
	readonly required: boolean;
}

/** A column of an export: its name behind the question's id (`''`: the id alone), and what stands in its cells. */
export interface AnswerColumn<Value> {
	readonly name: string;
	cell(value: Value): string;
}

/**
 * A field of a kind's own that is no text, as the editor offers it: a number or nothing, one of some numbers or names, yes or
 * no, a name. What it is called is `kind_field` in `messages`, what a name among options is called `kind_option`.
 */
export type Setting =
	| {
			readonly field: string;
			readonly control: 'number';
			/** Reads what was typed: a value that the field's schema takes (null: none), or one issue without a path. */
			readonly read: (text: string) => Result<number | null>;
	  }
	| { readonly field: string; readonly control: 'choice'; readonly options: readonly (number | string)[] }
	| { readonly field: string; readonly control: 'check' }
	| {
			readonly field: string;
			readonly control: 'name';
			/** Reads what was typed: a value that the field's schema takes, or one issue without a path. */
			readonly read: (text: string) => Result<string>;
	  };

/** How a page draws a question: the control's name, and what it needs beside the question's texts. */
export interface RenderingBase {
	readonly control: string;
}

/**
 * Everything about a kind of question stands in one file that exports one of these (see `all-questions.ts`). The defaults
 * of the parameters are for callers that do not care which kind they have; methods are compared bivariantly on purpose.
 */
export interface QuestionKind<
	Kind extends string = string,
	Answered extends AnswerType = AnswerType,
	Drawn extends RenderingBase = RenderingBase,
	Own extends object = object
> {
	readonly kind: Kind;
	/** What a survey made by the kind is called, in every language (NPS); null for kinds that make none. */
	readonly title: string | null;
	/** Id that the question gets in a survey made by its kind. */
	readonly defaultId: string;
	/** What its answers are. */
	readonly answer: Answered;
	/** The metric it feeds (what the number means stands in `domain/metrics`), or null. */
	readonly metric: MetricId | null;
	/** False for what asks nobody anything: a statement. It is never answered, needed or passed over. */
	readonly asks?: false;
	/** Lowest and highest score, or null when the question has none. Within 0…10: the histogram has eleven columns. */
	readonly scale: readonly [number, number] | null;
	/** The same of one question, where its kind lets it choose; `scale` is a new question's then. Read it by `scaleOf`. */
	scaleOf?(question: QuestionBase<Kind> & Own): readonly [number, number];
	/** Names of the texts in `labels`, all of them needed. */
	readonly labelNames: readonly string[];
	/** Those of them that may be left empty, in every language then. */
	readonly optionalLabels?: readonly string[];
	/** Schema of the fields that only questions of this kind have. */
	readonly own: v.ObjectEntries & { readonly [Field in keyof Own]-?: v.GenericSchema<unknown, Own[Field]> };
	/** Lists of things with texts among these fields: options, rows. They lie in a draft item by item (`draft-records.ts`). */
	readonly lists?: readonly ItemList[];
	/** What the editor offers of these fields, in its order. */
	readonly settings?: readonly Setting[];
	/** What of its own fields does not go together; paths lead into the question. Said when a draft is to be published. */
	issues?(question: QuestionBase<Kind> & Own): readonly Issue[];
	/** Texts among its own fields that are in none of its lists, and where they lie: needed in every language like the others. */
	ownTexts?(
		question: QuestionBase<Kind> & Own
	): readonly { readonly path: readonly (string | number)[]; readonly text: LocalText }[];
	/** @param read the text in the language of whoever looks */
	rendering(question: QuestionBase<Kind> & Own, read: (text: LocalText) => string): Drawn;
	/** A new question of this kind with its source wording in every language. */
	defaults(): QuestionBase<Kind> & Own;
	/**
	 * Reads what a form (texts; a list of them where a field is there several times) or the API (JSON) sent.
	 * @returns the answer, undefined when left out, or one issue without a path
	 */
	read(raw: unknown, question: QuestionBase<Kind> & Own): Result<ValueOf<Answered> | undefined>;
	/** What the store of its answers counts: a point of the scale, a value in steps (`STEPS`); null: nothing. */
	counted(value: ValueOf<Answered>): number | null;
	/** Columns of an export, at least one. */
	columns(question: QuestionBase<Kind> & Own): readonly AnswerColumn<ValueOf<Answered>>[];
}

type ValueOf<A> = A extends AnswerType<string, infer Value> ? Value : never;
