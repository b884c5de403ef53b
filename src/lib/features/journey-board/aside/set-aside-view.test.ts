import type { SetAsideView } from '#contract/set-asides.ts';
import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../../../tests/support/journey.ts';
import {
	applyChanges,
	type CommandName,
	compare,
	type Difference,
	type JourneySnapshot
} from '#domain/journey/index.ts';
import { defaultContent } from '#domain/survey/index.ts';
import { compareDrafts, type DraftDifference, draftOf, type SurveyDraft } from '#domain/survey/draft/index.ts';
import { asideKindOf, type AsideKind } from '#lib/aside/aside-kinds.ts';
import type { JourneyTypes } from '#document/kinds/journey/index.ts';
import type { SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { authorsText, reasonText, setAsideItems } from './set-aside-view.ts';

const map = retail();
const newId = idsFrom(71);
const [first, second] = map.touchpoints;
const after = (...steps: readonly (readonly [CommandName, unknown])[]) =>
	steps.reduce((from, [name, input]) => applyChanges(from, run(from, name, input, newId).changes), map);

/** As it comes over the wire. */
const viewOf = (edited: JourneySnapshot | null, over: Partial<SetAsideView> = {}): SetAsideView<Difference> =>
	JSON.parse(
		JSON.stringify({
			id: '1-1',
			at: '2026-05-03T08:00:00.000Z',
			authors: [{ id: 'bob', name: 'Bob' }],
			edits: 1,
			bytes: 3,
			reason: 'its author',
			contents: edited && { whole: true, changes: compare(edited, map) },
			...over
		})
	) as SetAsideView<Difference>;
const none = () => undefined;
const journeys = asideKindOf('journey/1') as unknown as AsideKind<JourneyTypes>;
const drafts = asideKindOf('survey-draft/1') as unknown as AsideKind<SurveyDraftTypes>;

describe('edits that could not be put into the map, in words', () => {
	it('stand beside what the map has', () => {
		const scene = map.scenes.at(-1)!;
		const view = viewOf(
			after(
				['editJourney', { fields: { title: 'Another name' } }],
				['editTouchpoint', { id: first!.id, fields: { title: 'Mine' } }],
				['deleteCards', { ids: [second!.id] }],
				['addTouchpoint', { sceneId: scene.id, title: 'Curbside pickup' }]
			)
		);
		const items = setAsideItems(journeys, view, map, none)!;
		expect(items.map(({ what, title }) => [what, title])).toEqual([
			['changed', map.meta.title],
			['changed', first!.title],
			['added', 'Curbside pickup'],
			['deleted', second!.title]
		]);
		expect(items[1]!.rows).toEqual([{ label: 'Title', here: 'Mine', there: first!.title, typed: true }]);
		// Where a new record would stand is said in names, too.
		expect(JSON.stringify(items[2]!.rows)).toContain(`${scene.title}, Touchpoints, place `);
	});

	it('go as the map comes to have them', () => {
		const mine = after(['editTouchpoint', { id: first!.id, fields: { title: 'Mine' } }]);
		expect(setAsideItems(journeys, viewOf(mine), mine, none)).toEqual([]);
	});

	it('say when nothing of them can be read', () => {
		expect(setAsideItems(journeys, viewOf(null), map, none)).toBeNull();
	});

	it('say whose they are, and why they could not be used', () => {
		const authors = [
			{ id: 'bob', name: 'Bob' },
			{ id: 'ann', name: null }
		];
		expect(authorsText(viewOf(null, { authors }), 'en')).toBe('Bob and somebody who has left');
		expect(authorsText(viewOf(null, { authors: [] }), 'en')).toBe('nobody known');
		expect(reasonText(viewOf(null))).toBe('Many other edits of the same person could not be used.');
		expect(reasonText(viewOf(null, { reason: 'Maximum call stack' }))).toBe('The program says: Maximum call stack');
	});
});

describe('edits that could not be put into a survey, in words', () => {
	const draft = draftOf('After the visit', defaultContent('nps'));
	const [nps, comment] = draft.questions;
	/** As the server found them in the edits, over the wire. */
	const found = (edited: SurveyDraft): SetAsideView<DraftDifference> => ({
		...(viewOf(null) as unknown as SetAsideView<DraftDifference>),
		contents: JSON.parse(JSON.stringify({ whole: true, changes: compareDrafts(edited, draft) })) as {
			whole: boolean;
			changes: DraftDifference[];
		}
	});
	const edited: SurveyDraft = {
		...draft,
		title: 'Mine',
		questions: [
			{ ...nps!, text: { ...nps!.text, en: 'Honestly?' } },
			{ ...comment!, id: 'more', order: 'b0' }
		]
	};

	it('stand beside what the draft has', () => {
		const items = setAsideItems(drafts, found(edited), draft, none)!;
		expect(items.map(({ what, badge, type, title }) => [what, badge, type, title])).toEqual([
			['changed', 'Different in the survey', 'Survey', 'After the visit'],
			['changed', 'Different in the survey', 'Question', nps!.text.en],
			['added', 'Not in the survey', 'Question', comment!.text.en],
			['deleted', 'Deleted here, still in the survey', 'Question', comment!.text.en]
		]);
		expect(items[0]!.rows).toEqual([{ label: 'Title', here: 'Mine', there: 'After the visit', typed: true }]);
		expect(items[1]!.rows).toEqual([
			{ label: 'Question, English', here: 'Honestly?', there: nps!.text.en, typed: true }
		]);
		expect(items[2]!.rows.find(({ label }) => label === 'Order')).toMatchObject({ here: 'place 2', there: null });
	});

	it('go as the draft comes to have them', () => {
		const view = found(edited);
		expect(setAsideItems(drafts, view, edited, none)).toEqual([]);
		const half = { ...draft, title: 'Mine' };
		expect(setAsideItems(drafts, view, half, none)!.map(({ type }) => type)).toEqual([
			'Question',
			'Question',
			'Question'
		]);
	});
});
