import type { Attachment } from 'svelte/attachments';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The first `max` UTF-16 units of a text, never half a character. */
export function cutTo(text: string, max: number): string {
	if (text.length <= max) return text;
	const last = text.charCodeAt(max - 1);
	return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/**
 * Says when a field with `maxlength` swallows a part of what is pasted, dropped or typed, which browsers do without a word.
 * @param tell called with the most that fits, in UTF-16 units
 */
export function tellsWhenCut(tell: (max: number) => void): Attachment<TextField> {
	return (element) => {
		const check = (event: Event) => {
			const { maxLength: max, value, selectionStart, selectionEnd } = element;
			if (max < 0) return;
			const { data, dataTransfer } = event as InputEvent;
			const coming = (data ?? dataTransfer?.getData('text/plain') ?? '').replace(/\r\n/g, '\n').length;
			const replaced = (selectionEnd ?? 0) - (selectionStart ?? 0);
			if (coming > 0 && value.length - replaced + coming > max) tell(max);
		};
		// While an input method composes, the field may be longer; the browser cuts when it is done.
		const composed = () =>
			element.maxLength >= 0 && element.value.length > element.maxLength && tell(element.maxLength);
		element.addEventListener('beforeinput', check);
		element.addEventListener('compositionend', composed);
		return () => {
			element.removeEventListener('beforeinput', check);
			element.removeEventListener('compositionend', composed);
		};
	};
}
