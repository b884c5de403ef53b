import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KIT_STARTS, withOpening } from './with-opening.ts';

const PAGE = `<body><!--opening--><div>Hello</div><script>import("a").then(async (kit) => {kit.init(x)})</script></body>`;

describe('a page with what was drawn for it', () => {
	it('shows it first, and starts its script afterwards', () => {
		const html = withOpening(PAGE, '<div id="opening">$& it</div>');
		expect(html).toContain('<body><div id="opening">$& it</div><div>Hello');
		expect(html).toMatch(/\.then\(async \(kit\) => \{await new Promise\(.*\);kit\.init\(x\)\}\)/);
	});

	it('is as it was where nothing was drawn', () => {
		expect(withOpening(PAGE, undefined)).toBe(PAGE.replace('<!--opening-->', ''));
	});

	it('takes no words of a map for Kit’s', () => {
		const html = withOpening(PAGE, `<div>${KIT_STARTS}</div>`);
		expect(html).toContain(`<div>${KIT_STARTS}</div>`);
		expect(html).toContain('await new Promise');
	});

	it('finds where this version of Kit starts', () => {
		const kit = dirname(createRequire(import.meta.url).resolve('@sveltejs/kit/package.json'));
		expect(readFileSync(join(kit, 'src/runtime/server/page/render.js'), 'utf8')).toContain(KIT_STARTS);
	});
});
