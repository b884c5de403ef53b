import { randomUUID } from 'node:crypto';
import { bySystem } from '#domain/events/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { CustomerInput } from '#domain/survey/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import { detach } from '../answers/detach.ts';
import { oneCorrection, removeAndUncount, settleRemoved } from '../answers/repo/corrections.ts';
import type { Marks } from '../channels/channel-marks.ts';
import { forgetPeople, heardOf, type HeardOf } from '../channels/repo/answers.ts';
import type { Identity } from '../customers/repo/identities.ts';
import * as repo from './repo/erasure.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../platform/errors.ts';

export type { FoundCustomer, Holdings } from './repo/erasure.ts';

/** `keep`: their scores stay counted, without anything that leads to them. `remove`: their answers go, of the numbers too. */
export type ErasedAnswers = 'keep' | 'remove';

export interface Erased {
	readonly kept: number;
	readonly removed: number;
	readonly events: number;
}

export interface HeardInChannel extends HeardOf {
	readonly workspaceId: string;
	readonly person: string;
}

/** People who are known. For the command line: asks for no actor. */
export interface Customers {
	/** By their id, or by a name as it was given: external id, e-mail, phone. */
	find(known: string, workspaceId: string | undefined): Promise<repo.FoundCustomer[]>;
	/** What channels hold of somebody who is no customer, by their platform's name of them; none of it leads to an answer. */
	heardOf(known: string, workspaceId: string | undefined): Promise<HeardInChannel[]>;
	/** Forgets it. */
	forget(heard: HeardInChannel): Promise<void>;
	/** When the customer of this id was erased; undefined when never, or when it is no id. */
	erasedAt(known: string, workspaceId: string | undefined): Promise<Date | undefined>;
	/** What erasing will reach, and the maps that name the person, which it will not. */
	holdings(customer: repo.FoundCustomer): Promise<repo.Holdings & { maps: readonly string[] }>;
	/** Erases a person in one transaction: all of it or, when it fails, nothing. 404 when there is no such customer. */
	erase(workspaceId: string, customerId: string, answers: ErasedAnswers): Promise<Erased>;
}

export interface CustomersDeps {
	readonly db: Db;
	readonly now: () => Date;
	/** How channels would know somebody by a name. */
	readonly marks: Marks;
}

export function createCustomers({ db, now, marks }: CustomersDeps): Customers {
	return {
		async find(known, workspaceId) {
			const marked = (await marks(known, workspaceId)).map(
				({ person }) => ({ kind: 'channel', value: person }) as const
			);
			const names = [...namesFrom(known), ...marked];
			return repo.customersKnownAs(db.system, { id: isId(known) ? known : null, names }, workspaceId);
		},

		async heardOf(known, workspaceId) {
			const found: HeardInChannel[] = [];
			for (const mark of await marks(known, workspaceId)) {
				const heard = await heardOf(db.system, mark.workspaceId, [mark.person]);
				if (heard.people + heard.pushes + heard.messages > 0) found.push({ ...mark, ...heard });
			}
			return found;
		},

		async forget({ workspaceId, person }) {
			await db.inWorkspace(workspaceId, (trx) => forgetPeople(trx, workspaceId, [person]));
		},

		erasedAt: async (known, workspaceId) =>
			isId(known) ? await repo.erasedAt(db.system, known, workspaceId) : undefined,

		holdings: ({ workspaceId, id, name, identities }) =>
			db.inWorkspace(workspaceId, async (trx) => {
				// Shorter ones stand on many maps by chance.
				const words = [
					...[name ?? ''].filter((word) => word.length >= 2),
					...identities.map(({ value }) => value).filter((word) => word.length >= 4)
				];
				return {
					...(await repo.holdingsOf(trx, workspaceId, id)),
					maps: await repo.mapsNaming(trx, workspaceId, words)
				};
			}),

		erase: (workspaceId, customerId, answers) =>
			againIfLost(() =>
				db.inWorkspace(workspaceId, async (trx) => {
					// Before anything is locked: a recount may hold up corrections for long, and answers must not wait for it.
					await oneCorrection(trx, workspaceId);
					if (!(await repo.lockCustomer(trx, workspaceId, customerId))) throw notFound();
					const ids = await repo.responsesOf(trx, workspaceId, customerId);
					const removed = answers === 'remove' ? await removeAndUncount(trx, workspaceId, ids, bySystem) : 0;
					// Random ids: UUIDv7 would put the answers of one person, and the hour of their erasure, side by side.
					const kept = answers === 'keep' ? await detach(trx, workspaceId, ids, randomUUID) : 0;
					await settleRemoved(trx, workspaceId, customerId);
					await forgetPeople(trx, workspaceId, await repo.channelMarksOf(trx, workspaceId, customerId));
					const events = await repo.detachEvents(trx, workspaceId, customerId);
					await repo.deleteCustomer(trx, workspaceId, customerId);
					await repo.noteErasure(trx, { workspaceId, customerId, at: now(), kept, removed, events });
					await record(trx, workspaceId, bySystem, [
						{ kind: 'customer.erased', subject: customerId, payload: { answers, kept, removed } }
					]);
					return { kept, removed, events };
				})
			)
	};
}

/** One text as every kind of name that it could be, written as answers bring them. */
function namesFrom(known: string): Omit<Identity, 'workspaceId'>[] {
	const kinds = [
		['external', 'externalId'],
		['email', 'email'],
		['phone', 'phone']
	] as const;
	return kinds.flatMap(([kind, field]) => {
		const read = parse(CustomerInput, { [field]: known });
		const value = read.ok ? read.value[field] : undefined;
		return value === undefined ? [] : [{ kind, value }];
	});
}
