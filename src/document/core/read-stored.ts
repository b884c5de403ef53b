import * as Y from 'yjs';
import type { DocumentKind, KindTypes } from './kind.ts';

/** A stored document's content, for whoever reads it without opening it. @param update the whole of it, Yjs (V1) */
export function readStored<T extends KindTypes>(kind: DocumentKind<T>, update: Uint8Array): T['snapshot'] {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, update);
		return kind.read(doc);
	} finally {
		doc.destroy();
	}
}
