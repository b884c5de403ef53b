import { flushCompileCache } from 'node:module';
import type { CodeSheet } from '#contract/code-sheet.ts';
import type { Sheet, SheetKind } from '#contract/sheet.ts';
import type { Issue } from '#domain/shared/result.ts';
import { layoutCodes } from './codes/code-pages.ts';
import { SheetRefusal } from './codes/refusal.ts';
import { openFonts } from './fonts.ts';
import { layout } from './layout.ts';
import { pdfOf } from './to-pdf.ts';
import { pngOf, svgOf } from './to-png.ts';

/** What is drawn: a page about numbers, or codes for print. */
export type Wanted =
	{ readonly sheet: Sheet; readonly kind: SheetKind } | { readonly codes: CodeSheet; readonly kind: 'pdf' | 'svg' };
export type ToChild = { readonly id: number } & Wanted;

export type FromChild =
	| { readonly id: number; readonly bytes: Uint8Array }
	| { readonly id: number; readonly refused: Issue }
	| { readonly id: number; readonly error: string };

if (!process.send) throw new Error('pages are drawn in a child of the program');

// It ends when the program ends it, or is gone: a Ctrl-C reaches both.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

const fonts = openFonts();

async function draw(told: ToChild): Promise<Uint8Array> {
	const given = 'codes' in told ? told.codes : told.sheet;
	const drawing = 'codes' in told ? layoutCodes(told.codes, fonts) : layout(told.sheet, fonts, told.kind === 'pdf');
	switch (told.kind) {
		case 'pdf':
			return pdfOf(drawing, fonts, new Date(given.drawnAt));
		case 'png':
			return pngOf(drawing, fonts);
		case 'svg':
			return new TextEncoder().encode(svgOf(drawing, fonts));
	}
}

const say = (said: FromChild): void => void process.send?.(said);

process.on('message', (told: ToChild) => {
	draw(told).then(
		(bytes) => say({ id: told.id, bytes }),
		(error: unknown) =>
			say(
				error instanceof SheetRefusal
					? { id: told.id, refused: error.issue }
					: { id: told.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
			)
	);
});

// Not only at its end: it is killed.
flushCompileCache();
