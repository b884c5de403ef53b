/** What the browser remembers on the website's own origin: until when nobody is asked, and of what not. Times in ms. */
interface Remembered {
	/** Asked of whatever survey. */
	readonly all?: number;
	/** By code: was not drawn. */
	readonly not?: Readonly<Record<string, number>>;
}

const DAY = 86_400_000;

/**
 * May this visitor be asked? Looked at when the trigger fires, and not before. Whoever was not drawn is not drawn again on
 * the next page, or a tenth of all visitors would soon be half of them.
 * @param key of the storage: one for all surveys of an installation
 * @param share of visitors that are asked, 1 to 100
 * @param pause days
 */
export function mayAsk(key: string, code: string, share: number, pause: number): boolean {
	const now = Date.now();
	const { all = 0, not = {} } = read(key);
	if (now < all || now < (not[code] ?? 0)) return false;
	if (Math.random() * 100 < share) return true;
	write(key, { all, not: { ...not, [code]: now + Math.max(1, pause) * DAY } });
	return false;
}

/** Somebody was asked: all surveys leave them alone for so many days. */
export function wasAsked(key: string, pause: number): void {
	if (pause > 0) write(key, { ...read(key), all: Date.now() + pause * DAY });
}

/** A website may keep its storage from scripts: then everybody may be asked. */
function read(key: string): Remembered {
	try {
		return (JSON.parse(localStorage.getItem(key) ?? 'null') as Remembered | null) ?? {};
	} catch {
		return {};
	}
}

function write(key: string, value: Remembered): void {
	try {
		localStorage.setItem(key, JSON.stringify(value));
	} catch {
		// As above.
	}
}
