import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { documentKinds } from '#document/kinds/all-kinds.ts';
import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { App } from './app.ts';
import { consumers } from './areas/all-consumers.ts';
import { handlers } from './areas/all-jobs.ts';
import { createBus, createListener, createLoudspeaker, type Bus, type BusListener } from './bus/index.ts';
import { createCollab, isOwnOrigin, type Collab, type CollabRequest, type Follow } from './collab/index.ts';
import { qrCode } from './channels/index.ts';
import type { Config } from './platform/config.ts';
import type { OpenDb } from './db/client.ts';
import { createDocumentsOf } from './documents/documents-of.ts';
import type { DocumentKey } from './documents/store.ts';
import { createDocumentStore } from './documents/postgres-store.ts';
import { projectLeftBehind } from './documents/jobs/project-left-behind.ts';
import { createProjector } from './documents/projection/projector.ts';
import { createProjectionQueue } from './documents/projection/queue.ts';
import { upgradeDocuments } from './documents/upgrade-documents.ts';
import { identify } from './areas/people/http/identify.ts';
import { createEvents } from './events/index.ts';
import { createBoss, createJobs } from './jobs/index.ts';
import { createJourneyDocuments } from './areas/journeys/documents-in-collab.ts';
import { serveJourneys } from './areas/journeys/serve-journeys.ts';
import { createDrafts, type Drafts } from './areas/surveys/drafts.ts';
import { serveDrafts } from './areas/surveys/serve-drafts.ts';
import { createAuth, type Revoked } from './areas/people/auth.ts';
import { newCode } from './areas/surveys/collector-code.ts';
import { createCollectors } from './areas/surveys/collectors.ts';
import { createCustomers } from './areas/erasure/erasure.ts';
import { createIdempotency } from './areas/shared/idempotency.ts';
import { createImports } from './areas/imports/imports.ts';
import { createInvitations } from './areas/people/invitations.ts';
import { createJourneys, type Journeys } from './areas/journeys/journeys.ts';
import { staleJourneys } from './areas/journeys/repo/projection.ts';
import { staleDrafts } from './areas/surveys/repo/surveys.ts';
import { createLive, type Live } from './areas/results/live.ts';
import { createMarks } from './areas/results/marked-answers.ts';
import { createMembers } from './areas/people/members.ts';
import { createPasswordHash } from './areas/people/password-hash.ts';
import { createResponses } from './areas/answers/responses.ts';
import { createResults } from './areas/results/results.ts';
import { createJourneySetAsides } from './areas/journeys/journey-set-asides.ts';
import { createDraftSetAsides } from './areas/surveys/draft-set-asides.ts';
import { createVersions } from './areas/journeys/map-versions.ts';
import { createSignInLimits } from './areas/people/sign-in-limits.ts';
import { storedLimiter } from './areas/people/stored-limiter.ts';
import { createSurveys } from './areas/surveys/surveys.ts';
import { createTargets } from './areas/results/targets.ts';
import { createTokens } from './areas/people/tokens.ts';
import { createWorkspaces } from './areas/workspaces/workspaces.ts';
import { addresses, isOwnHost } from './platform/addresses.ts';

export interface ComposeInput {
	readonly config: Config;
	readonly log: Logger;
	readonly db: OpenDb;
}

/**
 * Builds the program out of its rooms: the only file that knows all of them. Called once per process, after the
 * migrations; whoever opened the database closes it after `close`.
 */
