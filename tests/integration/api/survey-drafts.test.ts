import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '#document/core/close-codes.ts';
import { aboutMap, emptyDocument } from '#document/core/about.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { connect, type Connection } from '#document/client/connect.ts';
import { surveyDraftKind, type SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { contentOf, moveQuestion, textAt, type TextPlace, writeText, writeTitle } from '#domain/survey/draft/index.ts';
import { testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';
import type * as Y from 'yjs';

interface Seat {
	readonly doc: Y.Doc;
	readonly connection: Connection<SurveyDraftTypes>;
	readonly codes: number[];
	readonly draft: () => SurveyDraftTypes['snapshot'];
	readonly write: (...changes: SurveyDraftTypes['change'][]) => void;
}

const asked: TextPlace = { question: 'nps' };
/** As long as a busy machine may take. */
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

describe.each(testDatabases())('a survey’s draft, edited together ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let server: http.Server;
	let url: string;
	let owner: Person;
	let colleague: Person;
	let viewer: Person;
	let stranger: Person;
	const cookies = new Map<Person, string>();
	const seats: Seat[] = [];

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		colleague = await open.people.member(owner, 'editor');
		viewer = await open.people.member(owner, 'viewer');
		stranger = (await open.people.workspace()).owner;
		for (const person of [owner, colleague, viewer, stranger])
			cookies.set(person, (await open.people.signedIn(person)).cookie);
		server = http.createServer((_request, response) => response.end());
		server.on('upgrade', (request, socket, head) => open.app.collab.upgrade(request, socket, head));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/collab`;
	});
	afterEach(async () => {
		for (const { connection } of seats.splice(0)) await connection.close();
	});
	afterAll(async () => {
		await new Promise((resolve) => server.close(resolve));
		await open.close();
	});

	function sit(id: string, who: Person): Seat {
		const doc = emptyDocument();
		const codes: number[] = [];
		const connection = connect({
			url,
			kind: surveyDraftKind,
			id,
			doc,
			userId: who.actor.userId,
			isOnline: () => true,
			WebSocket: class extends WebSocket {
				constructor(address: string | URL) {
					super(address, { headers: { cookie: cookies.get(who)! } });
					this.on('close', (code) => codes.push(code));
				}
			} as unknown as typeof globalThis.WebSocket
		});
		const seat: Seat = {
			doc,
			connection,
			codes,
			draft: () => surveyDraftKind.read(doc),
			write: (...changes) => surveyDraftKind.apply(doc, changes, personOrigin(who.actor.userId))
		};
		seats.push(seat);
		return seat;
	}
	const saved = async (...all: Seat[]) => {
		for (const { connection } of all) await poll(() => connection.state.status).toBe('saved');
	};
	const english = ({ draft }: Seat): string => textAt(draft(), asked, 'en');
	const call = (who: Person = owner) => caller(open.app, who.actor);
	const survey = async () => (await call()('POST', '/surveys', { body: { title: 'After', kind: 'nps' } })).json;
	const row = async (id: string) =>
		(await open.db.query('select * from survey where id = $1', [id])).rows[0] as Record<string, unknown>;
	const documents = async (id: string) =>
		(await open.db.query('select 1 from document where id = $1', [id])).rows.length;
	const versions = async (id: string) =>
		(await open.db.query('select version from survey_version where survey_id = $1', [id])).rows.length;

	it('is made when it is first opened, once; two edit it at once, see each other, and come back to it', async () => {
		const { id } = await survey();
		expect(await documents(id)).toBe(0);
		const [ann, bob] = [sit(id, owner), sit(id, colleague)];
		await saved(ann, bob);
		expect(await documents(id)).toBe(1);
		const before = english(ann);
		ann.connection.show({ editing: { id: 'nps', field: 'text.en' } });
		await poll(() => othersPresent(surveyDraftKind, bob.connection.awareness)[0]?.editing).toEqual({
			id: 'nps',
			field: 'text.en'
		});
		ann.write(writeText(asked, 'en', `Honestly: ${before}`, before), writeTitle('After the visit', 'After'));
		bob.write(writeText(asked, 'en', `${before} Really?`, before), ...moveQuestion(bob.draft(), 'comment', 0));
		for (const seat of [ann, bob]) await poll(() => english(seat)).toBe(`Honestly: ${before} Really?`);
		await saved(ann, bob);
		// What lists say follows; who did it is known where it was one person.
		await poll(async () => (await row(id)).title).toBe('After the visit');
		const { json } = await call(viewer)('GET', `/surveys/${id}`);
		expect(json).toMatchObject({ title: 'After the visit', changed: true, published: null });
		expect(json.draft).toEqual(contentOf(ann.draft()));
		expect(json.draft.questions.map((question: { id: string }) => question.id)).toEqual(['comment', 'nps']);
		for (const { connection } of seats.splice(0)) await connection.close();
		const again = sit(id, colleague);
		await saved(again);
		expect(contentOf(again.draft())).toEqual(json.draft);
	});

	it('is published as it stands in the journal; afterwards nothing is left to publish', async () => {
		const { id } = await survey();
		expect((await call()('POST', `/surveys/${id}/publish`)).json).toEqual({ version: 1, newSeries: [] });
		expect(await documents(id), 'nobody has opened it').toBe(0);
		const ann = sit(id, owner);
		await saved(ann);
		ann.write(writeText(asked, 'en', ' Would you? ', english(ann)));
		await ann.connection.saved();
		const [one, two] = await Promise.all([
			call()('POST', `/surveys/${id}/publish`),
			call(colleague)('POST', `/surveys/${id}/publish`)
		]);
		expect([one.json.version, two.json.version, await versions(id)]).toEqual([2, 2, 2]);
		expect([one.json.newSeries, two.json.newSeries]).toContainEqual(['nps']);
		const { json } = await call()('GET', `/surveys/${id}`);
		expect(json).toMatchObject({ changed: false, newSeries: [] });
		expect(json.published.content.questions[0].text.en).toBe('Would you?');
		await poll(async () => (await row(id)).changed).toBe(false);
		// An edit that is taken back is no change either.
		ann.write(writeText('thanks', 'en', 'Bye', textAt(ann.draft(), 'thanks', 'en')));
		await poll(async () => (await row(id)).changed).toBe(true);
		ann.write(writeText('thanks', 'en', json.draft.thanks.en, 'Bye'));
		await poll(async () => (await row(id)).changed).toBe(false);
	});

	it('is refused with all that is missing or too long, and nothing of it is lost', async () => {
		const { id } = await survey();
		const ann = sit(id, owner);
		await saved(ann);
		ann.write(
			writeText('thanks', 'zh-CN', ' ', textAt(ann.draft(), 'thanks', 'zh-CN')),
			writeText(asked, 'en', 'x'.repeat(1001), english(ann))
		);
		await ann.connection.saved();
		const long = await call()('POST', `/surveys/${id}/publish`);
		expect([long.status, long.json.error.issues]).toMatchObject([
			400,
			[{ code: 'max_length', path: ['questions', 0, 'text', 'en'] }]
		]);
		ann.write(writeText(asked, 'en', 'Short', english(ann)));
		await ann.connection.saved();
		const missing = await call()('POST', `/surveys/${id}/publish`);
		expect(missing.json.error.issues).toMatchObject([{ code: 'missing_text', path: ['thanks', 'zh-CN'] }]);
		expect([await versions(id), (await row(id)).published_version]).toEqual([0, null]);
		expect(english(ann)).toBe('Short');
		// Lists and the survey itself can be read all the while.
		expect((await call()('GET', '/surveys')).status).toBe(200);
	});

	it('publishing that fails half-way changes nothing, and works when it is tried again', async () => {
		const { id } = await survey();
		const ann = sit(id, owner);
		await saved(ann);
		ann.write(writeText(asked, 'en', 'Half-way?', english(ann)));
		await ann.connection.saved();
		await open.db.query(`
			create function refuse_half_way() returns trigger language plpgsql as $$
				begin raise exception 'the disk is full' using errcode = '53100'; end $$`);
		for (const [table, on] of [
			['survey_version', 'insert'],
			['metric_definition', 'insert'],
			['survey', 'update of published_version']
		]) {
			await open.db.query(
				`create trigger refuse before ${on} on ${table} for each row execute function refuse_half_way()`
			);
			await expect(open.app.surveys.publish(owner.actor, id), table).rejects.toThrow();
			await open.db.query(`drop trigger refuse on ${table}`);
			expect([await versions(id), (await row(id)).published_version], table).toEqual([0, null]);
		}
		await open.db.query('drop function refuse_half_way()');
		expect(await open.app.surveys.publish(owner.actor, id)).toEqual({ version: 1, newSeries: [] });
		expect(english(ann)).toBe('Half-way?');
	});

	it('the row that cannot follow an edit follows later', async () => {
		const { id } = await survey();
		await open.db.query(`
			create function refuse_title() returns trigger language plpgsql as $$
				begin raise exception 'the disk is full' using errcode = '53100'; end $$`);
		await open.db.query(
			'create trigger refuse before update of title on survey for each row execute function refuse_title()'
		);
		const edited = await call()('PATCH', `/surveys/${id}`, { body: { title: 'Later' } });
		expect([edited.status, edited.json.title, (await row(id)).title]).toEqual([200, 'Later', 'After']);
		await open.db.query('drop trigger refuse on survey');
		await open.db.query('drop function refuse_title()');
		await poll(async () => (await row(id)).title).toBe('Later');
	});

	it('an edit through the API is one among those of everybody who has it open', async () => {
		const { id, draft } = await survey();
		const ann = sit(id, owner);
		await saved(ann);
		const content = { ...draft, thanks: { ...draft.thanks, en: 'Thank you!' } };
		const edited = await call(colleague)('PATCH', `/surveys/${id}`, { body: { title: 'Theirs', content } });
		expect(edited.json).toMatchObject({ title: 'Theirs', draft: { thanks: { en: 'Thank you!' } } });
		await poll(() => [ann.draft().title, textAt(ann.draft(), 'thanks', 'en')]).toEqual(['Theirs', 'Thank you!']);
		for (const body of [{ content: { ...draft, questions: [] } }, { title: '' }, { nonsense: 1 }])
			expect((await call()('PATCH', `/surveys/${id}`, { body })).status).toBe(400);
		expect((await call(viewer)('PATCH', `/surveys/${id}`, { body: { title: 'No' } })).status).toBe(403);
		expect((await call(stranger)('PATCH', `/surveys/${id}`, { body: { title: 'No' } })).status).toBe(404);
	});

	it('viewers read it, and what they write is not taken; strangers do not find it', async () => {
		const { id } = await survey();
		const ann = sit(id, owner);
		const vera = sit(id, viewer);
		await saved(ann);
		await poll(() => vera.connection.state.status).toBe('read-only');
		expect(english(vera)).toBe(english(ann));
		vera.write(writeText(asked, 'en', 'Mine', english(vera)));
		ann.write(writeTitle('Still here', 'After'));
		await poll(() => vera.draft().title).toBe('Still here');
		expect(english(ann)).not.toBe('Mine');
		const other = sit(id, stranger);
		await poll(() => other.codes).toContain(closeCodes.notFound);
		expect(other.draft().questions).toEqual([]);
		const nobody = sit('0199c82c-c007-70af-b9b4-2be11485ce6f', owner);
		await poll(() => nobody.codes).toContain(closeCodes.notFound);
	});

	it('takes nothing into it that does not belong there', async () => {
		const { id } = await survey();
		for (const spoil of [
			(doc: Y.Doc) => doc.getMap('scenes').set('a', 1),
			(doc: Y.Doc) => aboutMap(doc).set('schema', {}),
			(doc: Y.Doc) => doc.getArray('questions').push(['x']),
			(doc: Y.Doc) => doc.getMap('questions').set('k'.repeat(201), 1)
		]) {
			const ann = sit(id, owner);
			await saved(ann);
			spoil(ann.doc);
			await poll(() => ann.codes.length).toBeGreaterThan(0);
			expect((await call()('POST', `/surveys/${id}/publish`)).status).toBe(200);
		}
	});
});
