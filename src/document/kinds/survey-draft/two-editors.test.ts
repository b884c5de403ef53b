import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, me, other, sync } from '../../../../tests/support/journey-documents.ts';
import { locales } from '#domain/shared/locale.ts';
import { defaultContent } from '#domain/survey/index.ts';
import {
	changesTo,
	compareDrafts,
	contentOf,
	deleteQuestion,
	draftOf,
	type DraftChange,
	endField,
	logicField,
	moveQuestion,
	publishable,
	type SurveyDraft,
	textAt,
	type TextPlace,
	writeField,
	writeRule,
	writeText,
	writeTitle
} from '#domain/survey/draft/index.ts';
import { personOrigin } from '../../core/transaction-origins.ts';
import { createUndo, type Undo } from '../../core/undo.ts';
import { surveyDraftKind } from './index.ts';

const content = defaultContent('nps');
const start = draftOf('After the visit', content);
/** Seeded once: two seeds are two documents. */
const seeded = surveyDraftKind.seed(start);

function made(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, seeded);
	return doc;
}

const places: readonly TextPlace[] = [{ question: 'nps' }, { question: 'nps', label: 'low' }, 'thanks'];

/** One step of a run: somebody edits, undoes, or hears from somebody else. */
type Step =
	| { readonly do: 'type'; readonly who: number; readonly place: number; readonly locale: number; readonly at: number }
	| { readonly do: 'title' | 'move' | 'discard' | 'undo' | 'redo'; readonly who: number; readonly at: number }
	| { readonly do: 'hear'; readonly who: number; readonly at: number };

const who = fc.nat({ max: 2 });
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({
			do: fc.constant('type' as const),
			who,
			place: fc.nat({ max: places.length - 1 }),
			locale: fc.nat({ max: 1 }),
			at: fc.nat({ max: 60 })
		}),
		fc.record({ do: fc.constantFrom('title', 'move', 'discard', 'undo', 'redo', 'hear'), who, at: fc.nat({ max: 60 }) })
	),
	{ maxLength: 40 }
) as never;

function edited(draft: SurveyDraft, step: Step): readonly DraftChange[] {
	if (step.do === 'title') return [writeTitle(`Title ${step.at}`, draft.title)];
	if (step.do === 'move') return moveQuestion(draft, 'comment', step.at % 2);
	if (step.do === 'discard') return changesTo(draft, content);
	if (step.do !== 'type') return [];
	const [place, locale] = [places[step.place]!, locales[step.locale]!];
	const seen = textAt(draft, place, locale);
	const at = Math.min(step.at, seen.length);
	// Every fifth takes away what stands there.
	const text = step.at % 5 === 0 ? seen.slice(0, at) : `${seen.slice(0, at)}<${step.who}>${seen.slice(at)}`;
	return [writeText(place, locale, text, seen)];
}

function play(people: number, script: readonly Step[]): void {
	const replicas = Array.from({ length: people }, (_, n): { doc: Y.Doc; undo: Undo } => {
		const doc = made();
		doc.clientID = 1000 + n;
		return { doc, undo: createUndo(surveyDraftKind, doc, personOrigin(String(n))) };
	});
	const observers = replicas.map(({ doc }) => surveyDraftKind.observe(doc, () => {}));
	for (const step of script) {
		const { doc, undo } = replicas[step.who % people]!;
		const observer = observers[step.who % people]!;
		if (step.do === 'hear')
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(replicas[step.at % people]!.doc, Y.encodeStateVector(doc)), 'wire');
		else if (step.do === 'undo' || step.do === 'redo') undo[step.do]();
		else {
			undo.stopCapturing();
			surveyDraftKind.apply(doc, edited(observer.snapshot, step), personOrigin(String(step.who % people)));
		}
		// What is shown is at every moment what a fresh reading gives.
		expect(observer.snapshot).toEqual(surveyDraftKind.read(doc));
		expect(observer.snapshot.quarantine).toEqual([]);
		expect(observer.snapshot.questions).toHaveLength(2);
	}
	for (let round = 0; round < 2; round++)
		for (const to of replicas) for (const from of replicas) sync(to.doc, from.doc);
	const [first, ...others] = observers.map(({ snapshot }) => snapshot);
	for (const snapshot of others) expect(snapshot).toEqual(first);
	observers.forEach((observer) => observer.stop());
	for (const { undo, doc } of replicas) {
		undo.destroy();
		doc.destroy();
	}
}

