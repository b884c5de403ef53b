/*
 * Puts a slider in the place of a field for a number. The field stays what is sent: as long as nobody touched the slider it is
 * empty, and that is no answer. Loaded only with questions that have one. Written for Chrome 87 and Safari 14.
 */

interface Slider {
	readonly bar: HTMLElement;
	readonly range: HTMLInputElement;
	readonly field: HTMLInputElement;
}

function show({ bar, range, field }: Slider): void {
	const is = field.value !== '';
	if (is) range.value = field.value;
	range.classList.toggle('untouched', !is);
	const text = is
		? `${new Intl.NumberFormat(document.documentElement.lang).format(Number(range.value))} ${bar.dataset.unit!}`
		: '–';
	bar.querySelector('output')!.textContent = text.trim();
	range.setAttribute('aria-valuetext', is ? text.trim() : bar.dataset.untouched!);
}

/** As if it had been typed: the page keeps what is typed, and the server is asked nothing. */
function touch(slider: Slider): void {
	slider.field.value = slider.range.value;
	slider.field.dispatchEvent(new Event('input', { bubbles: true }));
	show(slider);
}

function begin(bar: HTMLElement): void {
	const box = bar.closest('fieldset')!;
	const slider = { bar, range: bar.querySelector('input')!, field: box.querySelector<HTMLInputElement>('[name]')! };
	const { range } = slider;
	if (bar.hidden) {
		bar.hidden = false;
		(slider.field.parentElement as HTMLElement).hidden = true;
		slider.field.required = false;
		// The middle is an answer too: a press on the handle where it stands means it.
		for (const type of ['input', 'click']) range.addEventListener(type, () => touch(slider));
		bar.querySelectorAll('button').forEach((button, at) =>
			button.addEventListener('click', () => {
				if (slider.field.value !== '') range[at === 0 ? 'stepDown' : 'stepUp']();
				touch(slider);
			})
		);
		range.form!.addEventListener('reset', () => setTimeout(() => show(slider)));
		if (box.getAttribute('aria-invalid') === 'true' && document.activeElement === document.body) range.focus();
	}
	show(slider);
}

document.addEventListener('respond', () => document.querySelectorAll<HTMLElement>('[data-untouched]').forEach(begin));
export {};
