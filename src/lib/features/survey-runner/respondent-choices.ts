/*
 * Makes choosing easier where scripts run: what stands alone takes the ticks of the others, more than may be chosen cannot be
 * ticked, and the field beside "other" is entered when that is chosen. Loaded only with questions that have such options;
 * the server refuses what a page without script may send. Written for Chrome 87 and Safari 14.
 */

const boxesOf = (box: HTMLInputElement): HTMLInputElement[] =>
	[...box.form!.elements].filter((one): one is HTMLInputElement => (one as HTMLInputElement).name === box.name);

/** What is ticked may be taken back; the rest waits once there are enough. */
function limit(boxes: readonly HTMLInputElement[]): void {
	const [{ dataset: { most = '' } = {} } = {}] = boxes;
	if (most === '') return;
	const full = boxes.filter(({ checked }) => checked).length >= Number(most);
	for (const box of boxes) box.disabled = full && !box.checked && box.dataset.alone === undefined;
}

function chose(box: HTMLInputElement): void {
	const boxes = boxesOf(box);
	if (box.checked) {
		const isAlone = box.dataset.alone !== undefined;
		for (const other of boxes)
			if (other !== box && other.type === 'checkbox' && (isAlone || other.dataset.alone !== undefined))
				other.checked = false;
		const write = box.parentElement!.querySelector<HTMLInputElement>('.write,[name$=".other"]');
		if (write && !write.value) write.focus();
	}
	limit(boxes);
}

document.addEventListener('change', ({ target }) => {
	if (target instanceof HTMLInputElement && /radio|checkbox/.test(target.type) && target.form) chose(target);
});
const begin = (): void => {
	for (const box of document.querySelectorAll<HTMLInputElement>('[data-most]')) limit(boxesOf(box));
};
document.addEventListener('respond', begin);
// The next person at a kiosk.
document.addEventListener('reset', () => setTimeout(begin));
export {};
