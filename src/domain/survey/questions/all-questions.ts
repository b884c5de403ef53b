import type * as v from 'valibot';
import type { AnswerType } from '../answers/answer-type.ts';
import { cesEase7 } from './ces-ease7.ts';
import { consent } from './consent.ts';
import { contact } from './contact.ts';
import { date } from './date.ts';
import { hidden } from './hidden.ts';
import { matrix } from './matrix.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { shortText } from './short-text.ts';
import { slider } from './slider.ts';
import { statement } from './statement.ts';
import { cesEffort5 } from './ces-effort5.ts';
import { comment } from './comment.ts';
import { csat } from './csat.ts';
import type { QuestionKind } from './question-kind.ts';
import { nps } from './nps.ts';
import { multipleChoice } from './multiple-choice.ts';
import { number } from './number.ts';
import { singleChoice } from './single-choice.ts';

/** Every kind of question. A new kind is one file and one line here; `all-questions.test.ts` runs through it at once. */
export const questionKinds = {
	nps,
	csat,
	'ces-ease7': cesEase7,
	'ces-effort5': cesEffort5,
	rating,
	'single-choice': singleChoice,
	'multiple-choice': multipleChoice,
	matrix,
	ranking,
	slider,
	comment,
	'short-text': shortText,
	number,
	date,
	contact,
	consent,
	statement,
	hidden
} as const satisfies Record<string, QuestionKind>;

type Kinds = typeof questionKinds;
export type QuestionKindName = keyof Kinds;

/** A question of a survey's content; `kind` tells which fields it has. */
export type Question = { [K in QuestionKindName]: ReturnType<Kinds[K]['defaults']> }[QuestionKindName];

/** How a page draws a question; `control` tells what else there is. */
export type Rendering = ReturnType<Kinds[QuestionKindName]['rendering']>;

/** One answer with the question it was given to; `kind` and `type` tell what its value is. */
export type Answer = {
	[K in QuestionKindName]: {
		readonly kind: K;
		readonly type: Kinds[K]['answer']['type'];
		readonly question: ReturnType<Kinds[K]['defaults']>;
		readonly value: v.InferOutput<Kinds[K]['answer']['schema']>;
	};
}[QuestionKindName];

/** What stands for an answer in JSON: stored, and in the API. */
export type AnswerValue = Answer['value'];

export const questionKindNames = Object.keys(questionKinds) as QuestionKindName[];

/** The entry of a kind, typed for callers that do not care which. */
export const kindOf = (name: QuestionKindName): QuestionKind<QuestionKindName> => questionKinds[name];

/** Lowest and highest score of a question, or null when it has none. */
export const scaleOf = (question: Question): readonly [number, number] | null => {
	const kind = kindOf(question.kind);
	return kind.scaleOf?.(question) ?? kind.scale;
};

/** Everything that answers can be. */
export const answerTypes: readonly AnswerType[] = [
	...new Set(questionKindNames.map((name): AnswerType => kindOf(name).answer))
];
