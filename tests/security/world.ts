import { canSome, roles, type Role } from '#domain/access/index.ts';
import type { Action } from '#domain/access/index.ts';
import { openDatabase, type OpenDb } from '../../server/db/client.ts';
import { createLog } from '../../server/platform/log.ts';
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { createPeople, PASSWORD, type Person } from '../support/people.ts';
import type { Sample } from './expectations.ts';

/** Everything an address can point at, in one workspace. */
export type Samples = Readonly<Record<Sample, string>>;

/** Who asks. A role comes twice: with a session, and as an API token. */
export interface Caller {
	readonly name: string;
	readonly role: Role | null;
	readonly headers: Readonly<Record<string, string>>;
}

export interface World {
	readonly app: BuiltApp;
	readonly anonymous: Caller;
	readonly sessions: readonly Caller[];
	readonly tokens: readonly Caller[];
	/** A token that was withdrawn, and one of a member who was removed. */
	readonly dead: readonly Caller[];
	readonly mine: Samples;
	readonly theirs: Samples;
	close(): Promise<void>;
}

/**
 * The built program with two workspaces of the same shape: mine with a person and a token of every role, and theirs.
 * What the public ways cannot make (a second workspace) is made by the real services on the same database.
 */
export async function createWorld(): Promise<World> {
	const app = await startBuiltApp();
	const db = await openDatabase({ databaseUrl: null, dataDir: app.dataDir, production: true }, createLog('silent'));
	const people = createPeople(db);
	const { owner } = await people.workspace('Mine');
	const { owner: stranger } = await people.workspace('Theirs');

	const members: Record<Role, Person> = { owner } as Record<Role, Person>;
	for (const role of roles) if (role !== 'owner') members[role] = await people.member(owner, role);

	const sessions: Caller[] = [];
	const tokens: Caller[] = [];
	const ownerHeaders = await signIn(app.url, owner.email);
	for (const role of roles) {
		const headers = role === 'owner' ? ownerHeaders : await signIn(app.url, members[role].email);
		sessions.push({ name: `${role} (session)`, role, headers });
		const { token } = await call<{ token: string }>(app.url, ownerHeaders, 'POST', '/api/v1/tokens', {
			name: role,
			role
		});
		tokens.push({ name: `${role} (token)`, role, headers: { authorization: `Bearer ${token}` } });
	}
	const dead = await deadCallers(app.url, db, owner, ownerHeaders);

	return {
		app,
		anonymous: { name: 'anonymous', role: null, headers: {} },
		sessions,
		tokens,
		dead,
		mine: await samples(app.url, db, ownerHeaders),
		theirs: await samples(app.url, db, await signIn(app.url, stranger.email)),
		close: async () => {
			await db.stop();
			await app.stop();
			app.cleanup();
		}
	};
}

export const mayDo = (caller: Caller, action: Action): boolean =>
	caller.role !== null && canSome({ role: caller.role }, action);

async function deadCallers(url: string, db: OpenDb, owner: Person, headers: Record<string, string>): Promise<Caller[]> {
	const revoked = await call<{ id: string; token: string }>(url, headers, 'POST', '/api/v1/tokens', {
		name: 'revoked',
		role: 'admin'
	});
	await call(url, headers, 'DELETE', `/api/v1/tokens/${revoked.id}`);
	const leaver = await createPeople(db).member(owner, 'admin');
	const leaverHeaders = await signIn(url, leaver.email);
	const { token } = await call<{ token: string }>(url, leaverHeaders, 'POST', '/api/v1/tokens', {
		name: 'leaver',
		role: 'viewer'
	});
	await call(url, headers, 'DELETE', `/api/v1/members/${leaver.actor.userId}`);
	const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
	return [
		{ name: 'withdrawn token', role: null, headers: bearer(revoked.token) },
		{ name: 'token of a removed member', role: null, headers: bearer(token) },
		{ name: 'made-up token', role: null, headers: bearer('wf_' + 'A'.repeat(86)) }
	];
}

