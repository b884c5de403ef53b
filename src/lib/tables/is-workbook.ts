/** A ZIP, as Excel's workbooks (.xlsx) are. */
export const isZip = ([a, b, c, d]: Uint8Array): boolean => a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;

/** The older container of Excel (.xls): not read here. */
export const isOldWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
	a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
