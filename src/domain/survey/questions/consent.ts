import { fail, issue, ok } from '../../shared/result.ts';
import { consentAnswer } from '../answers/consent.ts';
import type { QuestionKind } from './question-kind.ts';

/** One box to tick. */
export interface ConsentRendering {
	readonly control: 'consent';
}

/** Something to agree to. Nothing is ticked beforehand; what was agreed to is the wording of the version that was answered. */
export const consent: QuestionKind<'consent', typeof consentAnswer, ConsentRendering> & { readonly metric: null } = {
	kind: 'consent',
	title: null,
	defaultId: 'consent',
	answer: consentAnswer,
	metric: null,
	scale: null,
	labelNames: ['agree'],
	own: {},
	rendering: () => ({ control: 'consent' }),
	defaults: () => ({
		id: 'consent',
		kind: 'consent',
		text: { en: 'Use of your answers', 'zh-CN': '回答的使用' },
		labels: {
			agree: {
				en: 'I agree that my answers are used to improve the service.',
				'zh-CN': '我同意将我的回答用于改进服务。'
			}
		},
		required: true
	}),
	read(raw) {
		if (raw === undefined || raw === null || raw === '' || raw === false) return ok(undefined);
		return raw === true || raw === 'yes' ? ok(true) : fail(issue('not_consent'));
	},
	counted: () => null,
	columns: () => [{ name: '', cell: () => 'yes' }]
};
