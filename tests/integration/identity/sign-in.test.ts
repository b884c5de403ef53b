import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_ABSOLUTE_SECONDS } from '../../../server/areas/people/auth-options.ts';
import type { Source } from '../../../server/areas/people/auth.ts';
import { createPasswordHash, type PasswordHash } from '../../../server/areas/people/password-hash.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, PASSWORD, type Identity, type Person } from '../../support/people.ts';

const home = { address: '198.51.100.7' };

describe.each(testDatabases())('sign-in ($name)', (engine) => {
	let test: TestDb;
	let identity: Identity;
	let owner: Person;
	let people: ReturnType<typeof createPeople>;
	let revoked: { userId: string }[] = [];
	let late = 0;
	let waits: number[] = [];
	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		// New counters for every case.
		late = 0;
		revoked = [];
		waits = [];
		identity = createIdentity(test.db, {
			now: () => new Date(Date.now() + late),
			revoked: (who) => void revoked.push(who),
			wait: async (ms) => void waits.push(ms)
		});
		people = createPeople(test.db, identity);
		({ owner } = await people.workspace());
	});

	const refusal = (email: string, password: string, source: Source = home) =>
		identity.auth.signIn({ email, password }, source).then(
			() => null,
			(error: { status: number; code: string }) => ({ status: error.status, code: error.code })
		);
	const headersOf = (value: string): Headers => new Headers({ cookie: `wayfelt_session=${encodeURIComponent(value)}` });

	it('gives a session that ends with sign-out, and only then', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email.toUpperCase(), password: PASSWORD }, home);
		const found = await identity.auth.session(headersOf(token.value));
		expect(found?.session).toMatchObject({
			userId: owner.actor.userId,
			name: 'Olivia Owner',
			email: owner.email,
			locale: null
		});
		expect(await identity.auth.session(headersOf(`${token.value.slice(0, -4)}AAA=`))).toBeNull();
		expect(await identity.auth.session(headersOf(token.value.split('.')[0]!))).toBeNull();
		expect(await identity.auth.session(new Headers())).toBeNull();
		await identity.auth.signOut(headersOf(token.value));
		expect(await identity.auth.session(headersOf(token.value))).toBeNull();
		expect(revoked).toMatchObject([{ userId: owner.actor.userId }]);
	});

	it('gives a new token at every sign-in: one planted before is never worth anything', async () => {
		const first = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const second = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		expect(second.token.value).not.toBe(first.token.value);
		expect(await identity.auth.session(headersOf('planted.c2lnbmF0dXJl'))).toBeNull();
	});

	it('refuses an unknown address and a wrong password with the same words', async () => {
		const wrong = { status: 401, code: 'wrong_credentials' };
		expect(await refusal(owner.email, 'not the password')).toEqual(wrong);
		expect(await refusal('nobody@example.com', 'not the password')).toEqual(wrong);
	});

	it('does the same slow work for an unknown address as for a wrong password: its time tells nobody who is a member', async () => {
		const real = createPasswordHash();
		let derived = 0;
		const passwords: PasswordHash = {
			hash: (password) => (derived++, real.hash(password)),
			verify: (asked) => (derived++, real.verify(asked))
		};
		const { auth } = createIdentity(test.db, { passwords });
		const workFor = async (email: string): Promise<number> => {
			derived = 0;
			await expect(auth.signIn({ email, password: 'not the password' }, home)).rejects.toMatchObject({ status: 401 });
			return derived;
		};
		expect(await workFor(owner.email)).toBe(1);
		expect(await workFor('nobody@example.com')).toBe(1);
	});

	it('stops guessing one account from one address, known or not, and lets others in', async () => {
		for (const email of [owner.email, 'nobody@example.com']) {
			for (let i = 0; i < 8; i++) expect(await refusal(email, `guess number ${i}`)).toMatchObject({ status: 401 });
			expect(await refusal(email, 'guess number 9')).toEqual({ status: 429, code: 'too_many_requests' });
		}
		// Also with the right password now; but not for the owner at another address.
		expect(await refusal(owner.email, PASSWORD)).toMatchObject({ status: 429 });
		expect(await refusal(owner.email, PASSWORD, { address: '203.0.113.9' })).toBeNull();
	});

	it('guesses at one account from many addresses slow its owner, and keep nobody out', async () => {
		for (let i = 0; i < 40; i++) await refusal(owner.email, 'some guess', { address: `203.0.113.${i % 5}` });
		expect(waits).toEqual([]);
		expect(await refusal(owner.email, PASSWORD)).toBeNull();
		expect(waits).toEqual([1000]);
	});

	it('a device that has signed in before is counted by itself, whatever others do from the same address', async () => {
		const { device } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		for (let i = 0; i < 60; i++)
			await refusal(owner.email, 'some guess', { address: i < 10 ? home.address : `203.0.113.${i}` });
		expect(await refusal(owner.email, PASSWORD)).toMatchObject({ status: 429 });
		waits = [];
		expect(await refusal(owner.email, PASSWORD, { ...home, device })).toBeNull();
		expect(waits).toEqual([]);
		// It opens nothing by itself, and not without end.
		for (let i = 0; i < 8; i++)
			expect(await refusal(owner.email, 'some guess', { ...home, device })).toMatchObject({ status: 401 });
		expect(await refusal(owner.email, PASSWORD, { ...home, device })).toMatchObject({ status: 429 });
		// Nor does one that remembers somebody else.
		const viewer = await people.member(owner, 'viewer');
		const theirs = await identity.auth.signIn({ email: viewer.email, password: PASSWORD }, { address: '203.0.113.99' });
		expect(await refusal(owner.email, PASSWORD, { ...home, device: theirs.device })).toMatchObject({ status: 429 });
	});

	it('guesses at an address keep nobody from setting up their account, or from changing a password once inside', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		for (const email of [owner.email, 'newcomer@example.com'])
			for (let i = 0; i < 9; i++) await refusal(email, 'some guess');
		const invited = await identity.invitations.create(owner.actor, { role: 'viewer' });
		const given = { email: 'newcomer@example.com', password: PASSWORD };
		await identity.invitations.accept(invited.token, { name: 'Newcomer', ...given });
		expect(await identity.auth.firstSignIn(given, home)).toMatchObject({ device: expect.any(String) });
		const next = 'an even longer passphrase';
		const changed = await identity.auth.changePassword(headersOf(token.value), { current: PASSWORD, next }, home);
		for (let i = 0; i < 8; i++)
			await identity.auth
				.changePassword(headersOf(changed.value), { current: 'some guess', next: PASSWORD }, home)
				.catch(() => {});
		await expect(
			identity.auth.changePassword(headersOf(changed.value), { current: next, next: PASSWORD }, home)
		).rejects.toMatchObject({ status: 429, retryAfter: expect.any(Number) });
	});

	it('counts parallel guesses before it checks any of them', async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => refusal(owner.email, `parallel ${i}`)));
		expect(answers.filter((answer) => answer?.status === 401)).toHaveLength(8);
		expect(answers.filter((answer) => answer?.status === 429)).toHaveLength(12);
	});

	it('forgets typing errors after a success', async () => {
		for (let round = 0; round < 4; round++) {
			for (let i = 0; i < 5; i++) await refusal(owner.email, 'a typing error');
			expect(await refusal(owner.email, PASSWORD)).toBeNull();
		}
	});

	it('changes a password with the current one only, and ends every other session', async () => {
		const here = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const elsewhere = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const change = (current: string, next: string) =>
			identity.auth.changePassword(headersOf(here.token.value), { current, next }, home);
		await expect(change('wrong one', 'an even longer passphrase')).rejects.toMatchObject({
			issues: [{ code: 'wrong_password', path: ['current'] }]
		});
		await expect(change(PASSWORD, '12345678')).rejects.toMatchObject({
			issues: [{ code: 'password_common', path: ['next'] }]
		});
		expect(await identity.auth.session(headersOf(elsewhere.token.value))).not.toBeNull();
		const token = await change(PASSWORD, 'an even longer passphrase');
		expect(await identity.auth.session(headersOf(token.value))).not.toBeNull();
		expect(await identity.auth.session(headersOf(elsewhere.token.value))).toBeNull();
		expect(await identity.auth.session(headersOf(here.token.value))).toBeNull();
		expect(revoked).toMatchObject([{ userId: owner.actor.userId }]);
		expect(await refusal(owner.email, PASSWORD)).toMatchObject({ status: 401 });
		expect(await refusal(owner.email, 'an even longer passphrase')).toBeNull();
	});

	it('lets whoever runs the installation set a forgotten password; every session ends', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const set = (email: string, password: string) => identity.auth.setPassword({ email, password });
		await expect(set('nobody@example.com', 'an even longer passphrase')).rejects.toMatchObject({ status: 404 });
		await expect(set(owner.email, '12345678')).rejects.toMatchObject({ issues: [{ code: 'password_common' }] });
		await expect(set(owner.email, 'short')).rejects.toMatchObject({ status: 400 });
		expect(await identity.auth.session(headersOf(token.value))).not.toBeNull();
		await set(owner.email.toUpperCase(), 'an even longer passphrase');
		expect(await identity.auth.session(headersOf(token.value))).toBeNull();
		expect(revoked).toMatchObject([{ userId: owner.actor.userId }]);
		expect(await refusal(owner.email, PASSWORD)).toMatchObject({ status: 401 });
		expect(await refusal(owner.email, 'an even longer passphrase')).toBeNull();
	});

	it('leaves the old password when the sessions cannot be ended', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const { system } = test.db;
		await sql`create function stay() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`.execute(
			system
		);
		await sql`create trigger stay before delete on session for each row execute function stay()`.execute(system);
		try {
			const set = identity.auth.setPassword({ email: owner.email, password: 'an even longer passphrase' });
			await expect(set).rejects.toThrow('disk full');
		} finally {
			await sql`drop trigger stay on session`.execute(system);
			await sql`drop function stay`.execute(system);
		}
		expect(await identity.auth.session(headersOf(token.value))).not.toBeNull();
		expect(await refusal(owner.email, PASSWORD)).toBeNull();
	});

	it('keeps name and language of a person', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const { session } = (await identity.auth.session(headersOf(token.value)))!;
		await identity.auth.updateProfile(session, { name: 'Olivia O.', locale: 'zh-CN' });
		expect((await identity.auth.session(headersOf(token.value)))?.session).toMatchObject({
			name: 'Olivia O.',
			locale: 'zh-CN'
		});
		expect((await identity.members.actorOf(owner.actor.userId))?.name).toBe('Olivia O.');
		await expect(identity.auth.updateProfile(session, { email: 'x@example.com' })).rejects.toMatchObject({
			status: 400
		});
	});

	it('ends a session after its longest time, however busy it was, and prolongs it until then', async () => {
		const { token } = await identity.auth.signIn({ email: owner.email, password: PASSWORD }, home);
		const headers = headersOf(token.value);
		expect((await identity.auth.session(headers))?.renewed).toBeNull();
		// As if the last prolonging were an hour ago.
		await test.db.system
			.updateTable('session')
			.set({ expiresAt: new Date(Date.now() + 11 * 3600_000) })
			.where('userId', '=', owner.actor.userId)
			.execute();
		const found = await identity.auth.session(headers);
		expect(found?.renewed).toMatchObject({ value: token.value, maxAge: 12 * 3600 });
		late = SESSION_ABSOLUTE_SECONDS * 1000 + 60_000;
		expect(await identity.auth.session(headers)).toBeNull();
		late = 0;
		expect(await identity.auth.session(headers)).toBeNull();
	});
});
