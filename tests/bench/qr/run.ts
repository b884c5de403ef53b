import { codeSymbol } from '../../../server/sheets/codes/symbol.ts';
import { blurred, rasterOf, turned, type Raster } from '../../support/codes/raster.ts';
import { readers } from '../../support/codes/readers.ts';

/**
 * How much each of three readers takes: of `COUNT` codes, how many it reads, by the address's length, the logo's size, the
 * blur (Gaussian, in modules) and the turn. What stands in docs/qr.md was printed by it: `npm run bench:qr [-- --count=40]`.
 */
const COUNT = Number(/--count=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 30);
const LOGO =
	'<rect width="32" height="32" rx="8" fill="#14504a"/><path d="M16 4.500l5 6.500h-2.600l4.400 6h-3l4.700 6.500H17.200V27h-2.400v-3.500H7.500l4.700-6.500h-3l4.400-6H11z" fill="#fff"/>';
const QUIET = 4;

/** The same codes in every run: a generator of our own. */
let seed = 20261129;
const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const addressOf = (length: number): string => {
	const code = Array.from({ length: 12 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
	const host = 'feedback.a-company-with-a-long-name.example.com/and/a/path/under/it/and/further';
	return `https://${host.slice(0, length - 8 - 15)}/s/${code}`;
};

/** @param most share of the side that a logo may take; 0: none */
function pictureOf(address: string, most: number, dots: number): { raster: Raster; room: number; version: number } {
	// Past what the program itself would allow: the table is to show where it ends.
	const symbol = codeSymbol(address, most > 0, 1, most);
	const side = symbol.size + 2 * QUIET;
	const free = symbol.room - 1;
	const at = (side - free) / 2;
	const logo = symbol.room > 0 ? `<g transform="translate(${at} ${at}) scale(${free / 32})">${LOGO}</g>` : '';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}"><path fill="#14171f" transform="translate(${QUIET} ${QUIET})" d="${symbol.d}"/>${logo}</svg>`;
	return { raster: rasterOf(svg, dots), room: symbol.room, version: symbol.version };
}

async function row(
	label: string,
	{ length, most, dots, sigma, degrees }: { length: number; most: number; dots: number; sigma: number; degrees: number }
): Promise<void> {
	const read = readers.map(() => 0);
	let what = '';
	for (let at = 0; at < COUNT; at++) {
		const address = addressOf(length);
		const { raster, room, version } = pictureOf(address, most, dots);
		what = `${version} | ${room}`;
		const seen = blurred(turned(raster, degrees), sigma * dots);
		for (const [index, reader] of readers.entries()) if ((await reader.read(seen)).includes(address)) read[index]!++;
	}
	console.log(`| ${label} | ${what} | ${read.map((one) => `${one}/${COUNT}`).join(' | ')} |`);
}

const head = (first: string): void => {
	console.log(`\n| ${first} | version | logo | ${readers.map(({ name }) => name).join(' | ')} |`);
	console.log(`| --- | --- | --- | ${readers.map(() => '---').join(' | ')} |`);
};
const usual = { length: 41, most: 0.19, dots: 5, sigma: 0.2, degrees: 0 };

head('logo at most, of the side (41 letters, blur 0.2)');
for (const most of [0, 0.15, 0.19, 0.23, 0.27, 0.31, 0.35])
	await row(`${Math.round(100 * most)} %`, { ...usual, most });
head('logo at most 19 % (address in letters, blur 0.2)');
for (const length of [30, 41, 55, 62, 80, 95, 115]) await row(String(length), { ...usual, length });
head('the same, not blurred at all (6 dots a module)');
for (const length of [30, 41, 55, 62, 80, 95, 115]) await row(String(length), { ...usual, length, dots: 6, sigma: 0 });
head('logo at most 25 %, not blurred at all');
for (const length of [30, 41, 55, 62, 80, 95, 115])
	await row(String(length), { ...usual, length, dots: 6, sigma: 0, most: 0.25 });
head('blur in modules, with logo (19 %)');
for (const sigma of [0, 0.2, 0.3, 0.4, 0.5, 0.6]) await row(String(sigma), { ...usual, sigma });
head('blur in modules, without');
for (const sigma of [0, 0.2, 0.3, 0.4, 0.5, 0.6]) await row(String(sigma), { ...usual, most: 0, sigma });
head('turned, degrees (logo 19 %, blur 0.2)');
for (const degrees of [0, 7, 20, 33, 45, 90, 180]) await row(String(degrees), { ...usual, degrees });
head('dots a module (logo 19 %, blur 0.2, turned 7°)');
for (const dots of [2, 3, 4, 5, 8, 12]) await row(String(dots), { ...usual, dots, degrees: 7 });
