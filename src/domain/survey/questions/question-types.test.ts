import { expectTypeOf, it } from 'vitest';
import { defaultContent } from '../content.ts';
import { answersIn } from '../read-answers.ts';
import type { OptionValue } from '../answers/option.ts';
import type { Answer, AnswerValue, Question, QuestionKindName, Rendering } from './all-questions.ts';

it('an answer is told by its kind, and by its type', () => {
	expectTypeOf<Extract<Answer, { kind: 'nps' }>['value']>().toEqualTypeOf<number>();
	expectTypeOf<Extract<Answer, { kind: 'comment' }>['value']>().toEqualTypeOf<string>();
	expectTypeOf<Extract<Answer, { type: 'text' }>['kind']>().toEqualTypeOf<'comment' | 'short-text'>();
	expectTypeOf<Extract<Answer, { kind: 'csat' }>['question']['kind']>().toEqualTypeOf<'csat'>();
	expectTypeOf<Extract<Answer, { kind: 'single-choice' }>['value']>().toEqualTypeOf<OptionValue>();
	expectTypeOf<number | string>().toExtend<AnswerValue>();
	const [first] = answersIn(defaultContent('nps'), { nps: 3 });
	if (first?.type === 'score') expectTypeOf(first.value).toEqualTypeOf<number>();
	if (first?.type === 'text') expectTypeOf(first.value).toEqualTypeOf<string>();
});

it('a question and the way it is drawn are told apart', () => {
	expectTypeOf<Question['kind']>().toEqualTypeOf<QuestionKindName>();
	expectTypeOf<Extract<Rendering, { control: 'scale' }>>().toExtend<{ min: number; max: number }>();
	expectTypeOf<Extract<Question, { kind: 'number' }>>().toExtend<{ min: number | null; decimals: number }>();
	// @ts-expect-error -- a text has no ends
	expectTypeOf<Extract<Rendering, { control: 'text' }>>().toExtend<{ min: number }>();
});
