import { expect, it } from 'vitest';
import { slimmed } from './slim-page.server.ts';

it('drops what only scripts of ours need, and keeps every text', () => {
	const page = [
		'<html lang="%lang%" data-theme="%theme%" data-origin="%origin%" data-origin-set="%originset%">',
		'\t<head>',
		'\t\t<style id="svelte-1mba5nl">h1.svelte-1mba5nl{margin:0}</style><style id="svelte-ozf3ci">p.svelte-ozf3ci{color:red}</style>',
		'\t</head>',
		'\t<body data-sveltekit-preload-data="hover"><!--[--><h1 class="svelte-1mba5nl">A <b>b</b> <i>c</i></h1><!--]-->',
		'\t\t<textarea>one\n\nsvelte-kitten</textarea><p class="note svelte-ozf3ci">data-theme="x"</p></body>',
		'</html>'
	].join('\n');
	expect(slimmed(page)).toBe(
		'<html lang="%lang%"><head><style id="sa5nl">h1.sa5nl{margin:0}</style><style id="sf3ci">p.sf3ci{color:red}</style></head>' +
			'<body><h1 class="sa5nl">A <b>b</b> <i>c</i></h1><textarea>one\n\nsvelte-kitten</textarea>' +
			'<p class="note sf3ci">data-theme="x"</p></body></html>'
	);
});
