import type { Logger } from 'pino';
import type { App } from '../app.ts';
import { serveJourneys } from '../areas/journeys/serve-journeys.ts';
import type { Journeys } from '../areas/journeys/journeys.ts';
import { identify } from '../areas/people/http/identify.ts';
import type { Revoked } from '../areas/people/auth.ts';
import type { FollowsNumbers, Live } from '../areas/results/live.ts';
import type { Drafts } from '../areas/surveys/drafts.ts';
import { serveDrafts } from '../areas/surveys/serve-drafts.ts';
import { createLoudspeaker, type Bus, type BusListener } from '../bus/index.ts';
import {
	createCollab,
	isOwnOrigin,
	type Collab,
	type CollabRequest,
	type Follow,
	type Grant,
	type Tell
} from '../collab/index.ts';
import { createDocumentStore } from '../documents/postgres-store.ts';
import type { Base } from './base.ts';

/** Sockets exist before journeys and surveys do: what they call is put here once it is there. */
export interface Late {
	journeys?: Journeys;
	drafts?: Drafts;
	follow?: Follow;
}

/** What documents are edited together through. */
export async function composeCollab(
	{ config, db, codeCache, listener, bus, log }: Base,
	people: Pick<App, 'auth' | 'members' | 'tokens'>,
	late: Late
): Promise<Collab> {
	const visitor = ({ headers }: CollabRequest) => identify(people, headersOf(headers), { bearer: true });
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
				follow: (grant, tell) => late.follow?.(grant, tell) ?? { stop: () => undefined }
			}),
			serveDrafts({ identify: visitor, drafts: () => late.drafts })
		],
		kindsModule: new URL('../../src/document/kinds/all-kinds.ts', import.meta.url),
		codeCache,
		isOwn: (request) => isOwnOrigin(request, config.originIsSet ? config.origin : null),
		scratch: config.collabScratch,
		speaker: createLoudspeaker('wayfelt_presence', { listener, query: db.query }),
		log
	});
	// Rights that other processes take away; and after a silence, perhaps any.
	bus.subscribe(null, accessListener(collab, log));
	return collab;
}

/** Tells the sockets of this process and of the others whose rights are gone. */
export const tellRevoked =
	({ bus, log }: Pick<Base, 'bus' | 'log'>, collab: () => Pick<Collab, 'revoke'>): Revoked =>
	async (who) => {
		const told = await Promise.allSettled([collab().revoke(who), bus.publish({ kind: 'access', ...who })]);
		// The rights are gone already: whoever took them away must not hear that it failed. Sockets are authorized again anyway.
		for (const one of told)
			if (one.status === 'rejected') log.error({ err: one.reason as unknown }, 'sockets were not told of lost rights');
	};

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

/** What open boards hear beside edits: their numbers, and how their surveys are called. */
export const followBoards =
	({ live, bus }: { readonly live: Live; readonly bus: Pick<Bus, 'subscribe'> }): Follow =>
	(grant, tell) => {
		const numbers = followNumbers(live)(grant, tell);
		const surveys = followSurveys(bus)(grant, tell);
		return {
			// A word that is not known is of a newer page.
			heard: (name, data) => name === 'numbers' && numbers.ask(data),
			stop() {
				numbers.stop();
				surveys.stop();
			}
		};
	};

/** Boards hear of their numbers on the socket that they have anyway: browsers allow six other connections to an address. */
const followNumbers =
	(live: Live) =>
	({ workspaceId, documentId }: Grant, tell: Tell): FollowsNumbers => {
		// `numbers`: the page may ask to be told of those that it shows.
		tell('following', { changedAt: live.changedAt(workspaceId), numbers: true });
		return live.follow(
			{ workspaceId, journeyId: documentId },
			{ score: (event) => tell('score', event), missed: () => tell('missed', {}), tell }
		);
	};

/** Boards show surveys as lists have them: what they are called, and whether a draft waits to be published. */
const followSurveys =
	(bus: Pick<Bus, 'subscribe'>): Follow =>
	({ workspaceId }, tell) => ({
		stop: bus.subscribe(workspaceId, {
			message: (heard) => heard.kind === 'survey' && tell('survey', { surveyId: heard.surveyId }),
			// The numbers say that something was missed.
			gap: () => undefined
		})
	});

function headersOf(from: NodeJS.Dict<string | string[]>): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(from)) {
		if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
	}
	return headers;
}
