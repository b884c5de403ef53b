/**
 * The XML of WeChat's pushes and replies, and no more of XML than that: elements with text or CDATA in them. What else
 * there is – DOCTYPE, processing instructions, attributes, entities of one's own – is refused rather than skipped: no
 * push has it, and each has been somebody's way in.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html
 */

/** Text, or elements by name; of several with one name the last, except below `List`. */
type Content = string | readonly (readonly [name: string, content: Content])[];

/** Deeper than any push. */
const DEEPEST = 6;
const MOST = 500;

const OPEN = /<([A-Za-z_][\w.-]{0,63})\s*(\/?)>/y;
const CLOSE = /<\/([A-Za-z_][\w.-]{0,63})\s*>/y;
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const TEXT = /[^<]+/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

class Malformed extends Error {}

/**
 * Reads the fields of a push; those of elements inside elements as `Outer.Inner`, each occurrence numbered where there
 * are several (`List.2.TemplateId`).
 */
export function readXml(text: string): { fields: Record<string, string> } | { wrong: 'malformed' | 'doctype' } {
	if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { wrong: 'doctype' };
	try {
		const root = parse(text.trim());
		if (typeof root === 'string') return { wrong: 'malformed' };
		const fields: Record<string, string> = Object.create(null) as Record<string, string>;
		flatten(root, '', fields);
		return { fields: { ...fields } };
	} catch (error) {
		if (error instanceof Malformed) return { wrong: 'malformed' };
		throw error;
	}
}

function flatten(content: Exclude<Content, string>, prefix: string, into: Record<string, string>): void {
	const seen = new Map<string, number>();
	for (const [name, inner] of content) {
		const before = seen.get(name) ?? 0;
		seen.set(name, before + 1);
		const key = `${prefix}${name}${before === 0 ? '' : `.${before + 1}`}`;
		if (typeof inner === 'string') into[key] = inner;
		else flatten(inner, `${key}.`, into);
	}
}

function parse(text: string): Content {
	let at = 0;
	let elements = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) at = pattern.lastIndex;
		return found;
	};

	/** What stands in an element that was just opened, up to its end. */
	function inside(name: string, depth: number): Content {
		if (depth > DEEPEST) throw new Malformed();
		const children: [string, Content][] = [];
		let said = '';
		for (;;) {
			const data = take(CDATA);
			if (data) {
				said += data[1]!;
				continue;
			}
			const plain = take(TEXT);
			if (plain) {
				said += decoded(plain[0]);
				continue;
			}
			const closed = take(CLOSE);
			if (closed) {
				if (closed[1] !== name) throw new Malformed();
				if (children.length > 0 && said.trim() !== '') throw new Malformed();
				return children.length > 0 ? children : said;
			}
			children.push(element(depth));
		}
	}

	function element(depth: number): [string, Content] {
		const opened = take(OPEN);
		if (!opened || ++elements > MOST) throw new Malformed();
		return [opened[1]!, opened[2] === '/' ? '' : inside(opened[1]!, depth + 1)];
	}

	const [name, content] = element(0);
	if (name !== 'xml' || at !== text.length) throw new Malformed();
	return content;
}

const decoded = (text: string): string =>
	text.replace(
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));|&/gi,
		(_whole, ten?: string, sixteen?: string, name?: string) => {
			if (name !== undefined && Object.hasOwn(ENTITIES, name)) return ENTITIES[name]!;
			const point = ten !== undefined ? Number(ten) : sixteen !== undefined ? parseInt(sixteen, 16) : 0;
			if (point < 1 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw new Malformed();
			return String.fromCodePoint(point);
		}
	);

/** Text that ends no CDATA before its time. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** What an answer is made of. */
export type Element = readonly [name: string, content: string | number | readonly Element[]];

/** Numbers plain, texts in CDATA, as WeChat's own examples have them. */
export const writeXml = (elements: readonly Element[]): string => `<xml>${written(elements)}</xml>`;

const written = (elements: readonly Element[]): string =>
	elements
		.map(([name, content]) => {
			const inner =
				typeof content === 'number' ? String(content) : typeof content === 'string' ? cdata(content) : written(content);
			return `<${name}>${inner}</${name}>`;
		})
		.join('');
