import type { RoundDetailView, RoundPlanView } from '#contract/channel-rounds.ts';
import type { Actor } from '#domain/access/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import type { Db } from '../../db/scope.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Opener } from '../answers/open.ts';
import { authorize } from '../shared/guard.ts';
import type { Clients } from './clients.ts';
import { createContact } from './contact.ts';
import * as repo from './repo/rounds.ts';
import { openRound, openToWhom } from './round-content.ts';
import { channelThatSends, createRoundReads, whereOf } from './round-plan.ts';
import type { RunRound } from './run-rounds.ts';
import { createStart } from './start-round.ts';

/** Messages that somebody sends to many people of a channel from the page. */
export interface Rounds {
	/** Whom it would reach, who is left out and why, and what there is to send. */
	roundPlan(actor: Actor | null, kind: string, asked: unknown): Promise<RoundPlanView>;
	/** Asks the platform for its templates of a way anew. @throws AppError 409 when it does not name them */
	refreshTemplates(actor: Actor | null, kind: string, way: unknown): Promise<void>;
	/** Begins to send; the same form again is the same round, and of two forms at once one is refused. @returns its id */
	startRound(actor: Actor | null, kind: string, input: unknown): Promise<string>;
	round(actor: Actor | null, kind: string, id: string): Promise<RoundDetailView>;
	stopRound(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Sends what still waits. What may have been sent stays as it is. */
	resumeRound(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Asks the platform what became of messages that a member confirms. */
	askResults(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Whether somebody wants to be written to. */
	setContact(actor: Actor | null, kind: string, person: string, contact: boolean): Promise<void>;
	/** Until nothing of this process is being sent. */
	idle(): Promise<void>;
}

export interface RoundsDeps {
	/** Of the installation. */
	readonly secret: string;
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'openOwn' | 'state'>;
	readonly run: RunRound;
	/** What went wrong while nobody waited; the round goes on later. */
	readonly failed: (error: unknown) => void;
}

export function createRounds(deps: RoundsDeps): Rounds {
	const under = new Set<Promise<unknown>>();
	/** Nobody waits for it; the job takes up what is left behind. */
	const begin = (round: repo.RoundRow): void => {
		const running: Promise<unknown> = deps
			.run(round)
			.catch(deps.failed)
			.finally(() => under.delete(running));
		under.add(running);
	};
	return {
		...createRoundReads(deps),
		...createRoundWrites(deps, begin),
		async idle() {
			await Promise.all(under);
		}
	};
}

function createRoundWrites(
	deps: RoundsDeps,
	begin: (round: repo.RoundRow) => void
): Pick<Rounds, 'startRound' | 'stopRound' | 'resumeRound' | 'askResults' | 'setContact'> {
	const { db, now, seal, clients, secret } = deps;
	const { system } = db;
	const contacts = createContact(secret);

	/** @throws AppError 404 */
	async function find(actor: Actor | null, kind: string, id: string) {
		authorize(actor, 'channel.manage');
		const row = await channelThatSends(deps, actor.workspaceId, kind);
		const round = isId(id) ? await repo.roundOf(system, whereOf(row), id) : undefined;
		if (!round) throw notFound();
		return { row, round, where: whereOf(row) };
	}

	return {
		startRound: createStart(deps, begin),

		async stopRound(actor, kind, id) {
			const { where } = await find(actor, kind, id);
			const stopped = { state: 'stopped' as const, stop_code: 'by_hand', resume_at: null };
			await repo.setRound(system, where, id, 'running', stopped);
		},

		async resumeRound(actor, kind, id) {
			const { where, round } = await find(actor, kind, id);
			const running = { state: 'running' as const, stop_code: null, resume_at: null };
			// Also one that waits for a pause to end: whoever presses it has been told.
			if (!(await repo.setRound(system, where, id, round.state, running))) return;
			begin((await repo.roundOf(system, where, id))!);
		},

		async askResults(actor, kind, id) {
			const { row, round, where } = await find(actor, kind, id);
			const content = openRound(seal, row, round);
			const messages = await repo.messagesOf(system, where, id, 10_000);
			const platformId = messages.find(({ platform_id: given }) => given !== null)?.platform_id;
			if (round.way !== 'customer' || !platformId || !content) return;
			const told = await clients.askWecom(row, 'customer', (api) => api.customerResults(platformId, content.sender));
			if (!told.ok) throw conflict('platform_refused');
			const became = new Map(told.value.map((one) => [one.customer, one.became]));
			for (const message of messages) {
				const said = became.get(openToWhom(seal, row, message)?.name ?? '');
				if (said === undefined || said === 'unsent') continue;
				const state = said === 'sent' ? ('arrived' as const) : ('failed' as const);
				const noted = { state, code: said === 'sent' ? null : said, settled_at: now() };
				await repo.noteResult(system, where, id, message.person, noted);
			}
		},

		async setContact(actor, kind, person, contact) {
			authorize(actor, 'channel.manage');
			const row = await channelThatSends(deps, actor.workspaceId, kind);
			if (!(await contacts.set(system, { ...whereOf(row), person }, contact, now()))) throw notFound();
		}
	};
}
