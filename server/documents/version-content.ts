import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import * as Y from 'yjs';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A document's content as it is kept for later. */
export interface VersionContent {
	/** The whole of it as one Yjs update (V1), zstd. */
	readonly bytes: Uint8Array;
	/** SHA-256 of what it says, whatever edits led there. */
	readonly digest: Uint8Array;
}

/** What a stored document says now, to be kept. @param update the whole of it, Yjs (V1) */
export async function contentOf(kind: DocumentKind, update: Uint8Array): Promise<VersionContent> {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, update);
		const says = JSON.stringify(kind.read(doc));
		return {
			bytes: await compress(Y.encodeStateAsUpdate(doc)),
			digest: createHash('sha256').update(says).digest()
		};
	} finally {
		doc.destroy();
	}
}

/**
 * What a version says, in the present schema; the version itself stays as it was written.
 * @returns null when a newer program wrote it
 */
export async function readVersion<T extends KindTypes>(
	kind: DocumentKind<T>,
	bytes: Uint8Array
): Promise<T['snapshot'] | null> {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, await decompress(bytes));
		return kind.upgrade(doc).ok ? kind.read(doc) : null;
	} finally {
		doc.destroy();
	}
}
