import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	answersIn,
	askKinds,
	cellsIn,
	columnNames,
	CONTENT_SCHEMA,
	defaultContent,
	hasText,
	lockKey,
	lockOf,
	next,
	publishIssues,
	readContent,
	countedIn,
	steps,
	translate,
	upgradeContent,
	validate,
	withoutPerson,
	wordsOf,
	type SurveyContent
} from './index.ts';

const nps = defaultContent('nps');

describe('content', () => {
	it.each(askKinds)('made by kind %s can be stored, read and published', (kind) => {
		const content = defaultContent(kind);
		expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual({ ok: true, value: content });
		expect(publishIssues(content)).toEqual([]);
	});

	it('has the question ids of the contract', () => {
		const ids = Object.fromEntries(
			askKinds.map((kind) => [kind, defaultContent(kind).questions.map((question) => question.id)])
		);
		expect(ids).toMatchObject({
			nps: ['nps', 'comment'],
			csat: ['csat', 'comment'],
			'ces-ease7': ['ces', 'comment'],
			'ces-effort5': ['ces', 'comment']
		});
	});

	it('refuses unknown keys, unknown kinds, double ids, reserved names and foreign labels', () => {
		const [first, second] = nps.questions;
		const bad: unknown[] = [
			{ ...nps, extra: 1 },
			{ ...nps, questions: [{ ...first, kind: 'telepathy' }] },
			{ ...nps, questions: [first, { ...second, id: 'nps' }] },
			{ ...nps, questions: [{ ...first, id: 'response' }] },
			{ ...nps, questions: [{ ...first, labels: { low: {}, high: {}, middle: {} } }] },
			{ ...nps, questions: [{ ...first, labels: { low: {} } }] },
			{ ...nps, questions: [] },
			{ ...nps, languages: ['fr'] }
		];
		for (const content of bad) expect(readContent(content).ok).toBe(false);
	});

	it('is published only when every text is there in every language and something is measured', () => {
		const [first, second] = nps.questions;
		const untranslated = { ...nps, questions: [{ ...first!, text: { en: 'How likely?' } }] };
		expect(publishIssues(untranslated)).toEqual([{ code: 'missing_text', path: ['questions', 0, 'text', 'zh-CN'] }]);
		expect(publishIssues({ ...nps, questions: [second!] }).map((found) => found.code)).toEqual(['nothing_measured']);
		expect(
			publishIssues({ ...nps, questions: [first!, { ...first!, id: 'again' }] }).map((found) => found.code)
		).toEqual(['same_question_twice']);
		expect(
			publishIssues({
				...nps,
				languages: ['en'],
				questions: [{ ...first!, text: { en: 'How likely?' }, labels: first!.labels }]
			})
		).toEqual([]);
	});
});

describe('upgrade', () => {
	it('has a step from every older shape', () => {
		expect(Object.keys(steps).map(Number)).toEqual(Array.from({ length: CONTENT_SCHEMA - 1 }, (_, at) => at + 1));
	});

	it('reads what was stored, and says why it cannot', () => {
		expect(upgradeContent(nps)).toEqual({ ok: true, value: nps });
		expect(upgradeContent({ ...nps, schema: CONTENT_SCHEMA + 1 })).toMatchObject({
			ok: false,
			issues: [{ code: 'content_too_new' }]
		});
		for (const junk of [null, 3, {}, { schema: 0 }, { schema: '1' }]) {
			expect(upgradeContent(junk)).toMatchObject({ ok: false, issues: [{ code: 'content_unreadable' }] });
		}
	});
});

