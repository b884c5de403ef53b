/** Where `app.html` has room for it. */
const PLACE = '<!--opening-->';

/** Where Kit's script goes on when its own beginning is here, and fetches and runs the page's. */
export const KIT_STARTS = '.then(async (kit) => {';

/**
 * Resolves when the browser has shown what the page came with: the page's script takes the processor for longer than that
 * takes. Who looks at another tab sees no frame, and nobody waits for ever.
 */
const SHOWN =
	'new Promise((go)=>{if(document.hidden)return go();requestAnimationFrame(()=>setTimeout(go));setTimeout(go,500)})';

/** A page with what was drawn for it, if anything was. */
export function withOpening(html: string, opening: string | undefined): string {
	if (opening === undefined) return html.replace(PLACE, '');
	return html.replace(KIT_STARTS, `${KIT_STARTS}await ${SHOWN};`).replace(PLACE, () => opening);
}
