import * as Y from 'yjs';
import type { PersonOrigin } from './origins.ts';
import { editedMaps } from './shape.ts';

/** Typing within this many milliseconds is taken back as one step. */
const CAPTURE = 600;

export interface Undo {
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** Takes back this person's last step; false when there is none, or when others removed all of it meanwhile. */
	readonly undo: () => boolean;
	readonly redo: () => boolean;
	/** The next edit is a step of its own: call it before every edit that is not typing on in the same text. */
	readonly stopCapturing: () => void;
	readonly subscribe: (listener: () => void) => () => void;
	readonly destroy: () => void;
}

/** Undo and redo of one person's own edits; what others did in between stays. */
export function createUndo(doc: Y.Doc, origin: PersonOrigin): Undo {
	const manager = new Y.UndoManager(editedMaps(doc), {
		doc,
		trackedOrigins: new Set([origin]),
		captureTimeout: CAPTURE
	});
	const listeners = new Set<() => void>();
	const tell = (): void => listeners.forEach((listener) => listener());
	manager.on('stack-item-added', tell);
	manager.on('stack-item-popped', tell);
	manager.on('stack-cleared', tell);
	return {
		get canUndo() {
			return manager.canUndo();
		},
		get canRedo() {
			return manager.canRedo();
		},
		undo: () => manager.undo() !== null,
		redo: () => manager.redo() !== null,
		stopCapturing: () => manager.stopCapturing(),
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		destroy: () => {
			listeners.clear();
			manager.destroy();
		}
	};
}
