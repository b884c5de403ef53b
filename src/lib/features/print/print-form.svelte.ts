import {
	formatOf,
	levelFor,
	modulesFor,
	perPage,
	printContrast,
	sizeAdvice,
	wordsOf,
	type CallName,
	type FormatName,
	type PrintSheetInput,
	type PrintWords
} from '#domain/printing/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { numberIn } from '#lib/ui/number-in.ts';

/** Letters and digits of a code. */
const CODE = 12;

/** What is set about the paper. */
export class PrintForm {
	format = $state<FormatName>('a4');
	/** cm, as the list has it. */
	distance = $state('100');
	/** Of the first label that is still there, from 1. */
	first = $state<number | string | null>(1);
	lang = $state<Locale>('en');
	call = $state<CallName>('visit');
	words = $state<PrintWords>({ call: '', more: '', second: '', scan: '', typed: '', foot: '' });
	color = $state('#14504a');
	colored = $state(false);
	logo = $state.raw<{ readonly name: string; readonly kind: 'svg' | 'png' | 'jpeg'; readonly data: string } | null>(
		null
	);
	readonly #origin: string;

	constructor(lang: Locale, origin: string) {
		this.lang = lang;
		this.#origin = origin;
		this.fill();
	}

	/** The words of the call that is chosen, in the page's language. */
	fill(): void {
		this.words = wordsOf(this.call, this.lang, this.lang === 'en' ? null : 'en');
	}

	readonly paper = $derived(formatOf(this.format));
	readonly contrast = $derived(printContrast(this.color));
	/** null: the address is too long for any code that is printed. */
	readonly advice = $derived.by(() => {
		const bytes = new TextEncoder().encode(`${this.#origin}/s/`).length + CODE;
		const modules = modulesFor(bytes, levelFor(this.logo !== null));
		return modules === null ? null : sizeAdvice(this.paper.code, modules, Number(this.distance));
	});
	/** Labels of the first page that are gone. */
	readonly gone = $derived.by(() => {
		const first = numberIn(this.first) ?? 1;
		return this.paper.kind === 'label' ? Math.min(perPage(this.paper) - 1, Math.max(0, Math.round(first) - 1)) : 0;
	});

	choose(format: FormatName): void {
		this.format = format;
		this.distance = String(this.paper.distance);
		this.first = 1;
	}

	pages(codes: number): number {
		return this.paper.kind === 'label' ? Math.ceil((codes + this.gone) / perPage(this.paper)) : codes;
	}

	sheet(collectorIds: readonly string[], first = this.gone): PrintSheetInput {
		return {
			collectorIds: [...collectorIds],
			format: this.format,
			lang: this.lang,
			words: { ...this.words },
			color: this.color,
			colored: this.colored,
			logo: this.logo && { kind: this.logo.kind, data: this.logo.data },
			distance: Number(this.distance),
			first
		};
	}
}
