/*
 * Moves things up and down in place of choosing a place for each. The fields for the places stay what is sent: as long as
 * nobody moved anything, or said that the order is right as it is, they are empty, and that is no answer. Loaded only with
 * questions that have one. Written for Chrome 87 and Safari 14.
 */

const rows = (list: Element): HTMLElement[] => [...list.children] as HTMLElement[];
const select = (row: Element): HTMLSelectElement => row.querySelector('select')!;
const textOf = (row: Element): string => row.querySelector('span')!.textContent!;

const isRanked = (list: HTMLElement): boolean => rows(list).every((row) => select(row).value !== '');

/** What the rows say of themselves where they stand now. */
function show(list: HTMLElement): void {
	const all = rows(list);
	all.forEach((row, at) => {
		const [up, down] = row.querySelectorAll('button');
		up!.setAttribute('aria-disabled', String(at === 0));
		down!.setAttribute('aria-disabled', String(at === all.length - 1));
	});
	const ranked = isRanked(list);
	list.classList.toggle('ranked', ranked);
	(list.parentElement!.querySelector('.keep') as HTMLElement).hidden = ranked;
}

/** The order as it stands is meant. */
function mean(list: HTMLElement): void {
	rows(list).forEach((row, at) => (select(row).value = String(at + 1)));
	select(list).dispatchEvent(new Event('input', { bubbles: true }));
	show(list);
}

function move(list: HTMLElement, row: HTMLElement, by: -1 | 1, button: HTMLElement): void {
	const all = rows(list);
	const to = all.indexOf(row) + by;
	if (to < 0 || to >= all.length) return;
	list.insertBefore(row, by < 0 ? all[to]! : all[to]!.nextSibling);
	mean(list);
	button.focus();
	const said = list.dataset.moved!.replace('{n}', String(to + 1)).replace('{text}', () => textOf(row));
	list.parentElement!.querySelector('[role=status]')!.textContent = said;
}

const button = (label: string, text: string, press: (button: HTMLElement) => void): HTMLButtonElement => {
	const made = document.createElement('button');
	made.type = 'button';
	made.textContent = text;
	if (label) made.setAttribute('aria-label', label);
	made.addEventListener('click', () => press(made));
	return made;
};

function begin(list: HTMLElement): void {
	if (!list.classList.contains('moves')) {
		list.classList.add('moves');
		for (const row of rows(list))
			for (const [words, sign, by] of [
				[list.dataset.up!, '↑', -1],
				[list.dataset.down!, '↓', 1]
			] as const)
				row.append(
					button(
						words.replace('{text}', () => textOf(row)),
						sign,
						(made) => move(list, row, by, made)
					)
				);
		const keep = button('', list.dataset.keep!, () => {
			mean(list);
			rows(list)[0]!.querySelector('button')!.focus();
		});
		keep.className = 'keep';
		list.after(keep);
		select(list).form!.addEventListener('reset', () => setTimeout(() => show(list)));
	}
	// As it was kept, or as the page came back.
	if (isRanked(list)) list.append(...rows(list).sort((a, b) => Number(select(a).value) - Number(select(b).value)));
	show(list);
}

document.addEventListener('respond', () => document.querySelectorAll<HTMLElement>('[data-rank]').forEach(begin));
export {};
