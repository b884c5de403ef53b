import { flushCompileCache } from 'node:module';
import type { Sheet, SheetKind } from '#contract/sheet.ts';
import { openFonts } from './fonts.ts';
import { layout } from './layout.ts';
import { pdfOf } from './to-pdf.ts';
import { pngOf } from './to-png.ts';

export interface ToChild {
	readonly id: number;
	readonly sheet: Sheet;
	readonly kind: SheetKind;
}

export type FromChild =
	| { readonly id: number; readonly bytes: Uint8Array; readonly error?: undefined }
	| { readonly id: number; readonly error: string };

if (!process.send) throw new Error('pages are drawn in a child of the program');

// It ends when the program ends it, or is gone: a Ctrl-C reaches both.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

const fonts = openFonts();

async function draw({ sheet, kind }: ToChild): Promise<Buffer> {
	const drawing = layout(sheet, fonts, kind === 'pdf');
	return kind === 'pdf' ? pdfOf(drawing, fonts, new Date(sheet.drawnAt)) : pngOf(drawing, fonts);
}

const say = (said: FromChild): void => void process.send?.(said);

process.on('message', (told: ToChild) => {
	draw(told).then(
		(bytes) => say({ id: told.id, bytes }),
		(error: unknown) =>
			say({ id: told.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
	);
});

// Not only at its end: it is killed.
flushCompileCache();
