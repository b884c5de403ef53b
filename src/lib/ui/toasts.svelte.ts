import { getContext, setContext } from 'svelte';

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly kind: 'info' | 'good' | 'error';
	/** One thing to do about it, for example undo. */
	readonly action?: { readonly label: string; readonly run: () => void };
	/** A text that exists nowhere else: the toast goes once it is on the clipboard. */
	readonly copy?: ToastCopy;
	/** What it is about: a newer one about the same takes its place. */
	readonly about?: string;
}

export interface ToastCopy {
	readonly label: string;
	readonly text: string;
	/** What is said beside the text when the browser does not let it be copied. */
	readonly byHand: string;
}

export type ToastOptions = Partial<Pick<Toast, 'kind' | 'action' | 'copy' | 'about'>>;

/** How long a toast stays, in ms. Errors, and toasts that offer something, stay until they are closed. */
const STAYS = 5000;

/** What happened, said once and then gone. Lives in the context of one page, never in a module: the server renders many. */
export class Toasts {
	list = $state.raw<readonly Toast[]>([]);
	#next = 1;
	readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

	show(text: string, { kind = 'info', ...options }: ToastOptions = {}): number {
		const toast: Toast = { id: this.#next++, text, kind, ...options };
		const { about } = toast;
		// Saying the same twice helps nobody.
		const others = this.list.filter((t) => t.text !== text && (about === undefined || t.about !== about));
		// Four at a time is what a person can read; but a text that exists nowhere else must not go with the others.
		const list = [...others, toast];
		this.list = list.filter((t, i) => t.copy || i >= list.length - 4);
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
		if (toast.kind === 'error' || toast.action || toast.copy) return;
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
