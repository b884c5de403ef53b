import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { SECRET } from '../../support/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { defaultContent } from '#domain/survey/index.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, ORIGIN, placeJourney, type AnswerServices, draftsOver } from './support.ts';

describe.each(testDatabases())('asking ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let viewer: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace('Yunshan'));
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		services = createAnswerServices(test.db, clock.now);
	});
	afterAll(() => test.close());

	it('makes survey, version, definition and collector in one step', async () => {
		const { survey, collector, touchpointId } = await asked(test.db, services, owner, 'ces-ease7');
		expect(survey).toMatchObject({
			title: 'Touchpoint 0.0 · CES',
			kind: 'ces-ease7',
			changed: false,
			newSeries: [],
			published: { version: 1 }
		});
		expect(collector).toMatchObject({
			channel: 'qr',
			status: 'open',
			touchpointId,
			surveyId: survey.id,
			metrics: ['ces-ease7'],
			printable: true
		});
		expect(collector.code).toMatch(/^[0-9A-Za-z]{12}$/);
		expect(collector.url).toBe(`${ORIGIN}/s/${collector.code}`);
		expect(await services.collectors.list(viewer.actor, { touchpointId })).toEqual([collector]);
	});

	it('leaves nothing behind when the last step fails', async () => {
		const { journeyId, touchpointId } = await placeJourney(test.db, owner.actor.workspaceId);
		const taken = (await asked(test.db, services, owner)).collector.code;
		const count = async () =>
			(await sql<{ n: number }>`select count(*) as n from survey`.execute(test.db.system)).rows[0]!.n;
		const before = await count();
		const { createSurveys } = await import('../../../server/areas/surveys/surveys.ts');
		const unlucky = createSurveys({
			db: test.db,
			drafts: draftsOver(test.db),
			newId,
			now: clock.now,
			newCode: () => taken,
			origin: ORIGIN,
			projectNow: async () => {}
		});
		await expect(unlucky.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' })).rejects.toThrow();
		expect(await count()).toBe(before);
	});

	it('waits for a touchpoint that was drawn a moment ago', async () => {
		const { journeyId, touchpointId } = await placeJourney(test.db, owner.actor.workspaceId);
		await test.db.system
			.updateTable('touchpoint')
			.set({ deleted_at: new Date() })
			.where('id', '=', touchpointId)
			.execute();
		await expect(services.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' })).rejects.toMatchObject({
			status: 404
		});
		const { createSurveys } = await import('../../../server/areas/surveys/surveys.ts');
		const patient = createSurveys({
			db: test.db,
			drafts: draftsOver(test.db),
			newId,
			now: clock.now,
			newCode: () => 'abcDEF123456',
			origin: ORIGIN,
			projectNow: async () => {
				await test.db.system
					.updateTable('touchpoint')
					.set({ deleted_at: null })
					.where('id', '=', touchpointId)
					.execute();
			}
		});
		expect((await patient.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' })).collector.touchpointId).toBe(
			touchpointId
		);
	});

	it('gives the same question the same definition everywhere, and a new wording a new one', async () => {
		const definitions = async (surveyId: string, version: number) =>
			(
				await test.db.system
					.selectFrom('survey_version')
					.select('definitions')
					.where('survey_id', '=', surveyId)
					.where('version', '=', version)
					.executeTakeFirstOrThrow()
			).definitions;
		const one = await asked(test.db, services, owner);
		const two = await asked(test.db, services, owner);
		const theirs = await asked(test.db, services, other);
		expect(await definitions(one.survey.id, 1)).toEqual(await definitions(two.survey.id, 1));
		expect(await definitions(theirs.survey.id, 1)).not.toEqual(await definitions(one.survey.id, 1));

		const [question, ...others] = one.survey.draft.questions;
		const reworded = { ...question!, text: { ...question!.text, en: 'How likely are you to recommend our checkout?' } };
		const content = { ...one.survey.draft, questions: [reworded, ...others] };
		const edited = await services.surveys.updateDraft(owner.actor, one.survey.id, { title: 'Checkout', content });
		expect(edited).toMatchObject({ title: 'Checkout', changed: true, newSeries: ['nps'], published: { version: 1 } });
		// Nobody sees a draft.
		expect(await services.responses.form(one.collector.code)).toMatchObject({ version: 1 });
		expect(await services.surveys.publish(owner.actor, one.survey.id)).toEqual({ version: 2, newSeries: ['nps'] });
		expect(await services.surveys.publish(owner.actor, one.survey.id)).toEqual({ version: 2, newSeries: [] });
		expect(await definitions(one.survey.id, 2)).not.toEqual(await definitions(one.survey.id, 1));
		expect(await services.responses.form(one.collector.code)).toMatchObject({ version: 2 });

		// A page that was open before is judged by what it showed.
		await services.responses.submit({ ...one.page({ nps: 9 }), version: 1 });
		const [row] = await test.db.system
			.selectFrom('response')
			.selectAll()
			.where('survey_id', '=', one.survey.id)
			.execute();
		expect(row!.survey_version).toBe(1);
	});

	it('never changes a published version or a definition', async () => {
		const { survey } = await asked(test.db, services, owner);
		const change = test.db.system
			.updateTable('survey_version')
			.set({ content: '{}' })
			.where('survey_id', '=', survey.id);
		await expect(change.execute()).rejects.toThrow(/never change/);
		await expect(test.db.system.updateTable('metric_definition').set({ target: 1 }).execute()).rejects.toThrow(
			/never change/
		);
	});

	it('publishes no half-translated survey, and no survey of another kind than it says', async () => {
		const created = await services.surveys.create(owner.actor, {
			title: 'Own',
			kind: 'custom',
			definition: { ...defaultContent('csat'), thanks: { en: 'Thanks' } }
		});
		expect(created.published).toBeNull();
		await expect(services.surveys.publish(owner.actor, created.id)).rejects.toMatchObject({
			status: 400,
			issues: [{ code: 'missing_text', path: ['thanks', 'zh-CN'] }]
		});
		await expect(
			services.surveys.create(owner.actor, { title: 'Own', kind: 'nps', definition: defaultContent('csat') })
		).rejects.toMatchObject({ status: 400 });
		await expect(
			services.surveys.create(owner.actor, {
				title: 'Own',
				kind: 'custom',
				definition: { ...defaultContent('csat'), questions: [] }
			})
		).rejects.toMatchObject({ status: 400 });
		const { touchpointId } = await placeJourney(test.db, owner.actor.workspaceId);
		await expect(
			services.collectors.create(owner.actor, { surveyId: created.id, touchpointId, channel: 'link' })
		).rejects.toMatchObject({ code: 'survey_unpublished' });
	});

	it('opens, closes and ends a collector; who was answering may finish, who answered is thanked', async () => {
		const { collector, page } = await asked(test.db, services, owner);
		const form = (answers: Record<string, number>, at: Date) => {
			const given = page(answers);
			return { ...given, ticket: issueTicket(SECRET, collector.code, given.responseId, at) };
		};
		const early = form({ nps: 9 }, clock.now());
		const forgotten = form({ nps: 3 }, clock.now());
		const answered = form({ nps: 8 }, clock.now());
		expect(await services.responses.submit(answered)).toEqual({ status: 'created' });
		clock.advance(60_000);
		expect((await services.collectors.update(owner.actor, collector.id, { status: 'closed' })).status).toBe('closed');
		expect(await services.responses.form(collector.code)).toMatchObject({ gone: 'closed', workspaceName: 'Yunshan' });
		clock.advance(60_000);
		const gone = { status: 'gone', reason: 'closed', workspaceName: 'Yunshan' };
		expect(await services.responses.submit(form({ nps: 9 }, clock.now()))).toEqual(gone);
		// The time inside an id is the sender's own; so is a ticket of another form.
		const old = new Date(clock.now().getTime() - 90_000);
		const forged = page(
			{ nps: 9 },
			`0${old.getTime().toString(16)}-0000`.replace(/^(.{8})(.{4}).*/, '$1-$2-7000-8000-000000000000')
		);
		for (const ticket of [undefined, early.ticket, `${old.getTime().toString(36)}.${early.ticket.split('.')[1]}`])
			expect(await services.responses.submit({ ...forged, ...(ticket !== undefined && { ticket }) })).toEqual(gone);
		expect(await services.responses.submit(early)).toEqual({ status: 'created' });
		clock.advance(31 * 60_000);
		// It waited on a phone without network: kept with its reason, not counted unasked.
		expect(await services.responses.submit(forgotten)).toEqual({ status: 'created' });
		const { items } = await services.responses.list(owner.actor, { collectorId: collector.id });
		expect(items.filter(({ mark }) => mark !== null)).toMatchObject([
			{ id: forgotten.responseId, mark: { reason: 'late', leftOut: true } }
		]);
		expect(await services.responses.submit(answered)).toEqual({ status: 'duplicate' });
		expect(await services.responses.thanks(collector.code)).toMatchObject({ workspaceName: 'Yunshan' });

		const closesAt = new Date(clock.now().getTime() + 60_000).toISOString();
		expect(await services.collectors.update(owner.actor, collector.id, { status: 'open', closesAt })).toMatchObject({
			status: 'open',
			closesAt
		});
		clock.advance(60_000);
		expect(await services.responses.form(collector.code)).toMatchObject({ gone: 'expired' });
		expect(await services.collectors.update(owner.actor, collector.id, { status: 'open' })).toMatchObject({
			status: 'open',
			closesAt: null
		});
		expect(await services.responses.form('nosuchcode')).toEqual({
			gone: 'unknown',
			workspaceName: null,
			languages: []
		});
	});

	it('draws a QR code of the address people use', async () => {
		const { collector } = await asked(test.db, services, owner);
		const svg = await services.collectors.qr(viewer.actor, collector.id, 'svg');
		expect(svg).toMatchObject({ contentType: 'image/svg+xml', fileName: `${collector.code}.svg` });
		const there = await services.collectors.qr(viewer.actor, collector.id, 'svg', 'http://192.168.1.7:3000');
		expect(there.body).not.toEqual(svg.body);
		await expect(services.collectors.qr(viewer.actor, collector.id, 'pdf' as 'svg')).rejects.toMatchObject({
			status: 404
		});
	});

	it('shows and changes nothing of another workspace, and refuses those who may not edit', async () => {
		const mine = await asked(test.db, services, owner);
		const { surveys, collectors } = services;
		for (const attempt of [
			() => surveys.get(other.actor, mine.survey.id),
			() => surveys.updateDraft(other.actor, mine.survey.id, { title: 'x' }),
			() => surveys.publish(other.actor, mine.survey.id),
			() => surveys.ask(other.actor, { journeyId: mine.journeyId, touchpointId: mine.touchpointId, kind: 'nps' }),
			() => collectors.get(other.actor, mine.collector.id),
			() => collectors.update(other.actor, mine.collector.id, { status: 'closed' }),
			() => collectors.qr(other.actor, mine.collector.id, 'svg'),
			() => surveys.get(owner.actor, newId()),
			() => surveys.get(owner.actor, 'x')
		]) {
			await expect(attempt()).rejects.toMatchObject({ status: 404 });
		}
		await expect(
			collectors.create(other.actor, { surveyId: mine.survey.id, touchpointId: mine.touchpointId, channel: 'link' })
		).rejects.toMatchObject({ status: 400 });
		expect(await collectors.list(other.actor, { surveyId: mine.survey.id })).toEqual([]);
		for (const attempt of [
			() => surveys.create(viewer.actor, { title: 'x', kind: 'nps' }),
			() => surveys.updateDraft(viewer.actor, mine.survey.id, { title: 'x' }),
			() => surveys.publish(viewer.actor, mine.survey.id),
			() => surveys.ask(viewer.actor, { journeyId: mine.journeyId, touchpointId: mine.touchpointId, kind: 'nps' }),
			() =>
				collectors.create(viewer.actor, { surveyId: mine.survey.id, touchpointId: mine.touchpointId, channel: 'link' }),
			() => collectors.update(viewer.actor, mine.collector.id, { status: 'closed' })
		]) {
			await expect(attempt()).rejects.toMatchObject({ status: 403 });
		}
		await expect(surveys.list(null, {})).rejects.toMatchObject({ status: 401 });
	});

	it('lists surveys in pages, newest first', async () => {
		const { items, next } = await services.surveys.list(other.actor, { limit: 1 });
		expect(items).toHaveLength(1);
		await asked(test.db, services, other);
		const first = await services.surveys.list(other.actor, { limit: 1 });
		expect(first.items[0]!.id > items[0]!.id).toBe(true);
		expect((await services.surveys.list(other.actor, { limit: 1, cursor: first.next! })).items).toEqual(items);
		expect(next).toBeNull();
	});

	it('hands out several codes of one survey on a touchpoint, each with a name and its own answers', async () => {
		const { survey, collector, touchpointId, page } = await asked(test.db, services, owner);
		expect(collector).toMatchObject({ name: null, answers: 0 });
		const more = { surveyId: survey.id, touchpointId, channel: 'qr' };
		const two = await services.collectors.create(owner.actor, { ...more, name: ' Counter 2 ' });
		expect(two).toMatchObject({ name: 'Counter 2', answers: 0, surveyId: survey.id });
		expect(two.code).not.toBe(collector.code);
		await services.responses.submit(page({ nps: '3' }));
		for (const nps of ['9', '10']) await services.responses.submit({ ...page({ nps }), code: two.code });
		const named = await services.collectors.update(owner.actor, collector.id, { name: '一号柜台' });
		expect(named).toMatchObject({ name: '一号柜台', answers: 1, status: 'open' });
		const listed = await services.collectors.list(owner.actor, { touchpointId });
		expect(listed.map(({ name, answers }) => [name, answers])).toEqual([
			['Counter 2', 2],
			['一号柜台', 1]
		]);
		let csv = '';
		for await (const piece of services.responses.exportCsv(owner.actor, { surveyId: survey.id })) csv += piece;
		const lines = csv.trim().split('\n');
		expect(lines[0]).toContain(',channel,code,language');
		expect(lines.filter((line) => line.includes(',qr,Counter 2,'))).toHaveLength(2);
		expect(lines.filter((line) => line.includes(',qr,一号柜台,'))).toHaveLength(1);
		// Closing one leaves the other open.
		await services.collectors.update(owner.actor, two.id, { status: 'closed' });
		expect(await services.responses.form(two.code)).toMatchObject({ gone: 'closed' });
		expect(await services.responses.form(collector.code)).toMatchObject({ code: collector.code });
		for (const name of ['', ' ', '\u200b', 'x'.repeat(101), 'a\nb', 7])
			await expect(services.collectors.update(owner.actor, two.id, { name })).rejects.toMatchObject({ status: 400 });
	});

	it('tells respondents where they are and whose rules hold', async () => {
		const { collector } = await asked(test.db, services, owner);
		const before = await services.responses.form(collector.code);
		expect(before).toMatchObject({ place: { touchpoint: 'Touchpoint 0.0' }, privacyUrl: null });
		await test.db.system
			.updateTable('workspace')
			.set({ privacy_url: 'https://example.com/privacy' })
			.where('workspace_id', '=', owner.actor.workspaceId)
			.execute();
		expect(await services.responses.form(collector.code)).toMatchObject({ privacyUrl: 'https://example.com/privacy' });
	});
});
