import { isId } from '#domain/shared/ids.ts';
import { channelOf, collectorState } from '#domain/survey/index.ts';
import { createGroupCommit } from '../../db/group-commit.ts';
import type { NamedStatements } from '../../db/named-statements.ts';
import type { Db } from '../../db/scope.ts';
import { codeOf } from '../../platform/start-error.ts';
import { timesOf, type Opener } from './open.ts';
import { countVisits, type Visit } from './repo/visits.ts';
import { splitTicket } from './personal-seal.ts';
import { readTicket } from './ticket.ts';

/** What a page tells of itself; all of it comes from a stranger's browser. */
export interface Told {
	readonly code: string;
	readonly responseId: string;
	readonly ticket: string;
	/** Somebody began to answer; else it was only looked at. */
	readonly started: boolean;
	/** On a kiosk one page serves many: the page that the ticket is of. */
	readonly page?: string;
}

/** How many open the pages of codes, and how many begin to answer. */
export interface Visits {
	/**
	 * Counts a page that says it is looked at, or begun. Only with the ticket of a form that was loaded, once a form, while
	 * its collector is open; anything else counts nothing and is told nothing.
	 */
	visit(told: Told, userAgent: string | null): Promise<void>;
}

/** A page lies open, or comes back with what was kept, for a week (kept-answer.ts). */
export const VISIT_DAYS = 8;
const KEPT_MS = VISIT_DAYS * 24 * 60 * 60_000;

/** Programs that open links, run their scripts, and say so. */
const ROBOT = /bot\b|crawl|spider|slurp|preview|facebookexternalhit|lighthouse|pingdom|uptime|monitor/i;

export function createVisits({
	db,
	now,
	opener,
	secret
}: {
	readonly db: Db & NamedStatements;
	readonly now: () => Date;
	readonly opener: Opener;
	readonly secret: string;
}): Visits & { drain(): Promise<void> } {
	const counting = createGroupCommit({
		commit: async (visits: readonly Visit[]) => {
			await countVisits(db.system, db, visits);
			return visits.map(() => undefined);
		},
		// A collector that went while it was remembered.
		isJobsFault: (error) => /^23/.test(codeOf(error) ?? '')
	});

	return {
		async visit({ code, responseId, ticket, started, page }, userAgent) {
			if (!isId(responseId) || ROBOT.test(userAgent ?? '')) return;
			const own = page ?? responseId;
			const issued = readTicket(secret, code, own, splitTicket(secret, code, own, ticket).ticket);
			const at = now();
			if (issued === null || at.getTime() - issued.getTime() > KEPT_MS) return;
			const opened = await opener.open(code);
			if (opened === null || !channelOf(opened.channel).opensPage) return;
			if (page !== undefined && opened.channel !== 'kiosk') return;
			if (collectorState(timesOf(opened), at) !== 'open') return;
			await counting.add({
				workspaceId: opened.workspace_id,
				collectorId: opened.collector_id,
				id: responseId.toLowerCase(),
				started,
				at: at.toISOString()
			});
		},
		drain: () => counting.drain()
	};
}
