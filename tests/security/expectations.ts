import type { Action } from '#domain/access/index.ts';

/** Whose id stands in the address. */
export type Sample =
	| 'journey'
	| 'touchpoint'
	| 'survey'
	| 'collector'
	/** One that stands on websites. */
	| 'web-collector'
	| 'response'
	| 'department'
	| 'member'
	| 'invitation'
	| 'token'
	| 'code'
	| 'invitation-link'
	| 'import'
	| 'definition'
	| 'scene'
	| 'set-aside'
	| 'version'
	| 'share-link'
	| 'link-batch'
	| 'identity-secret'
	| 'share-token'
	| 'response-view'
	| 'correction';

export interface Expectation {
	/**
	 * `public`: anybody; `guest`: for people who are not signed in; `person`: any signed-in member;
	 * else the permission that is needed.
	 */
	readonly access: 'public' | 'guest' | 'person' | Action;
	readonly sample?: Sample;
	/** Other parts of the address, by name; each of mine. */
	readonly also?: Readonly<Record<string, Sample>>;
	/** Appended to the address: what a valid request cannot do without. */
	readonly query?: (id: string, samples: Readonly<Record<Sample, string>>) => string;
	/** Using it signs the caller out: only strangers try it here. */
	readonly endsSession?: true;
}

const needs = (access: Expectation['access'], sample?: Sample): Expectation => ({ access, ...(sample && { sample }) });

