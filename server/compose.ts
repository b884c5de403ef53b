import type { App } from './app.ts';
import { createIdempotency } from './areas/shared/idempotency.ts';
import { qrCode } from './channels/index.ts';
import type { Collab } from './collab/index.ts';
import { composeAnswers } from './compose/answers.ts';
import { composeChannels, composeClients, composeRounds } from './compose/channels.ts';
import { composeBase, type ComposeInput } from './compose/base.ts';
import { composeCollab, followBoards, tellRevoked, type Late } from './compose/collaboration.ts';
import { composeDocuments } from './compose/documents.ts';
import { composePeople } from './compose/people.ts';
import { composeSharing } from './compose/sharing.ts';
import { composeWork } from './compose/work.ts';
import { createSheets } from './sheets/sheets.ts';
import { addresses, isOwnHost } from './platform/addresses.ts';

export type { ComposeInput } from './compose/base.ts';

/**
 * Builds the program out of its rooms: with the parts in `compose/` the only place that knows all of them. Called once
 * per process, after the migrations; whoever opened the database closes it after `close`.
 */
export async function compose(input: ComposeInput): Promise<App> {
	const { config, log, db } = input;
	const base = await composeBase(input);
	const { bus, listener, now } = base;
	const late: Late = {};
	// People come before sockets, which ask who somebody is; nobody loses rights before both are there.
	const people = composePeople(
		base,
		tellRevoked(base, () => collab)
	);
	const collab: Collab = await composeCollab(base, people, late);
	const { drafts, projector, projectNow, ...documents } = await composeDocuments(base, collab, late);
	const clients = composeClients(base);
	const rounds = composeRounds(base, clients);
	const answers = composeAnswers(base, { drafts, projectNow, clients });
	const projects = config.roles.includes('web') || config.roles.includes('worker');
	const follow = followBoards({ live: answers.live, bus });
	late.follow = (grant, tell) => {
		// What is edited will soon be projected, and perhaps somebody waits for it.
		if (projects && grant.canWrite) projector.warm();
		return follow(grant, tell);
	};
	const sheets = createSheets({ codeCache: base.codeCache });
	const channels = composeChannels(base, { clients, run: rounds.run }, answers.responses);
	const { stop: stopWork, ...work } = await composeWork(base, { collab, projector, run: rounds.run });

	return {
		config,
		networkOrigin: addresses(config)[1] ?? null,
		isOwnHost,
		log,
		db,
		qrImage: async (url) => {
			const { contentType, body } = await qrCode(url, 'svg');
			return `data:${contentType};base64,${Buffer.from(body).toString('base64')}`;
		},
		idempotency: createIdempotency({ db, now, log }),
		...people,
		...documents,
		...answers,
		...composeSharing(base),
		...channels,
		demoPhones: null,
		sheets,
		...work,
		bus,
		collab,
		async close() {
			answers.live.close();
			rounds.stop();
			await channels.channels.idle();
			await collab.close();
			await answers.responses.drain();
			await stopWork();
			await projector.close();
			await sheets.close();
			await listener.stop();
		}
	};
}
