import { ok } from '../../shared/result.ts';
import { noAnswer } from '../answers/none.ts';
import type { QuestionKind } from './question-kind.ts';

/** A heading and a text to be read. */
export interface StatementRendering {
	readonly control: 'statement';
}

/** Something that is said, and asks nobody anything. */
export const statement: QuestionKind<'statement', typeof noAnswer, StatementRendering> & { readonly metric: null } = {
	kind: 'statement',
	title: null,
	defaultId: 'statement',
	answer: noAnswer,
	asks: false,
	metric: null,
	scale: null,
	labelNames: ['body'],
	optionalLabels: ['body'],
	own: {},
	rendering: () => ({ control: 'statement' }),
	defaults: () => ({
		id: 'statement',
		kind: 'statement',
		text: { en: 'Before you go on', 'zh-CN': '继续之前' },
		labels: {
			body: { en: 'The next questions are about your last visit.', 'zh-CN': '接下来的问题关于您最近一次到店。' }
		},
		required: false
	}),
	read: () => ok(undefined),
	counted: () => null,
	columns: () => []
};
