/**
 * Styles of parts that are fetched later. Vite links them before the code, once in the life of a page, and takes whatever
 * link stands in the page for one that arrived – also one that failed, of Kit's among them: the code would come alone.
 * So what failed is linked anew here before each attempt, and a part that still lacks its own has not come.
 */
export interface PartStyles {
	/** Links anew what did not arrive. Never throws; what fails again is lacking until the next time. */
	relink(): Promise<void>;
	/** Addresses of all styles that the page links now, arrived or on their way. */
	linked(): Set<string>;
	/** Did one of these fail the last time? */
	lack(addresses: Iterable<string>): boolean;
}

const lacking = new Set<string>();
let relinking: Promise<void> | null = null;

export const pageStyles: PartStyles = {
	// Once for all that ask at the same time: none of them may take another's new link for one that arrived.
	relink: () => (relinking ??= relinkFailed().finally(() => (relinking = null))),
	linked: () => new Set(links().map(({ href }) => href)),
	lack: (addresses) => [...addresses].some((address) => lacking.has(address))
};

const links = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];

async function relinkFailed(): Promise<void> {
	const dead = links().filter(isDead);
	const there = pageStyles.linked();
	// Taken out at the last attempt, since Vite would have taken it for arrived.
	const gone = [...lacking].filter((href) => !there.has(href));
	lacking.clear();
	await Promise.all([
		...dead.map((link) => arrival(link.cloneNode() as HTMLLinkElement, (again) => link.replaceWith(again))),
		...gone.map((href) =>
			arrival(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }), (again) =>
				document.head.append(again)
			)
		)
	]);
}

/** Ends when the link that is put into the page has arrived, or has failed and is out again. */
function arrival(link: HTMLLinkElement, put: (link: HTMLLinkElement) => void): Promise<void> {
	return new Promise((ended) => {
		link.addEventListener('load', () => ended());
		link.addEventListener('error', () => {
			lacking.add(link.href);
			link.remove();
			ended();
		});
		put(link);
	});
}

/** Links of whose end the page has heard. */
const failed = new WeakSet<EventTarget>();
if (typeof document !== 'undefined') {
	const heard = ({ target }: Event) => target instanceof HTMLLinkElement && failed.add(target);
	document.addEventListener('error', heard, { capture: true });
}

/** Chromium gives a dead link rules that may not be read: all our styles are of our own origin. What is on its way has no sheet. */
function isDead(link: HTMLLinkElement): boolean {
	if (failed.has(link)) return true;
	try {
		return link.sheet !== null && link.sheet.cssRules === null;
	} catch {
		return true;
	}
}