/** One of everything, made through the API; but what only a broken edit makes, in the database. */
async function samples(url: string, db: OpenDb, headers: Record<string, string>): Promise<Samples> {
	const post = <T = { id: string }>(path: string, body: unknown) =>
		call<T>(url, headers, 'POST', `/api/v1${path}`, body);
	const journey = await post('/journeys', { title: 'Journey', template: 'retail' });
	const map = await call<{ touchpoints: { id: string }[]; scenes: { id: string }[] }>(
		url,
		headers,
		'GET',
		`/api/v1/journeys/${journey.id}`
	);
	const touchpoint = map.touchpoints[0]!.id;
	const asked = await post<{ survey: { id: string }; collector: { id: string; code: string } }>(
		`/touchpoints/${touchpoint}/ask`,
		{
			journeyId: journey.id,
			kind: 'nps'
		}
	);
	const onWebsites = await post('/collectors', {
		surveyId: asked.survey.id,
		touchpointId: touchpoint,
		channel: 'embed'
	});
	const department = await post('/departments', { name: 'Stores' });
	const invitation = await post<{ id: string; token: string }>('/invitations', { role: 'viewer' });
	const token = await post('/tokens', { name: 'sample', role: 'viewer' });
	const people = await call<{ items: { userId: string }[] }>(url, headers, 'GET', '/api/v1/members');
	const run = await post('/imports', {
		fileName: 'sample.csv',
		kind: 'csat',
		total: 1,
		touchpointIds: [touchpoint],
		language: 'en'
	});
	await post('/responses', { collectorCode: asked.collector.code, answers: { nps: 9 } });
	const response = await post('/responses', { collectorCode: asked.collector.code, answers: { nps: 3 } });
	const results = await call<{ touchpoints: Record<string, { definition: string }[]> }>(
		url,
		headers,
		'GET',
		`/api/v1/journeys/${journey.id}/results`
	);
	// A draft is a document from its first edit on.
	await call(url, headers, 'PATCH', `/api/v1/surveys/${asked.survey.id}`, { title: 'Sample' });
	await db.query(
		`insert into document_set_aside (workspace_id, document_id, node, seq, bytes, authors, reason)
		select workspace_id, id, 1, 1, '\\x0003090909', '[""]', 'nobody can read it'
		from document where id = any($1)`,
		[[journey.id, asked.survey.id]]
	);
	const version = await post(`/journeys/${journey.id}/versions`, { title: 'Sample' });
	const shared = await post<{ id: string; token: string }>('/share-links', { name: 'Sample' });
	const batch = await post(`/collectors/${asked.collector.id}/links/batch`, { rows: [{}] });
	const corrected = await post<{ corrections: { id: string }[] }>(`/responses/${response.id}/corrections`, {
		answers: { nps: 4 },
		why: 'Sample'
	});
	return {
		correction: corrected.corrections[0]!.id,
		'response-view': (await post('/response-views', { name: 'Sample', query: 'score=0-6' })).id,
		'link-batch': batch.id,
		'identity-secret': (await post('/identity-secrets', {})).id,
		'share-link': shared.id,
		'share-token': shared.token,
		'set-aside': '1-1',
		version: version.id,
		definition: results.touchpoints[touchpoint]![0]!.definition,
		journey: journey.id,
		touchpoint,
		scene: map.scenes[0]!.id,
		survey: asked.survey.id,
		collector: asked.collector.id,
		'web-collector': onWebsites.id,
		response: response.id,
		code: asked.collector.code,
		department: department.id,
		invitation: invitation.id,
		'invitation-link': invitation.token,
		token: token.id,
		member: people.items[0]!.userId,
		import: run.id
	};
}

async function signIn(url: string, email: string): Promise<Record<string, string>> {
	const answer = await fetch(`${url}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ email, password: PASSWORD })
	});
	const cookie = answer.headers
		.getSetCookie()
		.map((one) => one.split(';', 1)[0])
		.join('; ');
	if (answer.status !== 303 || cookie === '')
		throw new Error(`signing in ${email}: ${answer.status} ${await answer.text()}`);
	return { cookie, origin: url };
}

async function call<T>(
	url: string,
	headers: Record<string, string>,
	method: string,
	path: string,
	body?: unknown
): Promise<T> {
	const answer = await fetch(url + path, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) })
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	return (text === '' ? undefined : JSON.parse(text)) as T;
}
