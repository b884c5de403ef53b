import { globSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventKinds, type EventName } from '#domain/events/index.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from '../api/support.ts';

type App = Awaited<ReturnType<typeof openApp>>;

interface World {
	readonly app: App['app'];
	readonly db: App['db'];
	readonly people: App['people'];
	readonly owner: Person;
	/** A fresh one of everything. */
	readonly journey: string;
	readonly touchpoint: string;
	/** Where the touchpoint is. */
	readonly scene: string;
	readonly survey: string;
	readonly collector: string;
	readonly batch: string;
	readonly identitySecret: string;
	readonly code: string;
	/** Of a collector for WeChat. */
	readonly chatCode: string;
	readonly definition: string;
	readonly response: string;
	readonly department: string;
	readonly invitation: string;
	readonly token: string;
	readonly member: string;
	readonly run: string;
	readonly version: string;
	readonly shareLink: string;
	readonly corrected: string;
	readonly correction: string;
	readonly view: string;
}

interface Write {
	readonly path: (world: World) => string;
	readonly body?: (world: World) => unknown;
	/** Kinds that the change is recorded as, sorted; none: it changes nothing that others want to know. */
	readonly events: readonly EventName[];
}

/** Written by hand, apart from the code: what every way to write through the API records. */
const writes: Readonly<Record<string, Write>> = {
	'PATCH /workspace': {
		path: () => '/workspace',
		body: () => ({ name: 'Another name' }),
		events: ['workspace.changed']
	},
	'POST /departments': {
		path: () => '/departments',
		body: () => ({ name: 'Stores' }),
		events: ['department.created']
	},
	'PATCH /departments/[id]': {
		path: (w) => `/departments/${w.department}`,
		body: () => ({ name: 'Shops' }),
		events: ['department.renamed']
	},
	'DELETE /departments/[id]': { path: (w) => `/departments/${w.department}`, events: ['department.deleted'] },
	'PATCH /members/[id]': {
		path: (w) => `/members/${w.member}`,
		body: () => ({ role: 'analyst' }),
		events: ['member.changed']
	},
	'DELETE /members/[id]': { path: (w) => `/members/${w.member}`, events: ['member.removed'] },
	'POST /invitations': {
		path: () => '/invitations',
		body: () => ({ role: 'viewer' }),
		events: ['invitation.created']
	},
	'DELETE /invitations/[id]': { path: (w) => `/invitations/${w.invitation}`, events: ['invitation.revoked'] },
	'POST /tokens': {
		path: () => '/tokens',
		body: () => ({ name: 'nightly', role: 'viewer' }),
		events: ['token.created']
	},
	'DELETE /tokens/[id]': { path: (w) => `/tokens/${w.token}`, events: ['token.revoked'] },
	'PUT /channels/[kind]': {
		path: () => '/channels/wechat',
		body: () => ({ settings: { mode: 'plain' } }),
		events: ['channel.changed']
	},
	/** No AppSecret is set: nobody is asked. */
	'POST /channels/[kind]/check': { path: () => '/channels/wechat/check', events: [] },
	'POST /channels/[kind]/messages': {
		path: () => '/channels/wechat/messages',
		body: (w) => ({
			...{
				key: 'order-1',
				collectorCode: w.chatCode,
				openid: 'oFAKE00000001',
				templateId: 'TPL-0001',
				occasion: 'Repair'
			},
			data: { thing1: '售后服务评价' }
		}),
		events: []
	},
	'DELETE /channels/[kind]': { path: () => '/channels/wechat', events: ['channel.disconnected'] },
	'POST /share-links': {
		path: () => '/share-links',
		body: (w) => ({ name: 'The board', shown: { journeys: [w.journey] }, password: 'nine lives of a cat' }),
		events: ['share.created']
	},
	'PATCH /share-links/[id]': {
		path: (w) => `/share-links/${w.shareLink}`,
		body: () => ({ password: 'another nine lives' }),
		events: ['share.changed']
	},
	'DELETE /share-links/[id]': { path: (w) => `/share-links/${w.shareLink}`, events: ['share.withdrawn'] },
	'POST /journeys': {
		path: () => '/journeys',
		body: () => ({ title: 'New', template: 'blank' }),
		events: ['journey.created']
	},
	'PATCH /journeys/[id]': {
		path: (w) => `/journeys/${w.journey}`,
		body: () => ({ title: 'Renamed', status: 'archived' }),
		events: ['journey.renamed', 'journey.status-set']
	},
	'DELETE /journeys/[id]': { path: (w) => `/journeys/${w.journey}`, events: ['journey.deleted'] },
	'POST /journeys/[id]/touchpoints': {
		path: (w) => `/journeys/${w.journey}/touchpoints`,
		body: async (w: World) => {
			const map = await w.app.journeys.get(w.owner.actor, w.journey);
			return { sceneId: map.scenes[0]!.id, title: 'A new one' };
		},
		events: ['touchpoint.added']
	},
	'POST /journeys/[id]/versions': {
		path: (w) => `/journeys/${w.journey}/versions`,
		body: () => ({ title: 'After' }),
		events: ['journey.version-named']
	},
	'POST /journeys/[id]/versions/[version]/restore': {
		path: (w) => `/journeys/${w.journey}/versions/${w.version}/restore`,
		events: ['journey.restored']
	},
	'DELETE /journeys/[id]/versions/[version]': {
		path: (w) => `/journeys/${w.journey}/versions/${w.version}`,
		events: ['journey.version-removed']
	},
	'DELETE /journeys/[id]/set-aside/[entry]': {
		path: (w) => `/journeys/${w.journey}/set-aside/1-1`,
		events: ['journey.edits-discarded']
	},
	'DELETE /surveys/[id]/set-aside/[entry]': {
		path: (w) => `/surveys/${w.survey}/set-aside/1-1`,
		events: ['survey.edits-discarded']
	},
	'POST /touchpoints/[id]/ask': {
		path: (w) => `/touchpoints/${w.touchpoint}/ask`,
		body: (w) => ({ journeyId: w.journey, kind: 'csat' }),
		events: ['collector.created', 'survey.created', 'survey.published']
	},
	'POST /touchpoints/[id]/marked': {
		path: (w) => `/touchpoints/${w.touchpoint}/marked`,
		body: () => ({ leftOut: false }),
		events: ['answer.corrected']
	},
	'POST /surveys': {
		path: () => '/surveys',
		body: () => ({ title: 'S', kind: 'nps' }),
		events: ['survey.created']
	},
	'PATCH /surveys/[id]': {
		path: (w) => `/surveys/${w.survey}`,
		body: () => ({ title: 'Another title' }),
		events: ['survey.changed']
	},
	'POST /surveys/[id]/publish': {
		path: (w) => `/surveys/${w.survey}/publish`,
		events: ['survey.published']
	},
	'PATCH /metric-definitions/[id]/target': {
		path: (w) => `/metric-definitions/${w.definition}/target`,
		body: () => ({ target: 33 }),
		events: ['target.set']
	},
	...Object.fromEntries(
		(['touchpoint', 'scene', 'journey'] as const).map((place) => [
			`PATCH /${place}s/[id]/metric-settings`,
			{
				path: (w: World) => `/${place}s/${w[place]}/metric-settings`,
				body: () => ({
					metric: 'nps',
					scale: { min: 0, max: 10 },
					revision: 0,
					target: 33,
					margin: null,
					owner: null
				}),
				events: ['target.set-here'] as const
			}
		])
	),
	'POST /collectors': {
		path: () => '/collectors',
		body: (w) => ({ surveyId: w.survey, touchpointId: w.touchpoint, channel: 'link' }),
		events: ['collector.created']
	},
	'POST /touchpoints/[id]/codes': {
		path: (w) => `/touchpoints/${w.touchpoint}/codes`,
		body: (w) => ({ surveyId: w.survey, list: 'Nanjing Road\nSuzhou Street' }),
		events: ['collector.created', 'collector.created']
	},
	...Object.fromEntries(
		['pdf', 'svg'].map((kind) => [
			`POST /collectors/print.${kind}`,
			{
				path: () => `/collectors/print.${kind}`,
				body: (w: World) => ({
					collectorIds: [w.collector],
					format: 'a5',
					lang: 'en',
					words: { call: 'How was it?', more: '', second: '', scan: '', typed: '', foot: '' },
					color: '#14504a',
					colored: false,
					logo: null,
					distance: 50
				}),
				events: [] as const
			}
		])
	),
	'PATCH /collectors/[id]': {
		path: (w) => `/collectors/${w.collector}`,
		body: () => ({ status: 'closed' }),
		events: ['collector.changed']
	},
	'PATCH /places': {
		path: () => '/places',
		body: () => ({ name: 'In the chat', owner: 'li@example.com' }),
		events: ['collector.changed']
	},
	'POST /collectors/[id]/links/batch': {
		path: (w) => `/collectors/${w.collector}/links/batch`,
		body: () => ({ rows: [{ externalId: 'C-1' }, {}] }),
		events: ['collector.links-made']
	},
	'PATCH /link-batches/[id]': {
		path: (w) => `/link-batches/${w.batch}`,
		body: () => ({ revoked: true }),
		events: ['collector.links-revoked']
	},
	'POST /identity-secrets': {
		path: () => '/identity-secrets',
		events: ['workspace.identity-secret-made']
	},
	'DELETE /identity-secrets/[id]': {
		path: (w) => `/identity-secrets/${w.identitySecret}`,
		events: ['workspace.identity-secret-deleted']
	},
	'POST /do-not-contact': {
		path: () => '/do-not-contact',
		body: () => ({ customers: [{ externalId: 'C-1' }], contact: 'never' }),
		events: ['workspace.do-not-contact-changed']
	},
	'POST /responses': {
		path: () => '/responses',
		body: (w) => ({ collectorCode: w.code, answers: { nps: 9 } }),
		events: ['answer.counted']
	},
	'POST /responses/batch': {
		path: () => '/responses/batch',
		body: (w) => ({ responses: [3, 4].map((nps) => ({ collectorCode: w.code, answers: { nps } })) }),
		events: ['answer.counted', 'answer.counted']
	},
	'POST /responses/marks': {
		path: () => '/responses/marks',
		body: (w) => ({ ids: [w.response], leftOut: true, why: 'A test of ours' }),
		events: ['answer.corrected']
	},
	'POST /responses/tags': {
		path: () => '/responses/tags',
		body: (w) => ({ ids: [w.response], add: ['queue'] }),
		events: []
	},
	'POST /responses/[id]/corrections': {
		path: (w) => `/responses/${w.response}/corrections`,
		body: () => ({ answers: { nps: 1 }, why: 'Mistyped at the till' }),
		events: ['answer.corrected']
	},
	'DELETE /responses/[id]/corrections/[correction]': {
		path: (w) => `/responses/${w.corrected}/corrections/${w.correction}`,
		events: ['answer.corrected']
	},
	'POST /response-views': {
		path: () => '/response-views',
		body: () => ({ name: 'Detractors', query: 'metric=nps&score=0-6' }),
		events: []
	},
	'DELETE /response-views/[id]': { path: (w) => `/response-views/${w.view}`, events: [] },
	'DELETE /responses/[id]': { path: (w) => `/responses/${w.response}`, events: ['answer.removed'] },
	'POST /imports': {
		path: () => '/imports',
		body: (w) => ({ fileName: 'a.csv', kind: 'ces-ease7', total: 1, touchpointIds: [w.touchpoint], language: 'en' }),
		events: ['collector.created', 'import.started', 'survey.created', 'survey.published']
	},
	'POST /imports/check': {
		path: () => '/imports/check',
		body: () => ({ kind: 'csat', rows: [{ row: 1, key: 'a', touchpointId: newId(), score: 4 }] }),
		events: []
	},
	'POST /imports/recognise': { path: () => '/imports/recognise', body: () => upload('a.csv', 'a,b\n1,2'), events: [] },
	'POST /imports/definition': {
		path: () => '/imports/definition',
		body: () => upload('a.json', '{"elements":[{"type":"comment","name":"a"}]}'),
		events: []
	},
	'POST /imports/[id]/rows': {
		path: (w) => `/imports/${w.run}/rows`,
		body: (w) => ({ rows: [{ row: 1, key: 'a', touchpointId: w.touchpoint, score: 4 }] }),
		events: ['answer.counted']
	},
	'POST /imports/[id]/finish': { path: (w) => `/imports/${w.run}/finish`, events: ['import.finished'] },
	'POST /imports/[id]/undo': {
		path: (w) => `/imports/${w.run}/undo`,
		events: ['collector.deleted', 'import.undone', 'survey.deleted']
	}
};

