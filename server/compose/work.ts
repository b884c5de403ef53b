import type { App } from '../app.ts';
import { consumers } from '../areas/all-consumers.ts';
import { handlers } from '../areas/all-jobs.ts';
import { sendRounds } from '../areas/channels/jobs/send-rounds.ts';
import type { RunRound } from '../areas/channels/run-rounds.ts';
import { createContact } from '../areas/channels/contact.ts';
import { handlePushes } from '../areas/channels/handle-pushes.ts';
import { staleJourneys } from '../areas/journeys/repo/projection.ts';
import { staleDrafts } from '../areas/surveys/repo/surveys.ts';
import type { Collab } from '../collab/index.ts';
import { projectLeftBehind } from '../documents/jobs/project-left-behind.ts';
import type { Projector } from '../documents/projection/projector.ts';
import { createProjectionQueue } from '../documents/projection/queue.ts';
import { createEvents } from '../events/index.ts';
import { createBoss, createJobs } from '../jobs/index.ts';
import type { Base } from './base.ts';
import { channelSeal } from './channels.ts';

interface Work extends Pick<App, 'jobs' | 'events' | 'projections'> {
	/** Stops what was started; what runs comes to its end. */
	stop(): Promise<void>;
}

/** What is done beside requests: started where this process is one that works (`ROLES`). */
export async function composeWork(
	{ config, db, bus, listener, now, log }: Base,
	{ collab, projector, run }: { readonly collab: Collab; readonly projector: Projector; readonly run: RunRound }
): Promise<Work> {
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
		handlers: [...handlers, projectLeftBehind(projections), sendRounds(run)]
	});
	const events = createEvents({
		system: db.system,
		now,
		boss,
		bus,
		log,
		consumers: [...consumers, handlePushes(channelSeal(config.secret), createContact(config.secret))]
	});
	if (!config.roles.includes('worker')) {
		return { jobs, events: null, projections: null, stop: () => Promise.resolve() };
	}
	await jobs.start();
	await projections.start();
	await events.start();
	return {
		jobs,
		events,
		projections,
		stop: async () => {
			await projections.stop();
			await events.stop();
			await jobs.stop();
		}
	};
}