export async function compose({ config, log, db }: ComposeInput): Promise<App> {
	const now = (): Date => new Date();
	const newId = (): string => uuidv7(Date.now(), randomBytes(10));
	const { origin } = config;

	const passwords = createPasswordHash();
	// Sockets exist before journeys and surveys do; the callbacks below run only once everything is there.
	const late: { journeys?: Journeys; drafts?: Drafts; follow?: Follow } = {};
	const listener = createListener({ createClient: () => db.createClient('wayfelt listener'), log });
	const bus = createBus({ listener, query: db.query });
	await listener.start();
	const revoked: Revoked = async (who) => {
		const told = await Promise.allSettled([collab.revoke(who), bus.publish({ kind: 'access', ...who })]);
		// The rights are gone already: whoever took them away must not hear that it failed. Sockets are authorized again anyway.
		for (const one of told)
			if (one.status === 'rejected') log.error({ err: one.reason as unknown }, 'sockets were not told of lost rights');
	};

	const auth = createAuth({
		db,
		newId,
		now,
		secret: config.secret,
		origin,
		passwords,
		limits: createSignInLimits({
			make: (...counter) => storedLimiter({ query: db.query, secret: config.secret, log }, ...counter)
		}),
		revoked,
		log
	});
	const workspaces = createWorkspaces({
		db,
		newId,
		now,
		passwords,
		secret: config.secret
	});
	const members = createMembers({ db, now, revoked });
	const invitations = createInvitations({ db, newId, now, passwords });
	const tokens = createTokens({ db, newId, now, revoked });

	const visitor = ({ headers }: CollabRequest) =>
		identify({ auth, members, tokens }, headersOf(headers), { bearer: true });
	/** Of the programs that this one starts. */
	const codeCache = join(config.dataDir, 'code-cache');
	const collab = await createCollab({
		store: createDocumentStore({
			system: db.system,
			createClient: () => db.createClient('wayfelt journal'),
			listener,
			log
		}),
		kinds: [
			serveJourneys({
				identify: visitor,
				journeys: () => late.journeys,
				follow: (grant, tell) => late.follow?.(grant, tell) ?? (() => undefined)
			}),
			serveDrafts({ identify: visitor, drafts: () => late.drafts })
		],
		kindsModule: new URL('../src/document/kinds/all-kinds.ts', import.meta.url),
		codeCache,
		isOwn: (request) => isOwnOrigin(request, config.originIsSet ? origin : null),
		scratch: config.collabScratch,
		speaker: createLoudspeaker('wayfelt_presence', { listener, query: db.query }),
		log
	});
	// Rights that other processes take away; and after a silence, perhaps any.
	bus.subscribe(null, accessListener(collab, log));
	const projector = createProjector({
		address: db.address,
		projectionsModule: new URL('./areas/all-projections.ts', import.meta.url),
		codeCache,
		log
	});
	// Whoever has just edited waits for it; the rest is the queue's.
	const projectNow = (key: DocumentKey): Promise<void> => projector.project(key, { urgent: true });
	const documents = createJourneyDocuments({ collab, newId });
	const journeys = createJourneys({ db, newId, now, documents, project: projectNow, log });
	late.journeys = journeys;
	const drafts = createDrafts({
		db,
		documents: createDocumentsOf(surveyDraftKind, { collab }),
		project: projectNow,
		log
	});
	late.drafts = drafts;
	for (const kind of documentKinds) await upgradeDocuments({ db, collab, log, kind });

	const surveys = createSurveys({
		db,
		drafts,
		newId,
		now,
		newCode,
		origin,
		projectNow: (workspaceId, documentId) => projectNow({ workspaceId, documentId })
	});
	const collectors = createCollectors({ db, newId, now, newCode, origin });
	const responses = createResponses({ db, newId, now, secret: config.secret });
	const results = createResults({ db, now });
	const targets = createTargets({ db, newId, now });
	const live = createLive({ db, bus, results, log });
	const projects = config.roles.includes('web') || config.roles.includes('worker');
	late.follow = (grant, tell) => {
		// What is edited will soon be projected, and perhaps somebody waits for it.
		if (projects && grant.canWrite) projector.warm();
		const stops = [followNumbers(live)(grant, tell), followSurveys(bus)(grant, tell)];
		return () => stops.forEach((stop) => stop());
	};
	const boss = createBoss(db.query, log);
	const projections = createProjectionQueue({
		boss,
		system: db.system,
		listener,
		projector,
		behind: async () => [...(await staleJourneys(db.system)), ...(await staleDrafts(db.system))],
		repair: (key) => collab.repair(key),
		log
	});
	const jobs = createJobs({
		system: db.system,
		now,
		boss,
		log,
		handlers: [...handlers, projectLeftBehind(projections)]
	});
	const events = createEvents({ system: db.system, now, boss, bus, log, consumers });
	if (config.roles.includes('worker')) {
		await jobs.start();
		await projections.start();
		await events.start();
	}
	const imports = createImports({ db, newId, now, newCode, origin, surveys, responses });

	return {
		config,
		networkOrigin: addresses(config)[1] ?? null,
		isOwnHost,
		log,
		db,
		auth,
		qrImage: async (url) => {
			const { contentType, body } = await qrCode(url, 'svg');
			return `data:${contentType};base64,${Buffer.from(body).toString('base64')}`;
		},
		workspaces,
		members,
		invitations,
		tokens,
		idempotency: createIdempotency({ db, now, log }),
		journeys,
		setAsides: createJourneySetAsides({ db, documents }),
		draftSetAsides: createDraftSetAsides({ db, collab }),
		versions: createVersions({ db, newId, now, documents, changed: (key) => journeys.changed(key) }),
		surveys,
		collectors,
		responses,
		marks: createMarks({ db, now }),
		imports,
		customers: createCustomers({ db, now }),
		results,
		targets,
		live,
		bus,
		jobs,
		events: config.roles.includes('worker') ? events : null,
		projections: config.roles.includes('worker') ? projections : null,
		collab,
		async close() {
			live.close();
			await collab.close();
			await responses.drain();
			if (config.roles.includes('worker')) {
				await projections.stop();
				await events.stop();
				await jobs.stop();
			}
			await projector.close();
			await listener.stop();
		}
	};
}

function accessListener(collab: Pick<Collab, 'revoke' | 'reauthorizeAll'>, log: Logger): BusListener {
	const failed = (error: unknown): void => log.error({ err: error }, 'sockets could not be decided about again');
	return {
		message: (message) => {
			const { workspaceId } = message;
			if (message.kind === 'access')
				collab.revoke({ workspaceId, ...(message.userId !== null && { userId: message.userId }) }).catch(failed);
			if (message.kind === 'deleted') collab.revoke({ workspaceId, documentId: message.journeyId }).catch(failed);
		},
		gap: () => void collab.reauthorizeAll().catch(failed)
	};
}

/** Boards hear of their numbers on the socket that they have anyway: browsers allow six other connections to an address. */
function followNumbers(live: Live): Follow {
	return ({ workspaceId, documentId }, tell) => {
		tell('following', { changedAt: live.changedAt(workspaceId) });
		return live.follow(
			{ workspaceId, journeyId: documentId },
			{ score: (event) => tell('score', event), missed: () => tell('missed', {}) }
		);
	};
}

/** Boards show surveys as lists have them: what they are called, and whether a draft waits to be published. */
const followSurveys =
	(bus: Pick<Bus, 'subscribe'>): Follow =>
	({ workspaceId }, tell) =>
		bus.subscribe(workspaceId, {
			message: (heard) => heard.kind === 'survey' && tell('survey', { surveyId: heard.surveyId }),
			// The numbers say that something was missed.
			gap: () => undefined
		});

function headersOf(from: NodeJS.Dict<string | string[]>): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(from)) {
		if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
	}
	return headers;
}