/** Written by hand, apart from the code it judges: who may use which way in. */
export const expectations: Readonly<Record<string, Expectation>> = {
	// Workspace, people
	'GET /api/v1/workspace': needs('workspace.view'),
	'PATCH /api/v1/workspace': needs('workspace.configure'),
	'GET /api/v1/departments': needs('member.view'),
	'POST /api/v1/departments': needs('department.manage'),
	'PATCH /api/v1/departments/[id]': needs('department.manage', 'department'),
	'DELETE /api/v1/departments/[id]': needs('department.manage', 'department'),
	'GET /api/v1/members': needs('member.view'),
	'PATCH /api/v1/members/[id]': needs('member.manage', 'member'),
	'DELETE /api/v1/members/[id]': needs('member.manage', 'member'),
	'GET /api/v1/invitations': needs('member.manage'),
	'POST /api/v1/invitations': needs('member.manage'),
	'DELETE /api/v1/invitations/[id]': needs('member.manage', 'invitation'),
	'GET /api/v1/tokens': needs('token.manage'),
	'POST /api/v1/tokens': needs('token.manage'),
	'DELETE /api/v1/tokens/[id]': needs('token.manage', 'token'),

	// Journeys
	'GET /api/v1/journeys': needs('journey.view'),
	'POST /api/v1/journeys': needs('journey.create'),
	'GET /api/v1/journeys/[id]': needs('journey.view', 'journey'),
	'PATCH /api/v1/journeys/[id]': needs('journey.edit', 'journey'),
	'DELETE /api/v1/journeys/[id]': needs('journey.edit', 'journey'),
	'POST /api/v1/journeys/[id]/touchpoints': needs('journey.edit', 'journey'),
	'GET /api/v1/journeys/[id]/set-aside': needs('journey.edit', 'journey'),
	'DELETE /api/v1/journeys/[id]/set-aside/[entry]': {
		...needs('journey.edit', 'journey'),
		also: { entry: 'set-aside' }
	},
	'GET /api/v1/journeys/[id]/set-aside/[entry]/bytes': {
		...needs('journey.edit', 'journey'),
		also: { entry: 'set-aside' }
	},
	'GET /api/v1/journeys/[id]/versions': needs('journey.view', 'journey'),
	'POST /api/v1/journeys/[id]/versions': needs('journey.edit', 'journey'),
	'DELETE /api/v1/journeys/[id]/versions/[version]': {
		...needs('journey.edit', 'journey'),
		also: { version: 'version' }
	},
	'POST /api/v1/journeys/[id]/versions/[version]/restore': {
		...needs('journey.edit', 'journey'),
		also: { version: 'version' }
	},
	'GET /api/v1/journeys/[id]/versions/[version]/differences': {
		...needs('journey.view', 'journey'),
		also: { version: 'version' }
	},
	'GET /api/v1/heatmap': needs('result.view'),
	'GET /api/v1/heatmap/departments': needs('result.view'),
	'GET /api/v1/heatmap/page.pdf': needs('result.view'),
	'GET /api/v1/heatmap/page.png': needs('result.view'),
	'GET /api/v1/heatmap/places': needs('result.view'),
	'GET /api/v1/places': needs('result.view'),
	'PATCH /api/v1/places': needs('collector.edit'),
	'GET /api/v1/channels': needs('channel.manage'),
	'GET /api/v1/channels/[kind]': needs('channel.manage'),
	'PUT /api/v1/channels/[kind]': needs('channel.manage'),
	'DELETE /api/v1/channels/[kind]': needs('channel.manage'),
	'POST /api/v1/channels/[kind]/check': needs('channel.manage'),
	'GET /api/v1/channels/[kind]/codes/[code]': needs('channel.manage'),
	'POST /api/v1/channels/[kind]/messages': needs('channel.manage'),
	'GET /api/v1/channels/[kind]/log': needs('channel.manage'),
	'GET /api/v1/identity-secrets': needs('channel.manage'),
	'POST /api/v1/identity-secrets': needs('channel.manage'),
	'DELETE /api/v1/identity-secrets/[id]': needs('channel.manage', 'identity-secret'),
	'GET /api/v1/do-not-contact': needs('channel.manage'),
	'POST /api/v1/do-not-contact': needs('channel.manage'),
	'GET /api/v1/share-links': needs('share.manage'),
	'POST /api/v1/share-links': needs('share.manage'),
	'PATCH /api/v1/share-links/[id]': needs('share.manage', 'share-link'),
	'DELETE /api/v1/share-links/[id]': needs('share.manage', 'share-link'),
	'GET /api/v1/journeys/[id]/results': needs('result.view', 'journey'),
	'GET /api/v1/journeys/[id]/drivers': needs('result.view', 'journey'),
	'GET /api/v1/journeys/[id]/lines': {
		...needs('result.view', 'journey'),
		query: (_id, samples) => `?touchpoints=${samples.touchpoint}`
	},
	'POST /api/v1/touchpoints/[id]/ask': needs('survey.publish', 'touchpoint'),

	// Surveys, collectors, answers
	'GET /api/v1/surveys': needs('survey.view'),
	'POST /api/v1/surveys': needs('survey.edit'),
	'GET /api/v1/surveys/[id]': needs('survey.view', 'survey'),
	'GET /api/v1/surveys/[id]/set-aside': needs('survey.edit', 'survey'),
	'DELETE /api/v1/surveys/[id]/set-aside/[entry]': { ...needs('survey.edit', 'survey'), also: { entry: 'set-aside' } },
	'GET /api/v1/surveys/[id]/set-aside/[entry]/bytes': {
		...needs('survey.edit', 'survey'),
		also: { entry: 'set-aside' }
	},
	'PATCH /api/v1/surveys/[id]': needs('survey.edit', 'survey'),
	'GET /api/v1/metric-definitions/[id]/target': needs('result.view', 'definition'),
	'PATCH /api/v1/metric-definitions/[id]/target': needs('target.edit', 'definition'),
	'GET /api/v1/metric-definitions': needs('result.view'),
	'GET /api/v1/touchpoints/[id]/metric-settings': needs('result.view', 'touchpoint'),
	'PATCH /api/v1/touchpoints/[id]/metric-settings': needs('target.edit', 'touchpoint'),
	'GET /api/v1/scenes/[id]/metric-settings': needs('result.view', 'scene'),
	'PATCH /api/v1/scenes/[id]/metric-settings': needs('target.edit', 'scene'),
	'GET /api/v1/journeys/[id]/metric-settings': needs('result.view', 'journey'),
	'PATCH /api/v1/journeys/[id]/metric-settings': needs('target.edit', 'journey'),
	'POST /api/v1/surveys/[id]/publish': needs('survey.publish', 'survey'),
	'GET /api/v1/collectors': needs('collector.view'),
	'POST /api/v1/collectors': needs('collector.edit'),
	'POST /api/v1/collectors/print.pdf': needs('collector.view'),
	'POST /api/v1/collectors/print.svg': needs('collector.view'),
	'POST /api/v1/touchpoints/[id]/codes': needs('collector.edit', 'touchpoint'),
	'GET /api/v1/collectors/[id]': needs('collector.view', 'collector'),
	'PATCH /api/v1/collectors/[id]': needs('collector.edit', 'collector'),
	'GET /api/v1/collectors/[id]/links': needs('collector.view', 'collector'),
	'POST /api/v1/collectors/[id]/links/batch': needs('collector.edit', 'collector'),
	'PATCH /api/v1/link-batches/[id]': needs('collector.edit', 'link-batch'),
	'GET /api/v1/link-batches/[id]/links.csv': needs('response.import', 'link-batch'),
	'GET /api/v1/collectors/[id]/qr.svg': needs('collector.view', 'collector'),
	'GET /api/v1/collectors/[id]/qr.png': needs('collector.view', 'collector'),
	'GET /api/v1/collectors/[id]/mini-program': needs('collector.view', 'collector'),
	'GET /api/v1/responses': needs('response.view'),
	'GET /api/v1/responses/summary': needs('response.view'),
	'GET /api/v1/responses/newer': { ...needs('response.view'), query: () => '?after=2026-01-01T00:00:00Z' },
	'GET /api/v1/responses/[id]': needs('response.view', 'response'),
	'POST /api/v1/responses/marks': needs('response.judge'),
	'POST /api/v1/responses/tags': needs('response.organise'),
	'POST /api/v1/responses/[id]/corrections': needs('response.judge', 'response'),
	'DELETE /api/v1/responses/[id]/corrections/[correction]': {
		...needs('response.judge', 'response'),
		also: { correction: 'correction' }
	},
	'POST /api/v1/response-views': needs('response.organise'),
	'DELETE /api/v1/response-views/[id]': needs('response.organise', 'response-view'),
	'GET /api/v1/responses/export.csv': needs('response.export'),
	'GET /api/v1/responses/export.xlsx': needs('response.export'),
	'GET /api/v1/responses/export.json': needs('response.export'),
	'POST /api/v1/responses': needs('response.import'),
	'POST /api/v1/responses/batch': needs('response.import'),
	'DELETE /api/v1/responses/[id]': needs('response.delete', 'response'),

	'GET /api/v1/imports': needs('response.import'),
	'POST /api/v1/imports': needs('response.import'),
	'POST /api/v1/imports/recognise': needs('response.import'),
	'POST /api/v1/imports/definition': needs('survey.edit'),
	'POST /api/v1/imports/check': needs('response.import'),
	'POST /api/v1/imports/[id]/undo': needs('import.undo', 'import'),
	'POST /api/v1/imports/[id]/rows': needs('response.import', 'import'),
	'POST /api/v1/imports/[id]/finish': needs('response.import', 'import'),
	'GET /api/v1/touchpoints/[id]/collectors': needs('collector.view', 'touchpoint'),
	'GET /api/v1/touchpoints/[id]/trend': {
		...needs('result.view', 'touchpoint'),
		query: (_id, samples) => `?definition=${samples.definition}`
	},
	'GET /api/v1/touchpoints/[id]/marked': needs('response.view', 'touchpoint'),
	'POST /api/v1/touchpoints/[id]/marked': needs('response.judge', 'touchpoint'),
	'GET /api/v1/touchpoints/[id]/comments': needs('result.view', 'touchpoint'),

	// Respondents and live pages
	'page /s/[code]': needs('public', 'code'),
	'action:default /s/[code]': needs('public', 'code'),
	'page /s/[code]/thanks': needs('public', 'code'),
	'GET /s/[code]/seen': needs('public', 'code'),
	'POST /s/[code]/seen': needs('public', 'code'),
	'POST /s/[code]/enter': needs('public', 'code'),
	'GET /s/[code]/share': needs('public', 'code'),
	'GET /s/[code]/card': needs('public', 'code'),
	'POST /s/[code]/kiosk': needs('public', 'code'),
	'GET /s/[code]/kiosk.js': needs('public', 'code'),
	'page /share/[token]': needs('public', 'share-token'),
	'action:enter /share/[token]': needs('public', 'share-token'),
	'GET /share/[token]/live': needs('public', 'share-token'),
	'GET /share/[token]/numbers': needs('public', 'share-token'),
	'GET /share/[token]/page.pdf': needs('public', 'share-token'),
	'GET /share/[token]/page.png': needs('public', 'share-token'),
	'GET /live/numbers': needs('result.view'),
	'GET /live': { ...needs('journey.view', 'journey'), query: (id) => `?journey=${id}` },

	// By which platforms check the domain: what an administrator wrote there for them
	'GET /[file].txt': needs('public'),

	// What platforms push: signed, or refused
	'GET /hooks/[kind]/[id]': needs('public'),
	'POST /hooks/[kind]/[id]': needs('public'),
	'GET /hooks/[kind]/[id]/enter': needs('public'),
	'GET /hooks/[kind]/[id]/back': needs('public'),
	'GET /hooks/[kind]/[id]/again': needs('public'),
	'GET /hooks/[kind]/[id]/agreed': needs('public'),

	// Coming in
	'page /(auth)/setup': needs('guest'),
	'action:default /(auth)/setup': needs('guest'),
	'page /(auth)/sign-in': needs('guest'),
	'action:default /(auth)/sign-in': needs('guest'),
	'page /(auth)/no-workspace': needs('guest'),
	'GET /(auth)/start': needs('public'),
	'page /(auth)/invite/[token]': needs('public', 'invitation-link'),
	'action:accept /(auth)/invite/[token]': needs('public', 'invitation-link'),
	'action:join /(auth)/invite/[token]': needs('public', 'invitation-link'),
	'POST /(auth)/language': needs('public'),
	'POST /(auth)/sign-out': { ...needs('public'), endsSession: true },

	// The API's own pages
	'page /api/docs': needs('public'),
	'GET /api/v1/openapi.json': needs('public'),

	// Pages
	'page /(app)': needs('journey.view'),
	'action:create /(app)': needs('journey.create'),
	'action:update /(app)': needs('journey.edit'),
	'page /(app)/journeys/[id]': needs('journey.view', 'journey'),
	'page /(app)/journeys/[id]/collectors': needs('collector.view', 'journey'),
	'page /(app)/journeys/[id]/drivers': needs('result.view', 'journey'),
	'page /(app)/collectors/print': needs('collector.view'),
	'page /(app)/touchpoints/[id]/collectors': needs('collector.view', 'touchpoint'),
	'page /(app)/collectors/[id]/links': needs('collector.view', 'collector'),
	'page /(app)/collectors/[id]/embed': needs('collector.view', 'web-collector'),
	'GET /(app)/collectors/[id]/embed/try': needs('collector.view', 'web-collector'),
	'page /(app)/journeys/[id]/history': needs('journey.view', 'journey'),
	'action:name /(app)/journeys/[id]/history': needs('journey.edit', 'journey'),
	'action:restore /(app)/journeys/[id]/history': needs('journey.edit', 'journey'),
	'action:remove /(app)/journeys/[id]/history': needs('journey.edit', 'journey'),
	'page /(app)/surveys/[id]/preview': needs('survey.view', 'survey'),
	'action:default /(app)/surveys/[id]/preview': needs('survey.view', 'survey'),
	'page /(app)/heatmap': needs('result.view'),
	'page /(app)/metrics': needs('result.view'),
	'page /(app)/places': needs('result.view'),
	'page /(app)/responses': needs('response.view'),
	'page /(app)/import': needs('response.import'),
	'page /(app)/settings': needs('person'),
	'page /(app)/settings/departments': needs('member.view'),
	'action:add /(app)/settings/departments': needs('department.manage'),
	'action:rename /(app)/settings/departments': needs('department.manage'),
	'action:delete /(app)/settings/departments': needs('department.manage'),
	'page /(app)/settings/members': needs('member.view'),
	'action:invite /(app)/settings/members': needs('member.manage'),
	'action:update /(app)/settings/members': needs('member.manage'),
	'action:remove /(app)/settings/members': needs('member.manage'),
	'action:withdraw /(app)/settings/members': needs('member.manage'),
	'page /(app)/settings/tokens': needs('token.manage'),
	'action:create /(app)/settings/tokens': needs('token.manage'),
	'action:revoke /(app)/settings/tokens': needs('token.manage'),
	'page /(app)/settings/channels': needs('channel.manage'),
	'page /(app)/settings/channels/[kind]': needs('channel.manage'),
	'action:save /(app)/settings/channels/[kind]': needs('channel.manage'),
	'action:check /(app)/settings/channels/[kind]': needs('channel.manage'),
	'action:disconnect /(app)/settings/channels/[kind]': needs('channel.manage'),
	'page /(app)/settings/channels/[kind]/send': needs('channel.manage'),
	'action:send /(app)/settings/channels/[kind]/send': needs('channel.manage'),
	'action:templates /(app)/settings/channels/[kind]/send': needs('channel.manage'),
	'action:contact /(app)/settings/channels/[kind]/send': needs('channel.manage'),
	'page /(app)/settings/channels/[kind]/send/[round]': needs('channel.manage'),
	'action:stop /(app)/settings/channels/[kind]/send/[round]': needs('channel.manage'),
	'action:resume /(app)/settings/channels/[kind]/send/[round]': needs('channel.manage'),
	'action:results /(app)/settings/channels/[kind]/send/[round]': needs('channel.manage'),
	'page /(app)/settings/workspace': needs('workspace.configure'),
	'action:save /(app)/settings/workspace': needs('workspace.configure'),
	'page /(app)/settings/personal': needs('person'),
	'action:language /(app)/settings/personal': needs('person'),
	'action:theme /(app)/settings/personal': needs('person'),
	'action:profile /(app)/settings/personal': needs('person'),
	'action:password /(app)/settings/personal': needs('person'),
	'action:workspace /(app)/settings/personal': needs('person'),
	'page /(app)/account': needs('person'),
	// There in the demo only: whoever is signed in elsewhere is told that there is no such page (demo-phone.test.ts).
	'page /(app)/demo/phone': needs('person'),
	'POST /(app)/demo/phone/act': needs('person'),
	'GET /(app)/demo/phone/stream': needs('person')
};
