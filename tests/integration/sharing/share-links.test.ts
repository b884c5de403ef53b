import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPasswordHash } from '../../../server/areas/people/password-hash.ts';
import { createSignInLimits } from '../../../server/areas/people/sign-in-limits.ts';
import { createSharedResults } from '../../../server/areas/results/shared-heatmap.ts';
import { createShareLinks, type ShareLinks } from '../../../server/areas/sharing/share-links.ts';
import { createVisitLimits } from '../../../server/areas/sharing/visit-limits.ts';
import { createSharedPages, type SharedPages } from '../../../server/areas/sharing/shared-pages.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { memoryLimiter } from '../../support/memory-limiter.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { placeJourney } from '../answers/support.ts';

const PASSWORD = 'nine lives of a cat';

describe.each(testDatabases())('links to the heatmap ($name)', (engine) => {
	let test: TestDb;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	let links: ShareLinks;
	let pages: SharedPages;
	const clock = fakeNow();
	const passwords = createPasswordHash();

	beforeAll(async () => {
		test = await openTestDb(engine);
		people = createPeople(test.db);
		const shared = { db: test.db, now: clock.now, passwords };
		links = createShareLinks({ ...shared, newId, origin: 'https://feedback.example.com' });
		pages = createSharedPages({
			...shared,
			bus: { subscribe: () => () => undefined },
			limits: createSignInLimits({ make: memoryLimiter, wait: async () => {} }),
			visits: createVisitLimits(),
			results: createSharedResults(shared),
			secret: SECRET
		});
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
	});

	it('lets in whoever has it, is shown once and stored as a hash', async () => {
		const { id, token, url } = await links.create(owner.actor, { name: 'The board', shown: { period: '90' } });
		expect(url).toBe(`https://feedback.example.com/share/${token}`);
		// Workspace, link, and 256 random bits.
		expect(Buffer.from(token, 'base64url')).toHaveLength(64);
		const link = await pages.find(token);
		expect(link).toMatchObject({ id, workspaceId: owner.actor.workspaceId, shown: { period: '90', seconds: 20 } });
		expect(pages.mayEnter(link, null)).toBe(true);
		const stored = JSON.stringify(await test.db.system.selectFrom('share_link').selectAll().execute());
		expect(stored).not.toContain(token.slice(44));
		expect(JSON.stringify(await links.list(owner.actor))).not.toContain(token.slice(44));
	});

	it('says who made each, when, and when it was last opened, to the minute', async () => {
		const { token } = await links.create(owner.actor, {});
		const listed = async () => (await links.list(owner.actor))[0]!;
		expect(await listed()).toMatchObject({ createdByName: 'Olivia Owner', lastOpenedAt: null, hasPassword: false });
		const first = clock.now().toISOString();
		await pages.opened(await pages.find(token));
		clock.advance(30_000);
		await pages.opened(await pages.find(token));
		expect((await listed()).lastOpenedAt).toBe(first);
		clock.advance(31_000);
		await pages.opened(await pages.find(token));
		expect((await listed()).lastOpenedAt).toBe(clock.now().toISOString());
	});

	it('lets in nobody once it is withdrawn, has expired, or its maker may not share', async () => {
		const editor = await people.member(owner, 'editor');
		const gone = async (token: string) =>
			pages.find(token).then(
				() => 'open',
				(error) => `${error.status} ${error.code}`
			);
		const withdrawn = await links.create(owner.actor, {});
		await links.withdraw(editor.actor, withdrawn.id);
		expect(await gone(withdrawn.token)).toBe('410 share_withdrawn');
		await expect(links.withdraw(owner.actor, withdrawn.id)).rejects.toMatchObject({ status: 404 });

		const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
		const short = await links.create(owner.actor, { expiresAt });
		expect(await gone(short.token)).toBe('open');
		clock.advance(60_000);
		expect(await gone(short.token)).toBe('410 share_expired');
		expect(await links.list(owner.actor)).toMatchObject([{ id: short.id, status: 'expired' }]);
		await expect(links.create(owner.actor, { expiresAt })).rejects.toMatchObject({ status: 400 });

		const theirs = await links.create(editor.actor, {});
		await test.db.system
			.updateTable('member')
			.set({ role: 'viewer' })
			.where('user_id', '=', editor.actor.userId)
			.execute();
		expect(await gone(theirs.token)).toBe('410 share_withdrawn');
		expect((await links.list(owner.actor)).find(({ id }) => id === theirs.id)?.status).toBe('suspended');
	});

	it('tells nobody of links whose secret they do not have', async () => {
		const { id, token } = await links.create(owner.actor, {});
		await links.withdraw(owner.actor, id);
		const bytes = Buffer.from(token, 'base64url');
		bytes[63]! ^= 1;
		for (const wrong of [bytes.toString('base64url'), token.slice(1), 'x', ''])
			await expect(pages.find(wrong)).rejects.toMatchObject({ status: 404, code: 'share_unknown' });
	});

	it('asks for its password, and again when it is another one', async () => {
		const { id, token } = await links.create(owner.actor, { password: PASSWORD });
		const link = await pages.find(token);
		expect(pages.mayEnter(link, null)).toBe(false);
		expect(await pages.enter(link, 'a wrong one', '192.0.2.1')).toBeNull();
		const pass = (await pages.enter(link, PASSWORD, '192.0.2.1'))!;
		expect(pages.mayEnter(link, pass)).toBe(true);
		// Not for another link with the same password.
		const other = await pages.find((await links.create(owner.actor, { password: PASSWORD })).token);
		expect(pages.mayEnter(other, pass)).toBe(false);
		await links.change(owner.actor, id, { password: 'another nine lives' });
		expect(pages.mayEnter(await pages.find(token), pass)).toBe(false);
		await links.change(owner.actor, id, { password: null });
		expect(pages.mayEnter(await pages.find(token), null)).toBe(true);
	});

	it('slows whoever guesses, and nobody else', async () => {
		const { token } = await links.create(owner.actor, { password: PASSWORD });
		const link = await pages.find(token);
		for (let n = 0; n < 8; n++) expect(await pages.enter(link, `guess ${n}`, '192.0.2.7')).toBeNull();
		await expect(pages.enter(link, PASSWORD, '192.0.2.7')).rejects.toMatchObject({ status: 429 });
		expect(await pages.enter(link, PASSWORD, '198.51.100.7')).not.toBeNull();
	});

	it('is made, listed and withdrawn by those who may share, in their own workspace', async () => {
		const { id } = await links.create(owner.actor, {});
		const { owner: stranger } = await people.workspace();
		const viewer = await people.member(owner, 'viewer');
		await expect(links.withdraw(stranger.actor, id)).rejects.toMatchObject({ status: 404 });
		await expect(links.change(stranger.actor, id, { name: 'mine' })).rejects.toMatchObject({ status: 404 });
		expect(await links.list(stranger.actor)).toEqual([]);
		for (const actor of [viewer.actor, null]) {
			await expect(links.create(actor, {})).rejects.toMatchObject({ status: actor ? 403 : 401 });
			await expect(links.list(actor)).rejects.toMatchObject({ status: actor ? 403 : 401 });
			await expect(links.withdraw(actor, id)).rejects.toMatchObject({ status: actor ? 403 : 401 });
		}
	});

	it('is of departments and journeys that exist', async () => {
		const { owner: stranger } = await people.workspace();
		const theirs = await placeJourney(test.db, stranger.actor.workspaceId);
		for (const shown of [{ department: newId() }, { journeys: [theirs.journeyId] }])
			await expect(links.create(owner.actor, { shown })).rejects.toMatchObject({ status: 400 });
		for (const shown of [
			{ channel: 'link', language: 'en' },
			{ from: '2026-01-01' },
			{ from: '2026-02-01', to: '2026-01-01' }
		])
			await expect(links.create(owner.actor, { shown })).rejects.toMatchObject({ status: 400 });
	});

	it('changes nothing when it cannot be recorded', async () => {
		const { workspaceId } = owner.actor;
		const { id, token } = await links.create(owner.actor, { name: 'Old', password: PASSWORD });
		const rows = () =>
			test.db.system.selectFrom('share_link').selectAll().where('workspace_id', '=', workspaceId).execute();
		const before = await rows();
		await sql`alter table outbox add constraint refuse check (workspace_id <> ${sql.lit(workspaceId)}) not valid`.execute(
			test.db.system
		);
		try {
			await expect(links.create(owner.actor, {})).rejects.toThrow();
			await expect(links.change(owner.actor, id, { password: null })).rejects.toThrow();
			await expect(links.withdraw(owner.actor, id)).rejects.toThrow();
			expect(await rows()).toEqual(before);
			expect(pages.mayEnter(await pages.find(token), null)).toBe(false);
		} finally {
			await sql`alter table outbox drop constraint refuse`.execute(test.db.system);
		}
	});
});
