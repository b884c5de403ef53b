import { CONTENT_SCHEMA, type SurveyContent } from '../content.ts';
import { kindOf, type Question, type QuestionKindName } from '../questions/all-questions.ts';

/* Small surveys for tests and measurements of the logic. */

type Own = Partial<Pick<Question, 'required' | 'logic' | 'text'>>;

/** A question of a kind. */
export const ask = (kind: QuestionKindName, id: string, own: Own = {}): Question =>
	({ ...kindOf(kind).defaults(), id, required: true, text: { en: id, 'zh-CN': id }, ...own }) as Question;

export const scale = (id: string, own: Own = {}): Question => ask('nps', id, own);
export const number = (id: string, own: Own = {}): Question => ask('number', id, { required: false, ...own });
export const text = (id: string, own: Own = {}): Question => ask('comment', id, { required: false, ...own });

export const contentWith = (
	questions: readonly Question[],
	rest: Partial<Pick<SurveyContent, 'variables' | 'ends'>> = {}
): SurveyContent => ({
	schema: CONTENT_SCHEMA,
	languages: ['en'],
	questions,
	thanks: { en: 'Thanks' },
	...rest
});
