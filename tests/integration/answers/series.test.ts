import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

/** The clock is moved by the tests: wordings follow one another on days of their own. */
let clock = new Date('2026-03-01T09:00:00Z');
const on = (day: string) => (clock = new Date(`${day}T09:00:00Z`));
const CSAT_OLD = { wording: { en: 'How satisfied were you?', 'zh-CN': '您满意吗？' } };

describe.each(testDatabases())('wordings that follow one another ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace());
		services = createAnswerServices(test.db, () => clock);
	});
	afterAll(() => test.close());

	const asked = async (placed: { journeyId: string }, touchpointId: string, wording?: string) => {
		const { survey, collector } = await services.surveys.ask(owner.actor, {
			journeyId: placed.journeyId,
			touchpointId,
			kind: 'csat'
		});
		if (wording) await reword(survey.id, wording);
		return { surveyId: survey.id, collectorId: collector.id, code: collector.code };
	};
	const reword = async (surveyId: string, en: string) => {
		const content = defaultContent('csat');
		const questions = content.questions.map((question, at) =>
			at === 0 ? { ...question, text: { ...question.text, en } } : question
		);
		await services.surveys.updateDraft(owner.actor, surveyId, { content: { ...content, questions } });
		return services.surveys.publish(owner.actor, surveyId);
	};
	const answer = async (code: string, scores: readonly number[], day: string, comment = '') => {
		const rows = scores.map((csat) => ({
			collectorCode: code,
			id: newId(),
			submittedAt: `${day}T08:00:00Z`,
			answers: { csat, comment }
		}));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
	};
	/** What a page sends that was opened while `version` was shown. */
	const late = (code: string, version: number, csat: number, comment = '') =>
		services.responses.submit({ code, responseId: newId(), version, language: 'en', answers: { csat, comment } });
	const facts = (scores: readonly { wording: { en?: string }; n: number; current: boolean }[] | undefined) =>
		(scores ?? []).map(({ wording, n, current }) => `${wording.en} n ${n}${current ? '' : ' (before)'}`);
	const map = (placed: { journeyId: string }, input: object = {}) =>
		services.results.forJourney(owner.actor, placed.journeyId, input);

	it('shows the new wording first everywhere, from the moment it is published', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const { surveyId, code } = await asked(placed, placed.touchpointId, 'Old words?');
		await answer(code, [1, 1, 1, 1, 1, 1, 1, 1, 5, 5], '2026-03-01', 'old comment');
		on('2026-03-10');
		await reword(surveyId, 'New words?');
		const fresh = await map(placed);
		expect(facts(fresh.touchpoints[placed.touchpointId])).toEqual(['New words? n 0', 'Old words? n 10 (before)']);
		expect(fresh.touchpoints[placed.touchpointId]![0]).toMatchObject({ judgement: 'none', value: null });

		await answer(code, [5, 5, 5, 5, 5, 5], '2026-03-10', 'new comment');
		const results = await map(placed);
		const [now, before] = results.touchpoints[placed.touchpointId]!;
		expect(now).toMatchObject({ value: 100, n: 6, current: true, since: '2026-03-10', until: null });
		expect(before).toMatchObject({ value: 20, n: 10, current: false, since: '2026-03-01', until: '2026-03-10' });
		const expected = ['New words? n 6', 'Old words? n 10 (before)'];
		expect(facts(results.scenes[placed.sceneIds[0]!])).toEqual(expected);
		expect(facts(results.journey)).toEqual(expected);
		expect(facts(await services.results.forTouchpoint(owner.actor, placed.touchpointId))).toEqual(expected);
		const home = await services.results.scenesOf(owner.actor, [placed.journeyId]);
		expect(facts(home[placed.journeyId]![placed.sceneIds[0]!])).toEqual(expected);

		const trend = await services.results.trend(owner.actor, placed.touchpointId, now!.definition, {
			from: '2026-03-01',
			to: '2026-03-11'
		});
		expect(trend.breaks).toEqual(['2026-03-10']);
		expect(trend.days.filter(({ n }) => n > 0).map(({ day, n }) => [day, n])).toEqual([['2026-03-10', 6]]);
		expect(trend.earlier).toMatchObject([{ definition: before!.definition, until: '2026-03-10' }]);
		expect(trend.earlier[0]!.days.filter(({ n }) => n > 0).map(({ day, n }) => [day, n])).toEqual([['2026-03-01', 10]]);

		const comments = async (definition?: string) =>
			(await services.results.comments(owner.actor, placed.touchpointId, { ...(definition && { definition }) })).items;
		expect(new Set((await comments(now!.definition)).map(({ text }) => text))).toEqual(new Set(['new comment']));
		expect(new Set((await comments(before!.definition)).map(({ text }) => text))).toEqual(new Set(['old comment']));
		expect(await comments()).toHaveLength(16);
	});

	it('keeps late answers to the old wording with it, and their comments hidden until enough have answered', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const { surveyId, code } = await asked(placed, placed.touchpointId, 'Old words?');
		await answer(code, [1, 1, 1, 1, 1], '2026-03-01');
		on('2026-03-10');
		await reword(surveyId, 'New words?');
		await late(code, 3, 5, 'about the new words');
		await late(code, 2, 1, 'late, about the old words');
		const { touchpoints } = await map(placed);
		const [now, before] = touchpoints[placed.touchpointId]!;
		expect(facts([now!, before!])).toEqual(['New words? n 1', 'Old words? n 6 (before)']);
		const of = (definition: string) => services.results.comments(owner.actor, placed.touchpointId, { definition });
		expect(await of(now!.definition)).toEqual({ items: [], hidden: true, minN: 5, n: 1 });
		expect((await of(before!.definition)).items.map(({ text }) => text)).toEqual(['late, about the old words']);
		// Without a series: what may be shown of one is not a way round the other's threshold.
		const all = await services.results.comments(owner.actor, placed.touchpointId, {});
		expect(all.items.map(({ text }) => text)).toEqual(['late, about the old words']);
	});

	it('follows several wordings, and one that comes back goes on with its own series', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const { surveyId, code } = await asked(placed, placed.touchpointId, 'First?');
		await answer(code, [3, 3, 3, 3, 3], '2026-03-01');
		on('2026-03-05');
		await reword(surveyId, 'Second?');
		await answer(code, [4, 4, 4, 4, 4, 4, 4], '2026-03-05');
		on('2026-03-09');
		await reword(surveyId, 'Third?');
		await answer(code, [5], '2026-03-09');
		expect(facts((await map(placed)).touchpoints[placed.touchpointId])).toEqual([
			'Third? n 1',
			'Second? n 7 (before)',
			'First? n 5 (before)'
		]);
		// In a window of before, what is asked now and was not then is not missed.
		const then = await map(placed, { from: '2026-02-20', to: '2026-03-06' });
		expect(facts(then.touchpoints[placed.touchpointId])).toEqual(['Second? n 7 (before)', 'First? n 5 (before)']);
		on('2026-03-12');
		await reword(surveyId, 'First?');
		await answer(code, [3], '2026-03-12');
		const back = (await map(placed)).touchpoints[placed.touchpointId]!;
		expect(facts(back)).toEqual(['First? n 6', 'Third? n 1 (before)', 'Second? n 7 (before)']);
		expect(back.map(({ since, until }) => [since, until])).toEqual([
			['2026-03-01', null],
			['2026-03-09', '2026-03-12'],
			['2026-03-05', '2026-03-09']
		]);
		const trend = await services.results.trend(owner.actor, placed.touchpointId, back[0]!.definition, {});
		expect(trend.breaks).toEqual(['2026-03-05', '2026-03-09', '2026-03-12']);
	});

	it('ranks two surveys that are both asked by their answers, and one that was closed behind the open one', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const a = await asked(placed, placed.touchpointId, 'Survey A?');
		const b = await asked(placed, placed.touchpointId, 'Survey B?');
		on('2026-03-02');
		await answer(a.code, [5, 5, 5, 5, 5, 5], '2026-03-02');
		await answer(b.code, [1], '2026-03-02');
		expect(facts((await map(placed)).touchpoints[placed.touchpointId])).toEqual(['Survey A? n 6', 'Survey B? n 1']);
		on('2026-03-04');
		await services.collectors.update(owner.actor, a.collectorId, { status: 'closed' });
		const closed = (await map(placed)).touchpoints[placed.touchpointId]!;
		expect(facts(closed)).toEqual(['Survey B? n 1', 'Survey A? n 6 (before)']);
		expect(closed[1]!.until).toBe('2026-03-04');
		await services.collectors.update(owner.actor, b.collectorId, { status: 'closed' });
		// Nothing is asked any more: the last numbers stand.
		expect(facts((await map(placed)).touchpoints[placed.touchpointId])).toEqual(['Survey A? n 6', 'Survey B? n 1']);
	});

	it('adds scenes up per wording and shows first what most of them ask now', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId, [2]);
		const a = await asked(placed, placed.touchpoints[0]!, 'Common words?');
		const b = await asked(placed, placed.touchpoints[1]!, 'Common words?');
		on('2026-03-02');
		await answer(a.code, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], '2026-03-02');
		await answer(b.code, [4, 4], '2026-03-02');
		on('2026-03-10');
		await reword(a.surveyId, 'New words?');
		await answer(a.code, [5, 5, 5], '2026-03-10');
		const scene = async () => (await map(placed)).scenes[placed.sceneIds[0]!]!;
		// Three answered what is asked now of A, two what is asked now of B; A's old ten count for neither.
		expect(facts(await scene())).toEqual(['New words? n 3', 'Common words? n 12']);
		await answer(b.code, [4, 4], '2026-03-10');
		expect(facts(await scene())).toEqual(['Common words? n 14', 'New words? n 3']);
	});

	it('does not change the metric on the map because one of them was worded anew', async () => {
		on('2026-03-01');
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const { surveyId, code } = await asked(placed, placed.touchpointId, CSAT_OLD.wording.en);
		const { collector } = await services.surveys.ask(owner.actor, { ...placedAs(placed), kind: 'nps' });
		await answer(code, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], '2026-03-01');
		await services.responses.recordBatch(
			owner.actor,
			Array.from({ length: 8 }, () => ({
				collectorCode: collector.code,
				submittedAt: '2026-03-01T08:00:00Z',
				answers: { nps: 9 }
			}))
		);
		on('2026-03-10');
		await reword(surveyId, 'New words?');
		await answer(code, [5], '2026-03-10');
		const shown = (await map(placed)).touchpoints[placed.touchpointId]!;
		expect(shown.map(({ metric, n }) => `${metric} ${n}`)).toEqual(['csat 1', 'csat 10', 'nps 8']);
	});
});

const placedAs = ({ journeyId, touchpointId }: { journeyId: string; touchpointId: string }) => ({
	journeyId,
	touchpointId
});
