import { cesEase7 } from './ces-ease7.ts';
import { cesEffort5 } from './ces-effort5.ts';
import { comment } from './comment.ts';
import { csat } from './csat.ts';
import type { QuestionKind } from './question-kind.ts';
import { nps } from './nps.ts';

/** Every kind of question. A new kind is one file and one line here; `all-questions.test.ts` runs through it at once. */
export const questionKinds = {
	nps,
	csat,
	'ces-ease7': cesEase7,
	'ces-effort5': cesEffort5,
	comment
} as const satisfies Record<string, QuestionKind>;

export type QuestionKindName = keyof typeof questionKinds;

export const questionKindNames = Object.keys(questionKinds) as QuestionKindName[];

/** The entry of a kind, typed for callers that do not care which. */
export const kindOf = (name: QuestionKindName): QuestionKind => questionKinds[name];
