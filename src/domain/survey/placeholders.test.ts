import { describe, expect, it } from 'vitest';
import { defaultContent, publishIssues, type SurveyContent } from './content.ts';
import { lockKey, lockOf } from './lock.ts';
import { fillIn, unknownPlaceholders } from './placeholders.ts';
import { translate } from './translate.ts';

const asking = (en: string): SurveyContent => {
	const content = defaultContent('csat');
	const [first, ...others] = content.questions;
	return { ...content, questions: [{ ...first!, text: { ...first!.text, en } }, ...others] };
};

describe('placeholders', () => {
	it('become the name of the touchpoint, however often, and in every text', () => {
		const content = {
			...asking('How was {touchpoint}? And { touchpoint }?'),
			thanks: { en: 'See you at {touchpoint}' }
		};
		const shown = translate(content, 'en', { touchpoint: 'Till 3' });
		expect(shown.questions[0]!.text).toBe('How was Till 3? And Till 3?');
		expect(shown.thanks).toBe('See you at Till 3');
	});

	it('take a name as it is, with braces and dollar signs, once', () => {
		expect(fillIn('{touchpoint}!', { touchpoint: '$& {touchpoint} $1' }, 'en')).toBe('$& {touchpoint} $1!');
	});

	it('say something sensible where there is no name', () => {
		for (const touchpoint of [null, '', '  ']) {
			expect(fillIn('How was {touchpoint}?', { touchpoint }, 'en')).toBe('How was this experience?');
			expect(fillIn('{touchpoint}怎么样？', { touchpoint }, 'zh-CN')).toBe('本次体验怎么样？');
		}
	});

	it('leave other braces alone, which may not be published', () => {
		expect(fillIn('{touchpiont} {}', { touchpoint: 'x' }, 'en')).toBe('{touchpiont} {}');
		expect(unknownPlaceholders('{touchpoint} {touchpiont} {触点} {}')).toEqual(['touchpiont', '触点']);
		expect(publishIssues(asking('How was {touchpiont}?'))).toMatchObject([
			{ code: 'unknown_placeholder', path: ['questions', 0, 'text', 'en'], params: { name: 'touchpiont' } }
		]);
		expect(publishIssues(asking('How was {touchpoint}?'))).toEqual([]);
	});

	it('keep one series over touchpoints', () => {
		const lock = lockOf(asking('How was {touchpoint}?').questions[0]!)!;
		expect(lockKey(lock)).toContain('{touchpoint}');
	});
});
