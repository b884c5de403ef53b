import * as Y from 'yjs';
import type { DocumentKind } from './kind.ts';
import type { PersonOrigin } from './transaction-origins.ts';
import { changesOf, joined, type StepChange } from './step-changes.ts';
import { takeBack } from './take-back.ts';

/** Typing within this many milliseconds is taken back as one step. */
const CAPTURE = 600;

/** One step on the stack of an undo manager. */
type Step = Y.UndoManager['undoStack'][number];

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

/**
 * Undo and redo of one person's own edits; what others did in between stays.
 *
 * The steps are those of Yjs' undo manager. Records, values and texts go by what they say, not by who wrote them: a value
 * goes back while it is the one that the step wrote, also after others have changed it and changed it back, and in a
 * record that others have deleted and brought back. Yjs itself goes by its items, and takes those for somebody else's;
 * it is left what it does best, a text in which others have typed since, where it takes back one's own letters.
 */
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
	manager.on('stack-cleared', tell);

	// After the manager's own listener: the step is on its stack by now.
	const onTransaction = (transaction: Y.Transaction): void => {
		if (transaction.origin !== origin && transaction.origin !== manager) return;
		const step = (manager.undoing ? manager.redoStack : manager.undoStack).at(-1);
		if (!step || transaction.changed.size === 0) return;
		step.meta.set(CHANGES, joined(changesIn(step), changesOf(kind, transaction)));
	};
	doc.on('afterTransaction', onTransaction);

	const pop = (which: 'undo' | 'redo'): boolean => {
		const from = which === 'undo' ? manager.undoStack : manager.redoStack;
		const step = from.at(-1);
		if (!step) return false;
		// The manager goes on to older steps when nothing is left of the last one: they are kept from it.
		const older = from.splice(0, from.length - 1);
		let any = false;
		try {
			doc.transact((transaction) => {
				const took = takeBack(kind, doc, changesIn(step));
				leaveTyping(transaction, step, took.typed);
				any = manager[which]() !== null || took.any;
				// It asks at the end of the transaction, after its own part of it: which stack does this go to?
				manager[which === 'undo' ? 'undoing' : 'redoing'] = true;
			}, manager);
		} finally {
			manager.undoing = false;
			manager.redoing = false;
			from.unshift(...older);
		}
		tell();
		return any;
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

const CHANGES = 'changes';
const changesIn = (step: Step): readonly StepChange[] => (step.meta.get(CHANGES) as StepChange[] | undefined) ?? [];

/** Takes everything out of a manager's step but the letters of these texts. */
function leaveTyping(transaction: Y.Transaction, step: Step, texts: ReadonlySet<unknown>): void {
	for (const set of [step.insertions, step.deletions]) {
		const letters = Y.createDeleteSet();
		Y.iterateDeletedStructs(transaction, set, (item) => {
			if (!(item instanceof Y.Item) || !texts.has(item.parent)) return;
			const ranges = letters.clients.get(item.id.client) ?? [];
			ranges.push({ clock: item.id.clock, len: item.length });
			letters.clients.set(item.id.client, ranges);
		});
		set.clients.clear();
		for (const [client, ranges] of letters.clients) set.clients.set(client, ranges);
	}
}
