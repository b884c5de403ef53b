import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { clientChunks } from './server/start/client-chunks.ts';
import { wayfeltDevServer } from './server/start/dev-plugin.ts';
import { embedFile } from './server/start/embed-file.ts';
import { firstWave } from './server/start/first-wave.ts';
import { keptPlurals } from './server/start/kept-plurals.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './messages/project.inlang',
			outdir: './src/lib/paraglide',
			// No locale in URLs: a journey's link is the same for both languages of a company.
			// In the browser the page itself says what it was written in (src/hooks.client.ts).
			strategy: ['cookie', 'custom-page', 'preferredLanguage', 'baseLocale'],
			emitTsDeclarations: true
		}),
		keptPlurals(),
		sveltekit({
			adapter: adapter(),
			compilerOptions: { runes: true },
			preprocess: { style: ({ content }) => ({ code: shrink(content) }) },
			// Kit's check stays on for the forms of pages, sign-in too; cookies, sockets and the API are judged in server/http/front.
			csrf: { trustedOrigins: [] },
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		}),
		embedFile('/src/lib/features/embed/script/embed.ts'),
		firstWave(),
		wayfeltDevServer()
	],
	// What the work screens need (README); tests/built holds it, and the lower one of the respondent page.
	build: {
		target: ['chrome119', 'edge119', 'firefox121', 'safari17.4'],
		rolldownOptions: {
			// They only say what there is: whoever imports one name from an index gets that module alone.
			treeshake: { moduleSideEffects: [{ test: /\/src\/(domain|document)\//, sideEffects: false }] }
		}
	},
	environments: {
		client: {
			build: {
				rolldownOptions: { output: { codeSplitting: { groups: clientChunks(import.meta.dirname) } } }
			}
		}
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
					// Nothing here waits: it is against hanging only, and on a busy machine computing takes many times as long.
					testTimeout: 30_000,
					// These files leave nothing behind, so that one program runs many of them: a fifth of the time.
					isolate: false,
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					environment: 'node',
					include: ['tests/integration/**/*.test.ts', 'tests/collab/**/*.test.ts'],
					globalSetup: ['tests/support/database.global.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
					// 2 cores: more workers only make every one of them slower.
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					// Against the built program: what only it can show (its routes, its process).
					name: 'app',
					environment: 'node',
					include: ['tests/security/**/*.test.ts', 'tests/process/**/*.test.ts', 'tests/built/**/*.test.ts'],
					// What was built is run as it is: a file that is called after a module of runes is no source of one.
					server: { deps: { external: [/\/build\//] } },
					testTimeout: 300_000,
					hookTimeout: 120_000,
					// Each file has programs, ports and data of its own, and mostly waits for a program to start.
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					// Firefox and WebKit: by themselves, after everything else (`npm test`).
					name: 'engines',
					environment: 'node',
					include: ['tests/engines/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});

/**
 * Style without comments and needless spaces. Bundled files are minified anyway; the respondent page carries its style
 * inside the document, which nobody minifies, and has a limit of 20 KB.
 */
function shrink(css: string): string {
	return css
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?([{};,]) ?/g, '$1')
		.replace(/: /g, ':')
		.trim();
}
