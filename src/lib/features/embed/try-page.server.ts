import { escaped } from '#domain/shared/escaped.ts';
import { embedAttributes, type EmbedSettings } from '#domain/survey/index.ts';

const STYLE = `
	html, body { height: 100%; margin: 0; background: #fff; }
	.site { display: block; width: 100%; height: 100%; border: 0; }
	.page { max-width: 640px; margin: 0 auto; padding: 32px 20px; }
	.page i { display: block; height: 12px; margin: 0 0 14px; border-radius: 6px; background: #e8e6e1; }
	.page i:nth-child(3n) { width: 62%; }
	.page i.head { width: 40%; height: 26px; margin-bottom: 28px; }
`;
const lines = (count: number): string => '<i></i>'.repeat(count);

/**
 * A page with the real script on it, before somebody's own page or before lines that stand for one. What is sent is a test;
 * nobody is left alone afterwards, and everybody is drawn.
 * @param site address of the page behind it
 * @returns HTML
 */
export function tryPage(code: string, settings: EmbedSettings, site: string | null): string {
	const tried: EmbedSettings = { ...settings, share: 100, pause: 0, only: [], except: [] };
	const attributes = [...embedAttributes(code, tried), ['data-test', '']]
		.map(([name, value]) => ` ${name}="${escaped(value!)}"`)
		.join('');
	const script = `<script src="/embed.js"${attributes}></script>`;
	const before = `<i class="head"></i>${lines(settings.mode === 'inline' ? 5 : 40)}`;
	// A form on the page itself needs a page of ours: nothing can be put into somebody else's from here.
	const body =
		site === null || settings.mode === 'inline'
			? `<div class="page" aria-hidden="true">${before}</div>${settings.mode === 'inline' ? `<div class="page">${script}</div><div class="page" aria-hidden="true">${lines(12)}</div>` : script}`
			: `<iframe class="site" src="${escaped(site)}" sandbox="allow-scripts allow-same-origin allow-forms" referrerpolicy="no-referrer" title="${escaped(new URL(site).host)}"></iframe>${script}`;
	return `<!doctype html><html lang="${settings.language ?? ''}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(code)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}
