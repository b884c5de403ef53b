import type { SheetKind } from '#contract/sheet.ts';

const TYPES: Readonly<Record<SheetKind, string>> = { pdf: 'application/pdf', png: 'image/png' };

/** What a page is saved as. */
export const fileOf = (name: string, kind: SheetKind) => ({ contentType: TYPES[kind], fileName: `${name}.${kind}` });
