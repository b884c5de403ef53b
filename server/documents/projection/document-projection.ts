import type { Db } from '../../db/scope.ts';
import type { Log } from '../../platform/log.ts';
import type { RecentDocuments } from './recent-documents.ts';
import type { DocumentKey } from '../store.ts';

export interface ProjectionTools {
	readonly db: Pick<Db, 'inWorkspace'>;
	/** The document as it is now; to be called when its row is locked. */
	readonly read: RecentDocuments['read'];
	readonly now: () => Date;
	readonly log: Pick<Log, 'error'>;
}

/**
 * What tables say of documents of one kind: one object in its area and a line in the list of them. Runs in a process
 * of its own, which is the only place that may import it.
 */
export interface DocumentProjection {
	/** Of documents, as in `document.kind`. */
	readonly kind: string;
	/**
	 * Writes what the document says, in one transaction: all of it or nothing. May run twice, and in two processes at once:
	 * the row that the view hangs on is locked before the document is read, so whoever writes last has read last, and
	 * nothing older ever takes the place of something newer.
	 * @throws UnreadableDocument when the document holds what Yjs refuses
	 */
	project(key: DocumentKey, tools: ProjectionTools): Promise<void>;
}
