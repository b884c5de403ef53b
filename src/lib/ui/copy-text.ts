/**
 * Puts a text on the clipboard. Without https there is no clipboard API, and with it a browser may refuse: the old way
 * still works in both, or is refused as well.
 * @param select marks the text where it stands; left out: it is nowhere to be seen
 * @returns false: it is not on the clipboard, and whoever asked must be told
 */
export async function copyText(text: string, select?: () => void): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return select ? copySelected(select) : copyHidden(text);
	}
}

function copySelected(select: () => void): boolean {
	select();
	return document.execCommand('copy');
}

function copyHidden(text: string): boolean {
	const focused = document.activeElement;
	const area = document.createElement('textarea');
	area.value = text;
	area.readOnly = true;
	area.setAttribute('aria-hidden', 'true');
	area.style.cssText = 'position: fixed; top: 0; opacity: 0';
	document.body.append(area);
	const copied = copySelected(() => area.select());
	area.remove();
	if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
	return copied;
}
