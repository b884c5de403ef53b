import { getContext, setContext } from 'svelte';

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly kind: 'info' | 'good' | 'error';
	/** One thing to do about it, for example undo. */
	readonly action?: { readonly label: string; readonly run: () => void };
}

/** How long a toast stays, in ms. Errors and toasts with an action stay until they are closed. */
const STAYS = 5000;

/** What happened, said once and then gone. Lives in the context of one page, never in a module: the server renders many. */
export class Toasts {
	list = $state.raw<readonly Toast[]>([]);
	#next = 1;
	readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

	show(text: string, options: { kind?: Toast['kind']; action?: Toast['action'] } = {}): number {
		const toast: Toast = {
			id: this.#next++,
			text,
			kind: options.kind ?? 'info',
			...(options.action ? { action: options.action } : {})
		};
		// Saying the same twice helps nobody; four at a time is what a person can read.
		this.list = [...this.list.filter((t) => t.text !== text), toast].slice(-4);
		this.resume(toast);
		return toast.id;
	}

	good(text: string): number {
		return this.show(text, { kind: 'good' });
	}

	error(text: string): number {
		return this.show(text, { kind: 'error' });
	}

	close(id: number): void {
		this.hold(id);
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	/** Someone is reading it. */
	hold(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(toast: Toast): void {
		if (toast.kind === 'error' || toast.action) return;
		this.hold(toast.id);
		this.#timers.set(
			toast.id,
			setTimeout(() => this.close(toast.id), STAYS)
		);
	}
}

const KEY = Symbol('toasts');

export const setToasts = (): Toasts => setContext(KEY, new Toasts());

/** The toasts of this page; the root layout puts them there. */
export function useToasts(): Toasts {
	const toasts = getContext<Toasts | undefined>(KEY);
	if (!toasts) throw new Error('useToasts outside of a layout that called setToasts');
	return toasts;
}
