import type * as Y from 'yjs';

/**
 * From now on nobody hears the updates of transactions of that origin. For content that is only read into a document:
 * Yjs writes every transaction down once more for whoever listens, all of it, and the copy of a large map takes as long
 * to write as to read. Whoever listens to other events hears of them as ever.
 * @returns everybody hears everything again
 */
export function unheard(doc: Y.Doc, origin: unknown): () => void {
	// Yjs 13 asks for listeners between these two events; a transaction made meanwhile by an observer comes with its own.
	const observers = doc._observers;
	let aside: ReturnType<typeof observers.get>;
	const restore = (): void => {
		if (!aside) return;
		const since = observers.get('update');
		observers.set('update', since ? new Set([...aside, ...since]) : aside);
		aside = undefined;
	};
	const cleanedUp = (transaction: Y.Transaction): void => {
		restore();
		if (transaction.origin !== origin) return;
		aside = observers.get('update');
		observers.delete('update');
	};
	doc.on('afterTransactionCleanup', cleanedUp);
	doc.on('afterAllTransactions', restore);
	return () => {
		doc.off('afterTransactionCleanup', cleanedUp);
		doc.off('afterAllTransactions', restore);
		restore();
	};
}
