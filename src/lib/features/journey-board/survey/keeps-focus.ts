import type { Attachment } from 'svelte/attachments';

const QUESTION = '[data-question]';

/**
 * When a colleague takes away what has the focus – a question, one of its fields –, the focus stays in the form: on the
 * question that comes to stand there. On the question as a whole, since what is typed next was not meant for its fields.
 */
export const keepsFocus: Attachment<HTMLElement> = (form) => {
	/** What in the form has the focus, its question, and which one that is. */
	let at: { readonly element: Element; readonly question: Element | null; place: number } | null = null;
	const placeOf = (question: Element | null): number =>
		question ? [...form.querySelectorAll(QUESTION)].indexOf(question) : -1;

	const focused = ({ target }: FocusEvent) => {
		const element = target as Element;
		const question = element.closest(QUESTION);
		at = form.contains(element) ? { element, question, place: placeOf(question) } : null;
	};
	const pressed = ({ target }: PointerEvent) => {
		if (!form.contains(target as Node)) at = null;
	};
	const changed = () => {
		if (!at) return;
		if (at.element.isConnected) {
			at.place = placeOf(at.question);
			return;
		}
		const { question, place } = at;
		at = null;
		if (document.activeElement !== document.body) return;
		const left = form.querySelectorAll<HTMLElement>(QUESTION);
		const next = question?.isConnected ? (question as HTMLElement) : left[Math.min(place, left.length - 1)];
		(next ?? form).focus();
	};

	const observer = new MutationObserver(changed);
	observer.observe(form, { childList: true, subtree: true });
	addEventListener('focusin', focused, true);
	addEventListener('pointerdown', pressed, true);
	return () => {
		observer.disconnect();
		removeEventListener('focusin', focused, true);
		removeEventListener('pointerdown', pressed, true);
	};
};
