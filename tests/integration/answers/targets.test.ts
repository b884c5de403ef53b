import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTargets } from '../../../server/areas/results/targets.ts';
import { defaultContent } from '#domain/survey/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

describe.each(testDatabases())('targets ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let targets: ReturnType<typeof createTargets>;
	let owner: Person;
	let viewer: Person;
	let other: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		services = createAnswerServices(test.db, () => NOW);
		targets = createTargets({ db: test.db, newId, now: () => NOW });
	});
	afterAll(() => test.close());

	async function answered() {
		const one = await asked(test.db, services, owner, 'csat');
		await services.responses.recordBatch(
			owner.actor,
			Array.from({ length: 40 }, () => ({
				collectorCode: one.collector.code,
				submittedAt: '2026-03-20T10:00:00Z',
				answers: { csat: 5 }
			}))
		);
		const score = async () => (await services.results.forTouchpoint(viewer.actor, one.touchpointId))[0]!;
		return { ...one, score };
	}

	it('is set without a new series, judges at once, and remembers who wanted what', async () => {
		const { score, touchpointId } = await answered();
		const before = await score();
		expect(before).toMatchObject({ target: 80, judgement: 'good', n: 40 });
		const set = await targets.set(owner.actor, before.definition, { target: 95 });
		expect(set).toMatchObject({ target: 95, margin: 10 });
		const after = await score();
		expect(after).toMatchObject({ definition: before.definition, target: 95, judgement: 'unclear', n: 40 });
		const trend = await services.results.trend(owner.actor, touchpointId, before.definition, {});
		expect(trend).toMatchObject({ target: 95, earlier: [], breaks: [] });
		await targets.set(owner.actor, before.definition, { target: 60, margin: 5 });
		expect(await score()).toMatchObject({ judgement: 'good', strong: true, margin: 5 });
		const { history } = await targets.get(viewer.actor, before.definition);
		expect(history.map(({ target, margin }) => [target, margin])).toEqual([
			[60, 5],
			[95, 10]
		]);
		expect(history[0]).toMatchObject({ setBy: owner.actor.name, setAt: NOW.toISOString() });
		// The same again is no change.
		await targets.set(owner.actor, before.definition, { target: 60 });
		expect((await targets.get(owner.actor, before.definition)).history).toHaveLength(2);
	});

	it('is not overwritten by somebody who saw another', async () => {
		const { score } = await answered();
		const { definition, target, margin } = await score();
		const seen = { target, margin };
		await targets.set(owner.actor, definition, { target: 70, seen });
		await expect(targets.set(owner.actor, definition, { target: 60, seen })).rejects.toMatchObject({
			status: 409,
			code: 'setting_changed'
		});
		expect(await score()).toMatchObject({ target: 70 });
		await targets.set(owner.actor, definition, { target: 60, seen: { target: 70, margin } });
		expect(await score()).toMatchObject({ target: 60 });
	});

	it('goes along when the question is worded anew', async () => {
		const { score, survey, collector } = await answered();
		await targets.set(owner.actor, (await score()).definition, { target: 91, margin: 7 });
		const content = defaultContent('csat');
		const [first, ...rest] = content.questions;
		const questions = [{ ...first!, text: { ...first!.text, en: 'Were you pleased?' } }, ...rest];
		await services.surveys.updateDraft(owner.actor, survey.id, { content: { ...content, questions } });
		await services.surveys.publish(owner.actor, survey.id);
		await services.responses.record(owner.actor, { collectorCode: collector.code, answers: { csat: 5 } });
		expect(await score()).toMatchObject({ n: 1, target: 91, margin: 7 });
	});

	it('is refused where no value can be, to those who may not, and to strangers', async () => {
		const { score } = await answered();
		const { definition, target } = await score();
		for (const bad of [{ target: 101 }, { target: -1 }, { target: '80' }, { target: 80, margin: 0 }, { margin: 5 }, {}])
			await expect(targets.set(owner.actor, definition, bad)).rejects.toMatchObject({ status: 400 });
		await expect(targets.set(viewer.actor, definition, { target: 50 })).rejects.toMatchObject({ status: 403 });
		await expect(targets.set(other.actor, definition, { target: 50 })).rejects.toMatchObject({ status: 404 });
		await expect(targets.get(other.actor, definition)).rejects.toMatchObject({ status: 404 });
		await expect(targets.get(null, definition)).rejects.toMatchObject({ status: 401 });
		expect(await score()).toMatchObject({ target });
	});
});
