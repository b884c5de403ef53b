import * as Y from 'yjs';
import type { DocumentsDeps } from '#server/documents/documents-of.ts';
import { pack } from '#server/documents/pack.ts';
import { readDocument } from '#server/documents/repo/documents.ts';
import { UnknownDocument } from '#server/collab/index.ts';
import type { Db } from '#server/db/scope.ts';

/** Edits stored documents as collaboration does, but nobody has them open: each goes into the journal by itself. */
export function storedEdits(db: Pick<Db, 'system'>): DocumentsDeps['collab'] {
	let seq = 1;
	return {
		async transact({ workspaceId, documentId }, author, work) {
			const stored = await readDocument(db.system, workspaceId, documentId);
			if (!stored) throw new UnknownDocument(`no document ${documentId}`);
			const doc = new Y.Doc();
			Y.applyUpdate(doc, stored.update);
			const before = Y.encodeStateVector(doc);
			const result = doc.transact(() => work(doc));
			const { bytes, authors } = pack([{ update: Y.encodeStateAsUpdate(doc, before), author }]);
			await db.system
				.insertInto('document_update')
				.values({
					workspace_id: workspaceId,
					document_id: documentId,
					node: 0,
					seq: String(++seq),
					bytes: Buffer.from(bytes),
					authors: JSON.stringify(authors) as never
				})
				.execute();
			return result;
		}
	};
}
