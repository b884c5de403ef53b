import type { NewId } from '#domain/shared/ids.ts';
import type { Kysely } from 'kysely';
import {
	identityKey,
	insertCustomers,
	knownCustomers,
	lockCustomers,
	type Identity
} from '../customers/repo/identities.ts';
import type { Database } from '../../db/tables/index.ts';
import type { GivenCustomer } from './prepare.ts';

/**
 * Finds the customer of each answer, or introduces them. Names that are new are added to the customer that one of the
 * others belongs to; when they point at different customers the first given wins (merging is a person's decision).
 * @returns customer ids, in the order of `given`
 */
export async function introduce(
	trx: Kysely<Database>,
	given: readonly GivenCustomer[],
	newId: NewId
): Promise<string[]> {
	const wanted = unique(given.flatMap(({ identities }) => identities));
	let known = await knownCustomers(trx, wanted);
	if (wanted.some((identity) => !known.has(identityKey(identity)))) {
		await lockCustomers(
			trx,
			wanted.map(({ workspaceId }) => workspaceId)
		);
		known = await knownCustomers(trx, wanted);
	}
	const customers: { workspaceId: string; id: string; name: string | null }[] = [];
	const identities: (Identity & { customerId: string })[] = [];
	const ids = given.map((one) => {
		const first = one.identities.map((identity) => known.get(identityKey(identity))).find((id) => id !== undefined);
		const id = first ?? newId();
		if (first === undefined) customers.push({ workspaceId: one.identities[0]!.workspaceId, id, name: one.name });
		for (const identity of one.identities) {
			if (known.has(identityKey(identity))) continue;
			known.set(identityKey(identity), id);
			identities.push({ ...identity, customerId: id });
		}
		return id;
	});
	await insertCustomers(trx, customers, identities);
	return ids;
}

const unique = (identities: readonly Identity[]): Identity[] => [
	...new Map(identities.map((one) => [identityKey(one), one])).values()
];
