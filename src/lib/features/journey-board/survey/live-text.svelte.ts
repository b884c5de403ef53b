import type { Attachment } from 'svelte/attachments';
import { spliceBetween } from '#document/core/text.ts';

export interface LiveText {
	/** What the document says. */
	text(): string;
	/** @param seen what the field showed before this edit */
	write(text: string, seen: string): void;
}

/**
 * A field that several people type in at once: every key is written, what others type comes in while one types, and the
 * caret stays at its letters. While an input method composes a word nothing is written and nothing comes in.
 */
export const liveText =
	({ text, write }: LiveText): Attachment<HTMLTextAreaElement> =>
	(element) => {
		let seen = '';
		let composing = false;

		const show = (now: string): void => {
			seen = now;
			if (element.value === now) return;
			const { selectionStart, selectionEnd, scrollTop } = element;
			const splice = spliceBetween(element.value, now)!;
			const moved = (at: number): number =>
				at <= splice.at
					? at
					: at >= splice.at + splice.remove
						? at + splice.insert.length - splice.remove
						: splice.at + splice.insert.length;
			element.value = now;
			if (document.activeElement !== element) return;
			element.setSelectionRange(moved(selectionStart), moved(selectionEnd));
			element.scrollTop = scrollTop;
		};
		const typed = (): void => {
			if (composing || element.value === seen) return;
			const before = seen;
			seen = element.value;
			write(element.value, before);
			// What others typed meanwhile, where that was not shown yet.
			show(text());
		};
		const starts = (): void => void (composing = true);
		const ends = (): void => {
			composing = false;
			typed();
			show(text());
		};
		element.addEventListener('input', typed);
		element.addEventListener('compositionstart', starts);
		element.addEventListener('compositionend', ends);
		$effect(() => {
			const now = text();
			if (!composing) show(now);
		});
		return () => {
			composing = false;
			typed();
			element.removeEventListener('input', typed);
			element.removeEventListener('compositionstart', starts);
			element.removeEventListener('compositionend', ends);
		};
	};
