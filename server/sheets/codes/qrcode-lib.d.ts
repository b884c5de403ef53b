/** Of `qrcode`, which declares no types for it: how many codewords of a code mend the others, and in how many blocks. */
declare module 'qrcode/lib/core/error-correction-code.js' {
	const tables: {
		getBlocksCount(version: number, level: unknown): number;
		getTotalCodewordsCount(version: number, level: unknown): number;
	};
	export default tables;
}
declare module 'qrcode/lib/core/utils.js' {
	const utils: { getSymbolTotalCodewords(version: number): number };
	export default utils;
}
