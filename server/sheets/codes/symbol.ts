import QRCode from 'qrcode';
import ecc from 'qrcode/lib/core/error-correction-code.js';
import utils from 'qrcode/lib/core/utils.js';
import { levelFor } from '#domain/printing/index.ts';

/** A QR code as it is printed. */
export interface CodeSymbol {
	/** Modules along one side, without the quiet zone. */
	readonly size: number;
	readonly version: number;
	readonly level: string;
	/** Outline of the dark modules, a unit each: one shape, so that no printer leaves hairlines between rows. */
	readonly d: string;
	/** Modules along one side that are left white in the middle; 0 without a logo. */
	readonly room: number;
}

/**
 * So much of what the error correction of a block can mend a logo may take: the other half is for scratches, folds and the
 * edge of a shadow. `docs/qr.md` has what readers make of it.
 */
const LOGO_SHARE = 0.5;
/** Beyond a fifth of the side, or so, some readers lose the grid whatever is left to mend. */
const MOST_ROOM = 0.19;

/** @param share of the error correction that a logo may use up; for measurements */
export function codeSymbol(address: string, logo: boolean, share = LOGO_SHARE, most = MOST_ROOM): CodeSymbol {
	const { modules, version, errorCorrectionLevel } = QRCode.create(address, { errorCorrectionLevel: levelFor(logo) });
	const { size } = modules;
	const room = logo ? roomIn(modules as Matrix, version, errorCorrectionLevel, share, most) : 0;
	const from = (size - room) / 2;
	const hidden = (row: number, column: number): boolean =>
		row >= from && row < from + room && column >= from && column < from + room;
	const dark = (row: number, column: number): boolean =>
		row >= 0 && column >= 0 && row < size && column < size && !hidden(row, column) && modules.get(row, column) !== 0;
	return { size, version, level: levelFor(logo), d: outlineOf(size, dark), room };
}

interface Matrix {
	readonly size: number;
	readonly data: Uint8Array;
	/** Patterns and format, which carry no codewords. */
	readonly reservedBit: Uint8Array;
}

/** The largest square in the middle that leaves every block enough to mend. Odd, as the symbol: it lies on whole modules. */
function roomIn(matrix: Matrix, version: number, level: unknown, share: number, most: number): number {
	const { size } = matrix;
	const blocks = ecc.getBlocksCount(version, level);
	const mends = Math.floor(ecc.getTotalCodewordsCount(version, level) / blocks / 2);
	const codewords = codewordsOf(matrix);
	const blockOf = blocksOf(version, level);
	let room = 0;
	for (let tried = 3; tried <= size * most; tried += 2) {
		const from = (size - tried) / 2;
		const lost = Array.from({ length: blocks }, () => new Set<number>());
		for (let row = from; row < from + tried; row++)
			for (let column = from; column < from + tried; column++) {
				const codeword = codewords[row * size + column]!;
				// Behind the last one up to seven bits are left over.
				if (codeword >= 0 && blockOf[codeword] !== undefined) lost[blockOf[codeword]!]!.add(codeword);
			}
		if (lost.some((one) => one.size > mends * share)) break;
		room = tried;
	}
	return room;
}

/** To which codeword each module belongs, in the order in which they are written; -1 for patterns. */
function codewordsOf({ size, reservedBit }: Matrix): Int32Array {
	const codewords = new Int32Array(size * size).fill(-1);
	let bit = 0;
	let up = true;
	for (let right = size - 1; right > 0; right -= 2) {
		// The timing pattern has this column to itself.
		if (right === 6) right--;
		for (let step = 0; step < size; step++) {
			const row = up ? size - 1 - step : step;
			for (const column of [right, right - 1])
				if (!reservedBit[row * size + column]) codewords[row * size + column] = bit++ >> 3;
		}
		up = !up;
	}
	return codewords;
}

/** In which block each codeword is mended: they take turns, and the longer ones have one of data more. */
function blocksOf(version: number, level: unknown): number[] {
	const blocks = ecc.getBlocksCount(version, level);
	const correcting = ecc.getTotalCodewordsCount(version, level);
	const data = utils.getSymbolTotalCodewords(version) - correcting;
	const longer = data % blocks;
	const short = Math.floor(data / blocks);
	const order: number[] = [];
	for (let at = 0; at <= short; at++)
		for (let block = 0; block < blocks; block++) if (at < short || block >= blocks - longer) order.push(block);
	for (let at = 0; at < correcting; at++) order.push(at % blocks);
	return order;
}

/** Goes around the dark modules, clockwise, and around holes the other way. */
export function outlineOf(size: number, dark: (row: number, column: number) => boolean): string {
	const width = size + 1;
	/** From each corner: where edges lead, as steps. At most two leave one. */
	const edges = new Map<number, number[]>();
	const edge = (from: number, step: number): void => {
		const there = edges.get(from);
		if (there) there.push(step);
		else edges.set(from, [step]);
	};
	for (let row = 0; row < size; row++)
		for (let column = 0; column < size; column++) {
			if (!dark(row, column)) continue;
			const corner = row * width + column;
			if (!dark(row - 1, column)) edge(corner, 1);
			if (!dark(row, column + 1)) edge(corner + 1, width);
			if (!dark(row + 1, column)) edge(corner + width + 1, -1);
			if (!dark(row, column - 1)) edge(corner + width, -width);
		}
	let d = '';
	for (const [start, steps] of edges)
		while (steps.length > 0) {
			let step = steps.pop()!;
			let at = start + step;
			let run = 1;
			d += `M${start % width} ${Math.floor(start / width)}`;
			while (at !== start) {
				const next = edges.get(at)!;
				// Where two dark modules touch at a corner it turns right: each keeps an outline of its own.
				const right = step === 1 ? width : step === width ? -1 : step === -1 ? -width : 1;
				const index = next.length === 1 ? 0 : Math.max(0, next.indexOf(right));
				const [turned] = next.splice(index, 1) as [number];
				if (turned === step) run++;
				else {
					d += written(step, run, width);
					[step, run] = [turned, 1];
				}
				at += step;
			}
			d += `${written(step, run, width)}Z`;
		}
	return d;
}

const written = (step: number, run: number, width: number): string =>
	Math.abs(step) === width ? `v${Math.sign(step) * run}` : `h${step * run}`;
