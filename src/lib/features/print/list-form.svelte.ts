import { MAX_PLACES, readPlaceList, withLines } from '#domain/printing/index.ts';

/** Lines that are shown to be put right at once. */
const SHOWN = 20;

/** A list of places that is typed, pasted or read from a file. */
export class ListForm {
	text = $state('');
	/** What is being put in the place of wrong lines, by their number. */
	mended = $state<Record<number, string>>({});

	readonly list = $derived(readPlaceList(this.text));
	readonly count = $derived(this.list.places.length + this.list.wrong.length);
	readonly owners = $derived(this.list.places.filter(({ owner }) => owner !== null).length);
	readonly tooMany = $derived(this.count > MAX_PLACES);
	readonly shown = $derived(this.list.wrong.slice(0, SHOWN));
	readonly more = $derived(this.list.wrong.length - this.shown.length);

	set(text: string): void {
		this.text = text;
		this.mended = {};
	}

	/** Puts what was typed for a line in its place. */
	mend(line: number): void {
		const text = this.mended[line];
		if (text === undefined) return;
		this.set(withLines(this.text, new Map([[line, text]])));
	}

	/** What is done goes: its header and the wrong lines stay. */
	keepWrong(): void {
		const done = new Map(this.list.places.map(({ line }) => [line, null]));
		this.set(this.list.wrong.length === 0 ? '' : withLines(this.text, done));
	}
}