describe('validate', () => {
	it('takes a form and an API body alike', () => {
		const answers = { nps: 9, comment: 'fine' };
		expect(validate(nps, { nps: '9', comment: ' fine ' })).toEqual({ ok: true, value: answers });
		expect(validate(nps, { nps: 9, comment: 'fine' })).toEqual({ ok: true, value: answers });
		expect(validate(nps, { nps: '0', comment: '' })).toEqual({ ok: true, value: { nps: 0 } });
	});

	it('names what is missing, wrong or unknown by question', () => {
		expect(validate(nps, {})).toEqual({ ok: false, issues: [{ code: 'required', path: ['nps'] }] });
		expect(validate(nps, { nps: '11', score: 3 })).toMatchObject({
			ok: false,
			issues: [
				{ code: 'not_on_scale', path: ['nps'] },
				{ code: 'unknown_question', path: ['score'] }
			]
		});
	});

	it('never throws and only lets through what is on the scale', () => {
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.oneof(fc.constantFrom('nps', 'comment', '__proto__', 'constructor'), fc.string()),
					fc.anything()
				),
				(given) => {
					const result = validate(nps, given);
					if (!result.ok) return;
					expect(result.value.nps).toBeGreaterThanOrEqual(0);
					expect(result.value.nps).toBeLessThanOrEqual(10);
					expect(Object.keys(result.value).every((id) => id === 'nps' || id === 'comment')).toBe(true);
				}
			)
		);
	});

	it('counts scores, not skipped questions', () => {
		const optional: SurveyContent = {
			...nps,
			questions: nps.questions.map((question) => ({ ...question, required: false }))
		};
		expect(validate(optional, {})).toEqual({ ok: true, value: {} });
		expect(countedIn('scores', optional, {})).toEqual({});
		expect(countedIn('scores', nps, { nps: 0, comment: 'x' })).toEqual({ nps: 0 });
		expect(hasText(nps, { nps: 0 })).toBe(false);
		expect(hasText(nps, { nps: 0, comment: 'x' })).toBe(true);
	});
});

describe('stored answers', () => {
	it('are read by the content that they answer, in its order, and nothing else is', () => {
		const stored = { comment: 'x', nps: 0, gone: 3 };
		expect(answersIn(nps, stored).map(({ kind, type, value }) => ({ kind, type, value }))).toEqual([
			{ kind: 'nps', type: 'score', value: 0 },
			{ kind: 'comment', type: 'text', value: 'x' }
		]);
		// What a value means, only its own version says: a scale that was a text before.
		expect(answersIn(nps, { nps: 'nine', comment: 9 })).toEqual([]);
		expect(countedIn('scores', nps, { nps: 'nine' })).toEqual({});
	});

	it('are words where their kind says so, and lose them with their person', () => {
		expect(wordsOf(nps, { nps: 3, comment: 'a\nb' })).toEqual(['a\nb']);
		expect(withoutPerson(nps, { nps: 3, comment: 'I am Kim' })).toEqual({ nps: 3 });
	});

	it('fill the columns of an export', () => {
		expect(columnNames(nps)).toEqual(['nps', 'comment']);
		expect([...cellsIn(nps, { nps: 3 })]).toEqual([['nps', '3']]);
	});
});

describe('next', () => {
	it('goes through the questions in order and ends', () => {
		expect(next(nps, {})?.id).toBe('nps');
		expect(next(nps, { nps: 3 })?.id).toBe('comment');
		expect(next(nps, { nps: 3, comment: null })).toBeNull();
	});
});

describe('definition lock', () => {
	const key = (content: SurveyContent) => lockKey(lockOf(content.questions[0]!)!);
	const reworded = (text: object): SurveyContent => ({
		...nps,
		questions: [{ ...nps.questions[0]!, text }, ...nps.questions.slice(1)]
	});

	it('is the same for the same question anywhere', () => {
		expect(key(nps)).toBe(key(defaultContent('nps')));
		expect(key(reworded({ 'zh-CN': nps.questions[0]!.text['zh-CN'], en: `${nps.questions[0]!.text.en} ` }))).toBe(
			key(nps)
		);
		expect(lockOf(nps.questions[1]!)).toBeNull();
	});

	it('breaks with the wording, the ends and the scale', () => {
		expect(key(reworded({ ...nps.questions[0]!.text, en: 'Would you recommend us?' }))).not.toBe(key(nps));
		expect(key(defaultContent('ces-ease7'))).not.toBe(key(defaultContent('ces-effort5')));
		const turned = {
			...nps.questions[0]!,
			labels: { low: nps.questions[0]!.labels.high!, high: nps.questions[0]!.labels.low! }
		};
		expect(lockKey(lockOf(turned)!)).not.toBe(key(nps));
	});
});

describe('language', () => {
	it('fills every text of the page', () => {
		expect(translate(nps, 'en', { touchpoint: null }).questions[0]).toMatchObject({
			id: 'nps',
			labels: { low: 'Not at all likely' },
			rendering: { control: 'scale', min: 0, max: 10 }
		});
		expect(translate({ ...nps, thanks: { en: 'Thanks' } }, 'zh-CN', { touchpoint: null }).thanks).toBe('Thanks');
	});
});
