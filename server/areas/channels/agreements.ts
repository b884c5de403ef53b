import { createHash } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { Push } from '../../channels/index.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import type { ConsentWay } from '../../db/tables/channel.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { markOf } from './person-of.ts';
import { endConsents, noteConsent } from './repo/consents.ts';
import { noteAgreed } from './repo/people.ts';
import type { PushRow } from './repo/pushes.ts';

/** One time that somebody agreed to be sent a message. */
export interface Agreement {
	readonly way: ConsentWay;
	readonly template: string;
	/** What the platform calls them. */
	readonly name: string;
	/** Of what it follows from: told again it is the same. */
	readonly key: string;
	readonly scene: number | null;
	readonly at: Date;
}

interface Channel {
	readonly workspace_id: string;
	readonly id: string;
}

/** Keeps it; told again nothing changes. */
export async function keepAgreement(
	db: Kysely<Database>,
	seal: Seal,
	row: Channel,
	{ way, template, name, key, scene, at }: Agreement
): Promise<void> {
	const person = markOf(seal, row, name);
	const own = { workspace_id: row.workspace_id, channel_id: row.id };
	await noteAgreed(db, {
		...{ ...own, person, name: seal.close(name, about(row, `person ${person}`)), follows: false },
		...{ known_by: way === 'mini' ? 'mini' : 'consent', first_at: at, last_at: at, said_at: null, acted_at: null }
	});
	const id = uuidv7(at.getTime(), createHash('sha256').update(`${row.id}\0${key}`).digest());
	await noteConsent(db, { ...own, id, way, template, person, dedupe_key: key, scene, given_at: at });
}

/** What a push says of it. */
export async function noteAgreement(
	seal: Seal,
	db: Kysely<Database>,
	push: PushRow,
	{ person: name, trigger, of }: Pick<Push, 'person' | 'trigger' | 'of'>
): Promise<void> {
	if (trigger.kind !== 'agreed') return;
	const row = { workspace_id: push.workspace_id, id: push.channel_id };
	const [way, at] = [of === 'mini' ? ('mini' as const) : ('notice' as const), push.happened_at];
	for (const template of trigger.templates)
		await keepAgreement(db, seal, row, { way, template, name, key: `${push.dedupe_key} ${template}`, scene: null, at });
	const where = { workspaceId: row.workspace_id, channelId: row.id };
	for (const template of trigger.ended) await endConsents(db, { ...where, way, template }, markOf(seal, row, name), at);
}
