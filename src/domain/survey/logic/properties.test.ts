import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	type Condition,
	findings,
	next,
	type Question,
	type QuestionLogic,
	reached,
	readContent,
	stagesOf,
	type SurveyContent,
	takeAnswers,
	upgradeContent,
	validate
} from '../index.ts';
import { ask, contentWith } from './support.ts';

const MOST = 8;
const ids = Array.from({ length: MOST }, (_, at) => `q${at}`);

/** Conditions on anything, also on what is asked later or not at all: whatever a definition says, nothing may break. */
const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
	any: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		fc.record({
			answer: fc.constantFrom(...ids, 'gone'),
			op: fc.constantFrom('is', 'is-not', 'less', 'at-least'),
			value: fc.nat({ max: 10 })
		}),
		fc.record({ answer: fc.constantFrom(...ids), op: fc.constantFrom('answered', 'not-answered') }),
		fc.record({
			about: fc.constant('channel'),
			op: fc.constantFrom('is', 'is-not'),
			value: fc.constantFrom('qr', 'link')
		}),
		fc.record({
			variable: fc.constantFrom('v1', 'v2'),
			op: fc.constantFrom('more', 'at-most'),
			value: fc.nat({ max: 20 })
		}),
		fc.record({ all: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
		fc.record({ any: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
		fc.record({ not: tie('any') })
	) as fc.Arbitrary<Condition>
})).any;

const logic: fc.Arbitrary<QuestionLogic> = fc.record(
	{
		show: condition,
		require: condition,
		ways: fc.array(
			fc.record({
				id: fc.constant('w'),
				when: fc.option(condition),
				to: fc.oneof(
					fc.record({ question: fc.constantFrom(...ids, 'gone') }),
					fc.record({ end: fc.constantFrom(null, 'a' as const) })
				)
			}),
			{ minLength: 1, maxLength: 3 }
		)
	},
	{ requiredKeys: [] }
);

const question = fc.record({
	kind: fc.constantFrom('nps', 'comment', 'number' as const),
	required: fc.boolean(),
	logic: fc.option(logic, { nil: undefined })
});

const survey: fc.Arbitrary<SurveyContent> = fc.array(question, { minLength: 1, maxLength: MOST }).map((all) =>
	contentWith(
		all.map(({ kind, required, logic }, at): Question => ask(kind, ids[at]!, { required, ...(logic && { logic }) })),
		{
			variables: [
				{ id: 'v1', name: 'sum', is: { do: 'sum', of: ids.map((answer) => ({ answer })) } },
				{ id: 'v2', name: 'half', is: { do: 'divided', of: [{ variable: 'v1' }, 2] } }
			],
			ends: [{ id: 'a', text: { en: 'Bye' }, when: { answer: 'q0', op: 'answered' } }]
		}
	)
);
/** What this person would answer to each question, as a form sends it; null: leaves it empty. */
const person = fc.array(fc.option(fc.nat({ max: 10 }).map(String)), { minLength: MOST, maxLength: MOST });
const around = fc.record({ channel: fc.constantFrom('qr', 'link', 'api') });

/** Answers question by question as `next` asks; whoever must answer does. */
function answerAll(content: SurveyContent, wishes: readonly (string | null)[], visit: object) {
	const given: Record<string, unknown> = {};
	const order: string[] = [];
	for (let asked = next(content, given, visit); asked !== null; asked = next(content, given, visit)) {
		order.push(asked.id);
		// More often than there are questions: it would never end.
		expect(order.length).toBeLessThanOrEqual(content.questions.length);
		given[asked.id] = wishes[ids.indexOf(asked.id)];
		const missing = validate(content, given, visit);
		if (!missing.ok && missing.issues.some(({ code, path }) => code === 'required' && path?.[0] === asked.id))
			given[asked.id] = '5';
	}
	return { given, order };
}

describe('whatever a survey says', () => {
	it('it ends, asks each question once and forwards, and a whole path validates', () => {
		fc.assert(
			fc.property(survey, person, around, (content, wishes, visit) => {
				const { given, order } = answerAll(content, wishes, visit);
				expect(order).toEqual([...order].sort((a, b) => ids.indexOf(a) - ids.indexOf(b)));
				expect(new Set(order).size).toBe(order.length);
				expect(reached(content, given, visit).map(({ id }) => id)).toEqual(order);
				const taken = takeAnswers(content, given, visit);
				expect(taken).toMatchObject({ ok: true, value: { aside: {} } });
			}),
			{ numRuns: 500 }
		);
	});

	it('it never asks a hidden question, and a hidden answer is aside and changes nothing', () => {
		fc.assert(
			fc.property(survey, person, around, (content, wishes, visit) => {
				const { given, order } = answerAll(content, wishes, visit);
				// Somebody answered everything, also what is hidden now.
				const everything = Object.fromEntries(
					content.questions.map(({ id }, at) => [id, Object.hasOwn(given, id) ? given[id] : (wishes[at] ?? '3')])
				);
				const [alone, all] = [takeAnswers(content, given, visit), takeAnswers(content, everything, visit)];
				expect(all.ok && alone.ok && [all.value.answers, all.value.end]).toEqual(
					alone.ok && [alone.value.answers, alone.value.end]
				);
				if (!all.ok) return;
				const hidden = content.questions.map(({ id }) => id).filter((id) => !order.includes(id));
				expect(Object.keys(all.value.aside).sort()).toEqual(hidden.sort());
				expect(next(content, everything, visit)).toBeNull();
			}),
			{ numRuns: 500 }
		);
	});

	it('page by page without script comes through the same questions', () => {
		fc.assert(
			fc.property(survey, person, around, (content, wishes, visit) => {
				const { given, order } = answerAll(content, wishes, visit);
				const pages = stagesOf(content, given, visit, MOST);
				expect(pages.flatMap(({ questions }) => questions.map(({ id }) => id))).toEqual(order);
				// A page does not depend on what is answered on it, nor later.
				pages.forEach(({ questions }, at) => {
					const before = pages.slice(0, at).flatMap((page) => page.questions.map(({ id }) => id));
					const so = Object.fromEntries(before.map((id) => [id, given[id]]));
					expect(stagesOf(content, so, visit, at)[at]?.questions.map(({ id }) => id)).toEqual(
						questions.map(({ id }) => id)
					);
				});
			}),
			{ numRuns: 300 }
		);
	});

	it('what is found to be never shown is never asked', () => {
		fc.assert(
			fc.property(survey, fc.array(person, { minLength: 5, maxLength: 5 }), around, (content, people, visit) => {
				const never = findings(content)
					.filter(({ what }) => what === 'never_shown')
					.map(({ at }) => ids[at]);
				const dead = findings(content).some(({ what }) => what === 'dead_end');
				for (const wishes of people) {
					const { order } = answerAll(content, wishes, {
						...visit,
						language: 'en',
						date: '2026-01-01',
						time: '10:00',
						weekday: 1
					});
					for (const id of never) expect(order).not.toContain(id);
				}
				if (dead) expect(content.questions.every(({ logic }) => logic?.show !== undefined)).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});

	it('it is read as it was stored', () => {
		fc.assert(
			fc.property(survey, (content) => {
				const stored: unknown = JSON.parse(JSON.stringify(content));
				const read = upgradeContent(stored);
				expect(read.ok ? JSON.parse(JSON.stringify(read.value)) : readContent(stored)).toEqual(stored);
			})
		);
	});
});
