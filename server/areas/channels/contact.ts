import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import { createNotAsked, type NotAsked } from '../customers/not-asked.ts';
import { setContact, wantsContact } from './repo/people.ts';

interface Who {
	readonly workspaceId: string;
	readonly channelId: string;
	/** Their mark. */
	readonly person: string;
}

/** Who may be written to of our own accord: what they said to this account, and what the workspace's list says of the customer they are. */
export interface Contact {
	may(db: Kysely<Database>, who: Who): Promise<boolean>;
	/** What they said here holds everywhere. @returns false where nobody of that mark is known */
	set(db: Kysely<Database>, who: Who, may: boolean, at: Date): Promise<boolean>;
	readonly list: NotAsked;
}

const nameOf = (person: string) => ({ kind: 'channel', value: person }) as const;

/** @param secret of the installation */
export function createContact(secret: string): Contact {
	const list = createNotAsked(secret);
	return {
		list,
		async may(db, who) {
			if (!(await wantsContact(db, who))) return false;
			return (await list.among(db, who.workspaceId, [nameOf(who.person)])).size === 0;
		},
		async set(db, who, may, at) {
			if (!(await setContact(db, who, may))) return false;
			await list.note(db, who.workspaceId, nameOf(who.person), may, at);
			return true;
		}
	};
}
