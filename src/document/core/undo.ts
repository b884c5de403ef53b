import * as Y from 'yjs';
import { restoreMissing, wereDeleted } from './deleted-records.ts';
import type { DocumentKind } from './kind.ts';
import type { PersonOrigin } from './origins.ts';
import { forgetOvertaken, noteWritten } from './undo-written.ts';

/** Typing within this many milliseconds is taken back as one step. */
const CAPTURE = 600;

export interface Undo {
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/**
	 * Takes back this person's last step, and no other. False when there is none, or when nothing of it was left since
	 * others have changed all of it: then that step is gone, and everything is as it was.
	 */
	readonly undo: () => boolean;
	/** Does again what was taken back last; false as for `undo`. */
	readonly redo: () => boolean;
	/** The next edit is a step of its own: call it before every edit that is not typing on in the same text. */
	readonly stopCapturing: () => void;
	readonly subscribe: (listener: () => void) => () => void;
	readonly destroy: () => void;
}

/** Undo and redo of one person's own edits; what others did in between stays. */
export function createUndo(kind: Pick<DocumentKind, 'roots'>, doc: Y.Doc, origin: PersonOrigin): Undo {
	const edited = Object.keys(kind.roots).map((name) => doc.getMap(name));
	const manager = new Y.UndoManager(edited, {
		doc,
		trackedOrigins: new Set([origin]),
		captureTimeout: CAPTURE
	});
	const listeners = new Set<() => void>();
	const tell = (): void => listeners.forEach((listener) => listener());
	manager.on('stack-item-added', tell);
	manager.on('stack-item-popped', tell);
	manager.on('stack-cleared', tell);

	// After the manager's own listener: the step is on its stack by now.
	const onTransaction = (transaction: Y.Transaction): void => {
		if (transaction.origin !== origin && transaction.origin !== manager) return;
		const step = (manager.undoing ? manager.redoStack : manager.undoStack).at(-1);
		if (!step || transaction.changed.size === 0) return;
		noteWritten(step, transaction);
		wereDeleted.note(step, transaction);
	};
	doc.on('afterTransaction', onTransaction);

	const pop = (which: 'undo' | 'redo'): boolean => {
		const [from, to] =
			which === 'undo' ? [manager.undoStack, manager.redoStack] : [manager.redoStack, manager.undoStack];
		const step = from.at(-1);
		if (!step) return false;
		forgetOvertaken(doc, step);
		// The manager goes on to older steps when nothing is left of the last one: they are kept from it.
		const older = from.splice(0, from.length - 1);
		const popped = manager[which]();
		from.unshift(...older);
		if (popped) {
			restoreMissing(kind, doc, step);
			const back = to.at(-1);
			if (back) wereDeleted.hand(step, back);
		}
		tell();
		return popped !== null;
	};

	return {
		get canUndo() {
			return manager.canUndo();
		},
		get canRedo() {
			return manager.canRedo();
		},
		undo: () => pop('undo'),
		redo: () => pop('redo'),
		stopCapturing: () => manager.stopCapturing(),
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		destroy: () => {
			listeners.clear();
			doc.off('afterTransaction', onTransaction);
			manager.destroy();
		}
	};
}
