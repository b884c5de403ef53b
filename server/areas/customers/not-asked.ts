import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import { customerSeal } from './customer-seal.ts';
import { marksOf } from './known-visitor.ts';
import * as list from './repo/do-not-contact.ts';
import type { Identity } from './repo/identities.ts';

type Name = Pick<Identity, 'kind' | 'value'>;

/** The workspace's list of those who are not to be asked, for whatever writes to people of its own accord. */
export interface NotAsked {
	/**
	 * Who of these is in the list, by this name or by another that only we know.
	 * @returns their places among those given
	 */
	among(db: Kysely<Database>, workspaceId: string, names: readonly Name[]): Promise<ReadonlySet<number>>;
	/** Puts a name into the list, or takes it out of it; done again it changes nothing. */
	note(db: Kysely<Database>, workspaceId: string, name: Name, may: boolean, at: Date): Promise<void>;
}

/** Names in one statement. */
const MOST = 5_000;

/** @param secret of the installation: the list holds marks that only it can make */
export function createNotAsked(secret: string): NotAsked {
	const seal = customerSeal(secret);
	const markOf = (workspaceId: string, name: Name): string => marksOf(seal, workspaceId, [name])[0]!;
	return {
		async among(db, workspaceId, names) {
			const found = new Set<number>();
			for (let from = 0; from < names.length; from += MOST) {
				const some = names.slice(from, from + MOST);
				const beside = await list.namesBeside(db, workspaceId, some);
				const all = [...some.map((name, of) => ({ ...name, of })), ...beside].map((name) => ({
					of: name.of,
					mark: markOf(workspaceId, name)
				}));
				const listed = await list.marksAmong(db, workspaceId, [...new Set(all.map(({ mark }) => mark))]);
				for (const { of, mark } of all) if (listed.has(mark)) found.add(from + of);
			}
			return found;
		},

		async note(db, workspaceId, name, may, at) {
			const marks = [markOf(workspaceId, name)];
			if (may) await list.removeMarks(db, workspaceId, marks);
			else await list.addMarks(db, workspaceId, marks, at);
		}
	};
}