/** A form with one file. */
function upload(name: string, text: string): FormData {
	const form = new FormData();
	form.set('file', new File([text], name));
	return form;
}

/** Ways to write that the routes' files export, as they are. */
const routes = globSync('src/routes/api/v1/**/+server.ts').flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(/export const (POST|PUT|PATCH|DELETE)\b/g)].map(
		([, method]) => `${method} ${file.replace(/^src\/routes\/api\/v1/, '').replace(/\/\+server\.ts$/, '')}`
	)
);

it('stands here for every route of the API that writes', () => {
	expect(routes.length).toBeGreaterThan(20);
	const missing = routes.filter((route) => !(route in writes));
	expect(missing, 'routes that write need a row in `writes`, with no events where nothing is to be known').toEqual([]);
	const gone = Object.keys(writes).filter((route) => !routes.includes(route));
	expect(gone, 'rows of `writes` whose route is gone').toEqual([]);
});

describe.each(testDatabases())('what is written through the API ($name)', (engine) => {
	let app: App;
	beforeAll(async () => {
		app = await openApp(engine);
	});
	afterAll(() => app.close());

	async function createWorld(): Promise<World> {
		const { owner } = await app.people.workspace();
		const call = caller(app.app, owner.actor);
		const made = async (method: string, path: string, body?: unknown) => {
			const answer = await call(method, path, { body });
			if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
			return answer.json;
		};
		const journey = await made('POST', '/journeys', { title: 'Trip', template: 'retail' });
		const map = await made('GET', `/journeys/${journey.id}`);
		const touchpoint: string = map.touchpoints[0].id;
		const asked = await made('POST', `/touchpoints/${touchpoint}/ask`, { journeyId: journey.id, kind: 'nps' });
		const { code } = asked.collector;
		const response = await made('POST', '/responses', { collectorCode: code, answers: { nps: 9 } });
		const marked = await made('POST', '/responses', { collectorCode: code, answers: { nps: 0 } });
		await app.db.query(`update response set mark = 'too_fast', left_out = true where id = $1`, [marked.id]);
		await app.db.query(`update score_day set s0 = s0 - 1 where workspace_id = $1`, [owner.actor.workspaceId]);
		const results = await made('GET', `/journeys/${journey.id}/results`);
		const draft = structuredClone(asked.survey.draft);
		await made('PUT', '/channels/wechat', {
			settings: { appId: 'wx0000000000000001', token: 'FakeToken1', mode: 'encrypted', aesKey: 'a'.repeat(43) }
		});
		const inChat = { surveyId: asked.survey.id, touchpointId: touchpoint, channel: 'wechat', name: 'In the chat' };
		const { code: chatCode } = await made('POST', '/collectors', inChat);
		const run = await made('POST', '/imports', {
			fileName: 'a.csv',
			kind: 'csat',
			total: 1,
			touchpointIds: [touchpoint],
			language: 'en'
		});
		const question = draft.questions.find((one: { id: string }) => one.id === 'comment');
		question.text = { ...question.text, en: 'What else?' };
		await made('PATCH', `/surveys/${asked.survey.id}`, { content: draft });
		await app.db.query(
			`insert into document_set_aside (workspace_id, document_id, node, seq, bytes, authors, reason)
			select $1, unnest($2::uuid[]), 1, 1, '\\x0003090909', '[""]', 'nobody can read it'`,
			[owner.actor.workspaceId, [journey.id, asked.survey.id]]
		);
		const corrected = await made('POST', '/responses', { collectorCode: code, answers: { nps: 8 } });
		const { corrections } = await made('POST', `/responses/${corrected.id}/corrections`, {
			answers: { nps: 7 },
			why: 'Mistyped'
		});
		return {
			...app,
			owner,
			corrected: corrected.id,
			correction: corrections[0].id,
			view: (await made('POST', '/response-views', { name: 'Old', query: '' })).id,
			journey: journey.id,
			touchpoint,
			scene: map.touchpoints[0].sceneId,
			survey: asked.survey.id,
			collector: asked.collector.id,
			batch: (await made('POST', `/collectors/${asked.collector.id}/links/batch`, { rows: [{}] })).id,
			identitySecret: (await made('POST', '/identity-secrets', {})).id,
			code,
			chatCode: chatCode as string,
			definition: results.touchpoints[touchpoint][0].definition,
			response: response.id,
			department: (await made('POST', '/departments', { name: 'Lounge' })).id,
			invitation: (await made('POST', '/invitations', { role: 'viewer' })).id,
			token: (await made('POST', '/tokens', { name: 'old', role: 'viewer' })).id,
			member: (await app.people.member(owner, 'editor')).actor.userId,
			run: run.id,
			shareLink: (await made('POST', '/share-links', { name: 'Old' })).id,
			version: (await made('POST', `/journeys/${journey.id}/versions`, { title: 'Before' })).id
		};
	}

	const recorded = (workspaceId: string) =>
		app.db.system.selectFrom('outbox').selectAll().where('workspace_id', '=', workspaceId).orderBy('seq').execute();

	describe.each(Object.entries(writes))('%s', (name, { path, body, events }) => {
		const method = name.split(' ', 1)[0]!;

		it('records what it changes, once, and by whom', async () => {
			const world = await createWorld();
			const { workspaceId, userId } = world.owner.actor;
			const before = await recorded(workspaceId);
			const answer = await caller(app.app, world.owner.actor)(method, path(world), { body: await body?.(world) });
			expect(answer.text).toBe(answer.status < 300 ? answer.text : '');
			const fresh = (await recorded(workspaceId)).slice(before.length);
			const kinds = fresh.map(({ kind }) => kind as EventName);
			expect(kinds.sort()).toEqual(events);
			for (const event of fresh) {
				const kind = eventKinds[event.kind as EventName];
				expect(event.subject_kind).toBe(kind.subject);
				v.parse(kind.payload as v.GenericSchema, event.payload);
				expect(event).toMatchObject({ actor_kind: 'user', actor_id: userId });
			}
		});
	});

	describe.each(Object.entries(writes).filter(([, { events }]) => events.length > 0))('%s', (name, { path, body }) => {
		const method = name.split(' ', 1)[0]!;

		it('changes nothing when it cannot be recorded', async () => {
			const world = await createWorld();
			const { workspaceId } = world.owner.actor;
			const input = { body: await body?.(world) };
			const before = await everything(workspaceId);
			await sql`alter table outbox add constraint refuse check (workspace_id <> ${sql.lit(workspaceId)}) not valid`.execute(
				app.db.system
			);
			try {
				await caller(app.app, world.owner.actor)(method, path(world), input).then(
					({ status }) =>
						expect(
							projectedLater.includes(name) || status >= 400 || name.endsWith('/batch') || name.endsWith('/rows')
						).toBe(true),
					() => undefined
				);
				expect(await everything(workspaceId)).toEqual(before);
			} finally {
				await sql`alter table outbox drop constraint refuse`.execute(app.db.system);
			}
		});
	});

	/** Edits of the document are committed by themselves; the view follows, with its events, until that works. */
	const projectedLater = ['PATCH /journeys/[id]', 'POST /journeys/[id]/touchpoints', 'PATCH /surveys/[id]'];

	/** Rows that the changes are made of; how far a document was read is none. */
	async function everything(workspaceId: string): Promise<Record<string, unknown>> {
		const tables = [
			'workspace',
			'department',
			'member',
			'invitation',
			'api_token',
			'share_link',
			'channel',
			'journey',
			'scene',
			'touchpoint',
			'document_set_aside',
			'document_version',
			'survey',
			'survey_version',
			'collector',
			'collector_day',
			'visit',
			'link_batch',
			'personal_link',
			'metric_setting',
			'metric_target',
			'response',
			'removed_response',
			'response_tag',
			'response_view',
			'response_correction',
			'score_day',
			'score_day_by',
			'number_day',
			'number_day_by',
			'outbox'
		];
		const rows: Record<string, unknown> = {};
		for (const table of tables)
			rows[table] = (
				await app.db.query(
					`select md5(string_agg(said, '|' order by said)) as all
						from ${table} t, lateral (select (to_jsonb(t) - 'projected_at')::text as said) s where workspace_id = $1`,
					[workspaceId]
				)
			).rows[0].all;
		return rows;
	}
});