describe('people who write a survey at the same time', () => {
	it.each([2, 3])('%d of them end with the same draft, whatever they do and hear in whatever order', (people) => {
		fc.assert(
			fc.property(steps, (script) => play(people, script)),
			{ numRuns: 60 }
		);
	});

	it('what is asked merges; a title and the name of an end of the scale are the last writer’s, never a mix', () => {
		const [doc, there] = [made(), copyOf(made())];
		const low: TextPlace = { question: 'nps', label: 'low' };
		const seen = textAt(start, { question: 'nps' }, 'en');
		surveyDraftKind.apply(
			doc,
			[
				writeText({ question: 'nps' }, 'en', `Honestly: ${seen}`, seen),
				writeTitle('Mine', start.title),
				writeText(low, 'en', 'Never', textAt(start, low, 'en'))
			],
			me
		);
		surveyDraftKind.apply(
			there,
			[
				writeText({ question: 'nps' }, 'en', `${seen} Really?`, seen),
				writeTitle('Theirs', start.title),
				writeText(low, 'en', 'Not ever', textAt(start, low, 'en'))
			],
			other
		);
		sync(doc, there);
		const draft = surveyDraftKind.read(doc);
		expect(draft).toEqual(surveyDraftKind.read(there));
		expect(textAt(draft, { question: 'nps' }, 'en')).toBe(`Honestly: ${seen} Really?`);
		expect(['Mine', 'Theirs']).toContain(draft.title);
		expect(['Never', 'Not ever']).toContain(textAt(draft, low, 'en'));
	});

	it('discarding brings back what is published as one step, which can be taken back', () => {
		const doc = made();
		const undo = createUndo(surveyDraftKind, doc, me);
		surveyDraftKind.apply(doc, [writeText('thanks', 'en', 'Bye', textAt(start, 'thanks', 'en'))], me);
		surveyDraftKind.apply(doc, moveQuestion(surveyDraftKind.read(doc), 'comment', 0), me);
		const draft = surveyDraftKind.read(doc);
		undo.stopCapturing();
		surveyDraftKind.apply(doc, changesTo(draft, content), me);
		expect(contentOf(surveyDraftKind.read(doc))).toEqual(content);
		expect(undo.undo()).toBe(true);
		expect(compareDrafts(surveyDraftKind.read(doc), draft)).toEqual([]);
		undo.destroy();
	});

	it('shows a question again that a newer program wrote, once it is known, and loses nothing of it', () => {
		const doc = made();
		const strange = new Y.Map<unknown>([
			['kind', 'telepathy'],
			['order', 'a5']
		]);
		doc.getMap('questions').set('t', strange);
		expect(surveyDraftKind.read(doc).quarantine).toMatchObject([{ id: 't', raw: { kind: 'telepathy' } }]);
		surveyDraftKind.apply(doc, moveQuestion(surveyDraftKind.read(doc), 'comment', 0), me);
		expect(doc.getMap('questions').has('t')).toBe(true);
	});
});

describe('people who write rules at the same time', () => {
	const low = { answer: 'nps', op: 'at-most', value: 6 } as const;
	const way = { when: low, to: { end: 'a' } } as const;

	it('two rules of one question, two ways, and two languages of a closing screen all stand', () => {
		const [doc, there] = [made(), copyOf(made())];
		surveyDraftKind.apply(
			doc,
			[
				writeRule('comment', logicField('show'), low),
				writeRule('nps', logicField({ way: '001aaaa' }), way),
				writeField({ id: '', field: endField('a', 'en') }, 'Sorry', '')
			],
			me
		);
		surveyDraftKind.apply(
			there,
			[
				writeRule('comment', logicField('require'), low),
				writeRule('nps', logicField({ way: '001bbbb' }), { ...way, to: { end: null } }),
				writeField({ id: '', field: endField('a', 'zh-CN') }, '抱歉', '')
			],
			other
		);
		sync(doc, there);
		const draft = surveyDraftKind.read(doc);
		expect(draft).toEqual(surveyDraftKind.read(there));
		const [nps, comment] = draft.questions;
		expect(comment!.logic).toEqual({ show: low, require: low });
		expect(nps!.logic?.ways?.map(({ id, to }) => [id, to])).toEqual([
			['001aaaa', { end: 'a' }],
			['001bbbb', { end: null }]
		]);
		expect(draft.ends).toEqual([{ id: 'a', text: { en: 'Sorry', 'zh-CN': '抱歉' } }]);
		expect(publishable(draft).ok).toBe(true);
		expect(draftOf(draft.title, contentOf(draft)).questions.map(({ logic }) => logic)).toEqual(
			draft.questions.map(({ logic }) => logic)
		);
	});

	it('a rule is taken back by undo, taken away by nothing, and its question takes it along', () => {
		const doc = made();
		const undo = createUndo(surveyDraftKind, doc, me);
		const show = () => surveyDraftKind.read(doc).questions.find(({ id }) => id === 'comment')?.logic?.show;
		surveyDraftKind.apply(doc, [writeRule('comment', logicField('show'), low)], me);
		undo.stopCapturing();
		surveyDraftKind.apply(doc, [writeRule('comment', logicField('show'), null)], me);
		expect(show()).toBeUndefined();
		expect(undo.undo()).toBe(true);
		expect(show()).toEqual(low);
		// Deleting the question that a rule speaks of leaves the rule, which is refused until it is put right.
		undo.stopCapturing();
		surveyDraftKind.apply(doc, [deleteQuestion('nps')], me);
		expect(show()).toEqual(low);
		const refused = publishable(surveyDraftKind.read(doc));
		expect(refused.ok ? [] : refused.issues.map(({ code }) => code)).toContain('logic_unknown_question');
		expect(undo.undo()).toBe(true);
		expect(publishable(surveyDraftKind.read(doc)).ok).toBe(true);
		undo.destroy();
	});
});
