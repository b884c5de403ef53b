import { describe, expect, test } from 'vitest';
import { inOneWave, type FileList } from './first-wave.ts';

const START = 'node_modules/@sveltejs/kit/src/runtime/client/entry.js';
const NODES = '.svelte-kit/generated/build/client-optimized/nodes';
const COMPONENTS: Readonly<Record<string, string>> = {
	'nodes/0.js': '/src/routes/+layout.svelte',
	'nodes/1.js': '/src/routes/+error.svelte',
	'nodes/2.js': '/src/routes/(app)/+layout.svelte',
	'nodes/3.js': '/src/routes/s/+error.svelte',
	'nodes/4.js': '/src/routes/(app)/+page.svelte'
};
const FILES: FileList = {
	[START]: { file: 'start.js', dynamicImports: ['runtime.js'] },
	[`${NODES}/0.js`]: { file: 'nodes/0.js', imports: ['_base.js'] },
	[`${NODES}/1.js`]: { file: 'nodes/1.js', imports: ['_page.js'], css: ['error.css'] },
	[`${NODES}/2.js`]: { file: 'nodes/2.js', imports: ['_work.js'] },
	[`${NODES}/3.js`]: { file: 'nodes/3.js' },
	[`${NODES}/4.js`]: { file: 'nodes/4.js', imports: ['_work.js', '_shared.js'] },
	'_work.js': { file: 'work.js', imports: ['_base.js'], dynamicImports: ['src/Dialog.svelte'] }
};
const listed = inOneWave(FILES, (node) => COMPONENTS[node]);

describe('the list that Kit reads of what a page links', () => {
	test('says nothing of what is fetched later, but of the runtime', () => {
		expect(listed['_work.js']).toEqual({ file: 'work.js', imports: ['_base.js'], later: ['src/Dialog.svelte'] });
		expect(listed[START]).toEqual(FILES[START]);
	});

	test('a layout brings the error page of its folder, without its styles and what it imports', () => {
		const { imports } = listed[`${NODES}/0.js`]!;
		expect(imports).toHaveLength(2);
		expect(listed[imports![1]!]).toEqual({ file: 'nodes/1.js' });
	});

	test('all else is as it was', () => {
		for (const key of [1, 2, 3, 4].map((n) => `${NODES}/${n}.js`)) expect(listed[key]).toEqual(FILES[key]);
	});
});
