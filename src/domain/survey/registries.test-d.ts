import * as v from 'valibot';
import { expectTypeOf } from 'vitest';
import type { AnswerType } from './answers/answer-type.ts';
import { scoreAnswer } from './answers/score.ts';
import { textAnswer } from './answers/text.ts';
import type { Channel } from './channels/channel.ts';
import type { channels } from './channels/all-channels.ts';
import { type ChannelName } from './channels/all-channels.ts';
import type { questionKinds } from './questions/all-questions.ts';
import {
	kindOf,
	type Answer,
	type AnswerValue,
	type Question,
	type QuestionKindName
} from './questions/all-questions.ts';
import type { QuestionKind } from './questions/question-kind.ts';

/** Checked by svelte-check, which is a part of `npm test`; nothing here runs. */

// Names are those of the registry, one by one: none is merely a string.
expectTypeOf<QuestionKindName>().toEqualTypeOf<keyof typeof questionKinds>();
expectTypeOf<string>().not.toExtend<QuestionKindName>();
expectTypeOf<ChannelName>().toEqualTypeOf<keyof typeof channels>();
expectTypeOf<string>().not.toExtend<ChannelName>();
// @ts-expect-error there is no such kind
kindOf('no-such-kind');
expectTypeOf(kindOf).returns.toEqualTypeOf<QuestionKind<QuestionKindName>>();

// A question and an answer are told apart by their kind, and nothing is lost by that.
expectTypeOf<Question['kind']>().toEqualTypeOf<QuestionKindName>();
expectTypeOf<Answer['kind']>().toEqualTypeOf<QuestionKindName>();
type AnswerTo<Kind extends QuestionKindName> = Extract<Answer, { readonly kind: Kind }>;
expectTypeOf<AnswerTo<'nps'>['value']>().toEqualTypeOf<number>();
expectTypeOf<AnswerTo<'nps'>['type']>().toEqualTypeOf<'score'>();
expectTypeOf<AnswerTo<'comment'>['value']>().toEqualTypeOf<string>();
expectTypeOf<AnswerTo<'comment'>['type']>().toEqualTypeOf<'text'>();
expectTypeOf<AnswerTo<'comment'>['question']['kind']>().toEqualTypeOf<'comment'>();
expectTypeOf<AnswerValue>().not.toBeAny();
expectTypeOf<AnswerValue>().not.toBeUnknown();

// An answer type says what its values are, and its functions take nothing else.
expectTypeOf(scoreAnswer).toEqualTypeOf<AnswerType<'score', number>>();
expectTypeOf(textAnswer.words).parameter(0).toEqualTypeOf<string>();
// @ts-expect-error the schema gives another value than the type says
export const wrongSchema: AnswerType<'score', number> = { ...scoreAnswer, schema: v.string() };
// @ts-expect-error a type that does not say what stays of it when its person is erased
export const silent: AnswerType = { type: 'x', schema: v.string(), words: () => null };

// What a registry takes is whole.
// @ts-expect-error a channel says whether it delivers
export const half: Channel = { name: 'x', opensPage: true, printable: true };
