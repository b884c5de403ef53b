import type { Log } from '../../platform/log.ts';
import type { DocumentKey } from '../store.ts';

/**
 * For whoever has just edited a document and answers with what tables say: waits until they say it.
 * @param project as a `Projector` does it
 * @returns resolves to false when they cannot be written now: the edit is committed, and they follow later (`ProjectionQueue`)
 */
export const createFollow =
	(project: (key: DocumentKey) => Promise<void>, log: Pick<Log, 'error'>): ((key: DocumentKey) => Promise<boolean>) =>
	async (key) => {
		try {
			await project(key);
			return true;
		} catch (error) {
			log.error(
				{ err: error, document: key.documentId },
				'what tables say of a document could not be written at once; it follows later'
			);
			return false;
		}
	};
