import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import { SCRATCH } from '../../documents/scratch.ts';
import type { DocumentStore } from '../../documents/store.ts';
import type { Grant } from '../ports.ts';
import type { Address } from '../protocol/address.ts';
import type { OpenRoom, Rooms } from '../room/rooms.ts';
import type { Sockets } from './sockets.ts';

/** Opens the room that a granted socket came for. @returns a code when there is none for it */
export async function findRoom(
	{ store, rooms, sockets }: { store: DocumentStore; rooms: Rooms; sockets: Sockets },
	address: Address,
	grant: Grant
): Promise<OpenRoom | { code: CloseCode }> {
	if (address.kind === SCRATCH) await store.createScratch(grant);
	const opened = await rooms.open(grant);
	if (!opened) return { code: closeCodes.notFound };
	const code = mismatch(address, opened) ?? sockets.full(grant, opened);
	if (code === null) return opened;
	rooms.release(opened.room);
	return { code };
}

/** Rights are those of the kind in the address. A client that says which copy or schema it has must fit; one that says nothing is taken. */
function mismatch(address: Address, opened: OpenRoom): CloseCode | null {
	if (address.kind !== opened.room.kind) return closeCodes.notFound;
	if (address.epoch !== null && address.epoch !== opened.epoch) return closeCodes.replaced;
	if (address.schema !== null && address.schema < opened.schemaVersion) return closeCodes.editorTooOld;
	return null;
}
